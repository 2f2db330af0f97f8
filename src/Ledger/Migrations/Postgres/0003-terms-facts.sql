-- Opaque terms by which a resource is found.
create table registry_term (
  first_position bigint not null,
  kind           text collate "C" not null,
  term           text collate "C" not null,
  constraint registry_term_pkey primary key (kind, term, first_position)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

-- Officers who must not see the row: each key between bars. Null for nearly all rows.
alter table registry add column blocked text collate "C";
create index registry_blocked_idx on registry (first_position) where blocked is not null;

-- What statistics count. The day is a number, 20260731; values stand in the order of the kind's dimensions.
create table fact (
  day         integer not null,
  resource    text collate "C" not null,
  item        text collate "C" not null,
  kind        text collate "C" not null,
  owner       text collate "C" not null,
  d0          text collate "C" not null,
  d1          text collate "C" not null,
  d2          text collate "C" not null,
  d3          text collate "C" not null,
  d4          text collate "C" not null,
  d5          text collate "C" not null,
  d6          text collate "C" not null,
  d7          text collate "C" not null,
  d8          text collate "C" not null,
  d9          text collate "C" not null,
  d10         text collate "C" not null,
  d11         text collate "C" not null,
  constraint fact_pkey primary key (resource, item)
) with (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
create index fact_day_idx on fact (kind, day);
