-- Opaque terms by which a resource is found.
create table registry_term (
  kind           text    not null,
  term           text    not null,
  first_position integer not null,
  primary key (kind, term, first_position)
) without rowid;

-- Officers who must not see the row: each key between bars. Null for nearly all rows.
alter table registry add column blocked text;
create index registry_blocked_idx on registry (first_position) where blocked is not null;

-- What statistics count. The day is a number, 20260731; values stand in the order of the kind's dimensions.
create table fact (
  resource    text    not null,
  item        text    not null,
  kind        text    not null,
  owner       text    not null,
  day         integer not null,
  d0          text not null,
  d1          text not null,
  d2          text not null,
  d3          text not null,
  d4          text not null,
  d5          text not null,
  d6          text not null,
  d7          text not null,
  d8          text not null,
  d9          text not null,
  d10         text not null,
  d11         text not null,
  primary key (resource, item)
) without rowid;
