-- The tables of both peers that store: the task, its assignees, what happened, and the row that lists show.
CREATE TABLE IF NOT EXISTS task (
  id          uuid PRIMARY KEY,
  title       text NOT NULL,
  description text NOT NULL,
  lead        text NOT NULL,
  assigner    text NOT NULL,
  priority    smallint NOT NULL,
  province    text NOT NULL,
  due         timestamptz,
  created     timestamptz NOT NULL
);
CREATE TABLE IF NOT EXISTS assignment (
  task_id  uuid NOT NULL,
  agency   text NOT NULL,
  state    smallint NOT NULL,
  progress int NOT NULL,
  text     text NOT NULL,
  changed  timestamptz NOT NULL,
  PRIMARY KEY (task_id, agency)
);
CREATE TABLE IF NOT EXISTS audit (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  task_id uuid NOT NULL,
  type    text NOT NULL,
  actor   text NOT NULL,
  at      timestamptz NOT NULL,
  data    jsonb NOT NULL
);
CREATE INDEX IF NOT EXISTS audit_task ON audit (task_id);
CREATE TABLE IF NOT EXISTS task_list (
  task_id  uuid PRIMARY KEY,
  title    text NOT NULL,
  lead     text NOT NULL,
  state    smallint NOT NULL,
  open     boolean NOT NULL,
  priority smallint NOT NULL,
  province text NOT NULL,
  due      timestamptz,
  version  int NOT NULL,
  changed  timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS task_list_inbox ON task_list (lead, open, due, task_id);
