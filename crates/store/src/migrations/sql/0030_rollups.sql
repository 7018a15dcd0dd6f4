-- Records whose roll-ups a worker takes anew, because very many others name them. A note that is made once more raises its round.

CREATE TABLE rollups_due (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  kind TEXT NOT NULL,
  record_id UUID NOT NULL,
  round BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, kind, record_id)
);
-- tenant: rollups_due
