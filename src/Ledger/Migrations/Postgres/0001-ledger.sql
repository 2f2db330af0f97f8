create table ledger_head (
  id       smallint not null primary key check (id = 1),
  position bigint   not null check (position >= 0),
  frontier bytea    not null
) with (fillfactor = 10);
alter table ledger_head alter column frontier set storage plain;
insert into ledger_head (id, position, frontier) values (1, 0, '');

create table ledger_entry (
  position     bigint not null constraint ledger_entry_pkey primary key,
  stream       text collate "C" not null,
  version      integer not null check (version > 0),
  type         text collate "C" not null,
  data         bytea not null,
  request_id   uuid not null,
  command_hash bigint not null,
  agency       text collate "C" not null,
  subject      text collate "C" not null,
  at           bigint not null,
  salt         bytea not null,
  leaf         bytea not null,
  constraint ledger_entry_stream_version_key unique (stream, version)
);

-- A resource is known in its indexes by the position of its first entry: a number that only grows, so that new rows go
-- to the end of each index, where the page is warm.
create table registry (
  first_position bigint not null constraint registry_pkey primary key,
  due_key        bigint not null,
  created_at     bigint not null,
  updated_at     bigint not null,
  priority       integer not null,
  handling       integer not null,
  version        integer not null,
  open           boolean not null,
  name           text collate "C" not null constraint registry_name_key unique,
  kind           text collate "C" not null,
  state          text collate "C" not null,
  words          text collate "C" not null,
  province       text collate "C",
  case_name      text collate "C",
  instrument     text collate "C",
  parent         text collate "C",
  view           bytea not null
) with (fillfactor = 75, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
create index registry_due_idx on registry (kind, open, due_key, first_position);
create index registry_new_idx on registry (kind, open, first_position);

create table registry_party (
  first_position bigint not null,
  due            bigint,
  due_key        bigint not null,
  answered_ms    bigint,
  until_version  integer,
  open           boolean not null,
  live           boolean not null,
  agency         text collate "C" not null,
  role           text collate "C" not null,
  kind           text collate "C" not null,
  state          text collate "C" not null,
  unit           text collate "C",
  constraint registry_party_pkey primary key (first_position, agency, role)
) with (fillfactor = 75, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
create index registry_party_due_idx on registry_party (agency, kind, live, due_key, first_position);
create index registry_party_new_idx on registry_party (agency, kind, live, first_position);

create table due_work (
  stream text collate "C" not null,
  kind   text collate "C" not null,
  due_at bigint not null,
  constraint due_work_pkey primary key (stream, kind)
) with (fillfactor = 85);
create index due_work_due_at_idx on due_work (due_at, stream, kind);

create table checkpoint (
  size       bigint not null constraint checkpoint_pkey primary key,
  root       bytea not null,
  at         bigint not null,
  note       text collate "C" not null,
  public_key bytea not null
);
