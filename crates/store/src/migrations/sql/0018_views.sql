-- Lists as people arrange them, and changes of many records at once.

CREATE TABLE views (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID NOT NULL,
  kind TEXT NOT NULL,
  owner_id UUID NOT NULL,
  name TEXT NOT NULL,
  shared BOOL NOT NULL,
  state JSON NOT NULL,
  version BIGINT NOT NULL,
  created_at INSTANT NOT NULL,
  updated_at INSTANT NOT NULL,
  deleted_at INSTANT,
  PRIMARY KEY (workspace_id, id)
);
-- tenant: views
CREATE INDEX views_by_kind ON views (workspace_id, kind, id) WHERE deleted_at IS NULL;
CREATE INDEX views_binned ON views (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;

-- The views that a colleague keeps at hand.
CREATE TABLE view_pins (
  workspace_id UUID NOT NULL,
  user_id UUID NOT NULL,
  view_id UUID NOT NULL,
  PRIMARY KEY (workspace_id, user_id, view_id),
  FOREIGN KEY (workspace_id, view_id) REFERENCES views (workspace_id, id) ON DELETE CASCADE
);
-- tenant: view_pins

-- One change of many records: what was asked, of which, and how far it came. The records' own events carry its id as
-- their cause; undoing reads them.
CREATE TABLE bulks (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID NOT NULL,
  kind TEXT NOT NULL,
  act JSON NOT NULL,
  selection JSON NOT NULL,
  state TEXT NOT NULL,
  total BIGINT NOT NULL,
  done BIGINT NOT NULL,
  failed BIGINT NOT NULL,
  failures JSON NOT NULL,
  cursor TEXT,
  job_id UUID,
  undone_by UUID,
  created_by UUID NOT NULL,
  created_at INSTANT NOT NULL,
  finished_at INSTANT,
  PRIMARY KEY (workspace_id, id)
);
-- tenant: bulks
CREATE INDEX bulks_by_user ON bulks (workspace_id, created_by, id);
CREATE INDEX events_by_cause ON events (workspace_id, cause, id) WHERE cause IS NOT NULL;
