-- Care that comes before the customer asks: programmes, and each touch they call for, from plan to end.

CREATE TABLE care_programmes (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID NOT NULL,
  name TEXT NOT NULL,
  occasion TEXT NOT NULL,
  mode TEXT NOT NULL,
  channel TEXT NOT NULL,
  purpose TEXT NOT NULL,
  audience TEXT NOT NULL,
  days BIGINT NOT NULL,
  holiday TEXT,
  product_id UUID,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at INSTANT NOT NULL,
  updated_at INSTANT NOT NULL,
  removed_at INSTANT,
  PRIMARY KEY (workspace_id, id)
);
-- tenant: care_programmes

-- Of one programme, customer and occasion there is one touch, however often the plan is made.
CREATE TABLE care_touches (
  workspace_id UUID NOT NULL,
  id UUID NOT NULL,
  programme_id UUID NOT NULL,
  party_id UUID NOT NULL,
  occasion TEXT NOT NULL,
  occasion_on DAY NOT NULL,
  due_at INSTANT NOT NULL,
  until DAY NOT NULL,
  state TEXT NOT NULL,
  channel TEXT NOT NULL,
  why JSON NOT NULL,
  reasons JSON NOT NULL,
  task_id UUID,
  settled_at INSTANT,
  created_at INSTANT NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, programme_id) REFERENCES care_programmes (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, party_id) REFERENCES parties (workspace_id, id) ON DELETE CASCADE
);
-- tenant: care_touches
CREATE UNIQUE INDEX care_touches_once ON care_touches (workspace_id, programme_id, party_id, occasion);
CREATE INDEX care_touches_by_party ON care_touches (workspace_id, party_id, due_at, id);
CREATE INDEX care_touches_waiting ON care_touches (workspace_id, due_at, id) WHERE state = 'waiting';
CREATE INDEX care_touches_sending ON care_touches (workspace_id, due_at, id) WHERE state = 'sending';
CREATE INDEX care_touches_settled ON care_touches (workspace_id, settled_at, id) WHERE settled_at IS NOT NULL;
CREATE INDEX care_touches_by_task ON care_touches (workspace_id, task_id) WHERE task_id IS NOT NULL;
