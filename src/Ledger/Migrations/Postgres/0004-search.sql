-- Words of titles.
create table registry_search (
  first_position bigint   not null constraint registry_search_pkey primary key,
  tokens         tsvector not null
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
create index registry_search_tokens_idx on registry_search using gin (tokens);
