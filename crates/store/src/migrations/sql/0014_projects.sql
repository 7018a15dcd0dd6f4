-- Projects: work for a party with a beginning and an end, and which tasks, interactions and orders belong to each.

CREATE TABLE projects (
  workspace_id UUID NOT NULL,
  id UUID NOT NULL,
  party_id UUID NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  owner_id UUID REFERENCES users (id),
  starts_on DAY,
  due_on DAY,
  ended_on DAY,
  budget BIGINT,
  note TEXT,
  custom JSON NOT NULL,
  version BIGINT NOT NULL,
  created_by UUID,
  created_at INSTANT NOT NULL,
  updated_at INSTANT NOT NULL,
  deleted_at INSTANT,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, party_id) REFERENCES parties (workspace_id, id) ON DELETE CASCADE
);
-- tenant: projects
CREATE INDEX projects_by_party ON projects (workspace_id, party_id, id) WHERE deleted_at IS NULL;
CREATE INDEX projects_due ON projects (workspace_id, due_on, id) WHERE deleted_at IS NULL;
CREATE INDEX projects_state ON projects (workspace_id, state, id) WHERE deleted_at IS NULL;
CREATE INDEX projects_owner ON projects (workspace_id, owner_id, state, id) WHERE deleted_at IS NULL;
CREATE INDEX projects_binned ON projects (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;

-- What belongs to a project. SQLite can add no key of two columns to a table that is there, so the acts see to it that the
-- project exists, and its removal for good lets go of what belonged to it.
ALTER TABLE tasks ADD COLUMN project_id UUID;
ALTER TABLE interactions ADD COLUMN project_id UUID;
ALTER TABLE orders ADD COLUMN project_id UUID;
CREATE INDEX tasks_by_project ON tasks (workspace_id, project_id, id) WHERE project_id IS NOT NULL;
CREATE INDEX interactions_by_project ON interactions (workspace_id, project_id, started_at, id) WHERE project_id IS NOT NULL;
CREATE INDEX orders_by_project ON orders (workspace_id, project_id, ordered_at, id) WHERE project_id IS NOT NULL;
