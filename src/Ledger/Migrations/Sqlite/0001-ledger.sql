create table ledger_head (
  id       integer not null primary key check (id = 1),
  position integer not null check (position >= 0),
  frontier blob    not null
);
insert into ledger_head (id, position, frontier) values (1, 0, x'');

create table ledger_entry (
  position     integer not null primary key,
  stream       text    not null,
  version      integer not null check (version > 0),
  type         text    not null,
  data         blob    not null,
  request_id   blob    not null,
  command_hash integer not null,
  agency       text    not null,
  subject      text    not null,
  at           integer not null,
  salt         blob    not null,
  leaf         blob    not null
);
create unique index ledger_entry_stream_version_key on ledger_entry (stream, version);

-- A resource is known in its indexes by the position of its first entry: a number that only grows, so that new rows go
-- to the end of each index, where the page is warm.
create table registry (
  first_position integer not null primary key,
  name           text    not null,
  kind           text    not null,
  state          text    not null,
  open           integer not null,
  words          text    not null,
  priority       integer not null,
  due_key        integer not null,
  province       text,
  case_name      text,
  instrument     text,
  parent         text,
  handling       integer not null,
  version        integer not null,
  created_at     integer not null,
  updated_at     integer not null,
  view           blob    not null
);
create unique index registry_name_key on registry (name);
create index registry_due_idx on registry (kind, open, due_key, first_position);
create index registry_new_idx on registry (kind, open, first_position);

create table registry_party (
  first_position integer not null,
  agency         text    not null,
  role           text    not null,
  unit           text,
  state          text    not null,
  open           integer not null,
  live           integer not null,
  due            integer,
  due_key        integer not null,
  answered_ms    integer,
  until_version  integer,
  kind           text    not null,
  primary key (first_position, agency, role)
) without rowid;
create index registry_party_due_idx on registry_party (agency, kind, live, due_key, first_position);
create index registry_party_new_idx on registry_party (agency, kind, live, first_position);

create table due_work (
  stream text    not null,
  kind   text    not null,
  due_at integer not null,
  primary key (stream, kind)
) without rowid;
create index due_work_due_at_idx on due_work (due_at, stream, kind);

create table checkpoint (
  size       integer not null primary key,
  root       blob    not null,
  at         integer not null,
  note       text    not null,
  public_key blob    not null
);
