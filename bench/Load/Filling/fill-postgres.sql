-- Fills the index with :tasks copies of the newest task: four of five open, the leads taken from :agencies agencies in
-- turn, the due times spread over 90 days. Lists read the index alone, so the copies have no events; their positions
-- lie beyond those of any entry.
CREATE TEMPORARY TABLE template AS
SELECT r.*, p.agency AS lead
FROM registry r JOIN registry_party p ON p.first_position = r.first_position AND p.role = 'lead'
WHERE r.kind = 'tasks'
ORDER BY r.first_position DESC LIMIT 1;

CREATE TEMPORARY TABLE copy AS
SELECT
  n,
  't' || translate(lpad(CAST(n AS text), 26, '0'), '01', 'ab') AS id,
  'a' || lpad(CAST(1 + n % :agencies AS text), 3, '0') AS agency,
  n / :agencies % 5 <> 0 AS open,
  (n * CAST(7919 AS bigint) % (90 * 86400)) * 1000000 AS later
FROM generate_series(1, :tasks) n;

INSERT INTO registry (
  name, kind, state, open, words, priority, due_key, province, case_name, instrument, parent, handling, version,
  created_at, updated_at, first_position, view)
SELECT
  'tasks/' || c.id, t.kind, CASE WHEN c.open THEN t.state ELSE 'verified' END, c.open, t.words, t.priority,
  t.due_key + c.later, t.province, t.case_name, t.instrument, t.parent, t.handling, t.version,
  t.created_at, t.updated_at, 1000000000 + c.n,
  convert_to(replace(convert_from(t.view, 'UTF8'), '"agencies/' || t.lead || '"', '"agencies/' || c.agency || '"'), 'UTF8')
FROM template t CROSS JOIN copy c;

INSERT INTO registry_party (
  agency, role, unit, state, open, live, due, due_key, answered_ms, until_version, kind, first_position)
SELECT
  CASE WHEN p.role = 'lead' THEN c.agency ELSE p.agency END, p.role, p.unit,
  CASE WHEN c.open THEN p.state ELSE 'verified' END, c.open, c.open, p.due + c.later, p.due_key + c.later,
  p.answered_ms, p.until_version, p.kind, 1000000000 + c.n
FROM template t JOIN registry_party p ON p.first_position = t.first_position CROSS JOIN copy c;
