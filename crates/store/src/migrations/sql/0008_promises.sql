-- What was promised to a party, and how it ended.

CREATE TABLE promises (
  workspace_id UUID NOT NULL,
  id UUID NOT NULL,
  party_id UUID NOT NULL,
  text TEXT NOT NULL,
  kind TEXT NOT NULL,
  size TEXT NOT NULL,
  due_on DAY,
  first_due_on DAY,
  owner_id UUID REFERENCES users (id),
  state TEXT NOT NULL,
  source TEXT NOT NULL,
  interaction_id UUID,
  renegotiations BIGINT NOT NULL,
  agreement TEXT,
  outcome TEXT,
  delivered_on DAY,
  beyond BOOL NOT NULL,
  settled_at INSTANT,
  settled_by UUID,
  mended_at INSTANT,
  custom JSON NOT NULL,
  version BIGINT NOT NULL,
  created_by UUID,
  created_at INSTANT NOT NULL,
  updated_at INSTANT NOT NULL,
  deleted_at INSTANT,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, party_id) REFERENCES parties (workspace_id, id) ON DELETE CASCADE
);
-- tenant: promises
CREATE INDEX promises_by_party ON promises (workspace_id, party_id, settled_at, id) WHERE deleted_at IS NULL;
CREATE INDEX promises_due ON promises (workspace_id, due_on, id) WHERE deleted_at IS NULL;
CREATE INDEX promises_open ON promises (workspace_id, due_on, id) WHERE deleted_at IS NULL AND settled_at IS NULL;
CREATE INDEX promises_owner ON promises (workspace_id, owner_id, due_on, id) WHERE deleted_at IS NULL AND settled_at IS NULL;
CREATE INDEX promises_settled ON promises (workspace_id, settled_at, owner_id, state, size) WHERE deleted_at IS NULL AND settled_at IS NOT NULL;
CREATE INDEX promises_binned ON promises (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
