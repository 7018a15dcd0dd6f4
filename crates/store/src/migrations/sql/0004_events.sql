-- What happened, and what follows from it.

CREATE TABLE events (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID NOT NULL,
  at INSTANT NOT NULL,
  noun TEXT NOT NULL,
  verb TEXT NOT NULL,
  record_id UUID NOT NULL,
  party_id UUID,
  user_id UUID,
  door TEXT NOT NULL,
  cause UUID,
  depth BIGINT NOT NULL,
  data JSON NOT NULL,
  personal JSON NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
-- tenant: events
CREATE INDEX events_by_record ON events (workspace_id, record_id, id);
CREATE INDEX events_by_party ON events (workspace_id, party_id, noun, at, id) WHERE party_id IS NOT NULL;

CREATE TABLE notifications (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID NOT NULL,
  user_id UUID NOT NULL REFERENCES users (id),
  kind TEXT NOT NULL,
  noun TEXT NOT NULL,
  record_id UUID NOT NULL,
  party_id UUID,
  data JSON NOT NULL,
  created_at INSTANT NOT NULL,
  read_at INSTANT,
  mailed_at INSTANT,
  PRIMARY KEY (workspace_id, id)
);
-- tenant: notifications
CREATE INDEX notifications_by_user ON notifications (workspace_id, user_id, id);
CREATE INDEX notifications_unread ON notifications (workspace_id, user_id) WHERE read_at IS NULL;
CREATE INDEX notifications_unmailed ON notifications (workspace_id, created_at) WHERE mailed_at IS NULL AND read_at IS NULL;

-- What somebody did with a suggestion on Today: done, snoozed, not useful.
CREATE TABLE today_answers (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  rule TEXT NOT NULL,
  record_id UUID NOT NULL,
  answer TEXT NOT NULL,
  until DAY NOT NULL,
  by_user UUID NOT NULL,
  at INSTANT NOT NULL,
  PRIMARY KEY (workspace_id, rule, record_id)
);
-- tenant: today_answers

CREATE TABLE imports (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID NOT NULL,
  kind TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_path TEXT NOT NULL,
  options JSON NOT NULL,
  state TEXT NOT NULL,
  rows_total BIGINT NOT NULL,
  rows_read BIGINT NOT NULL,
  items_done BIGINT NOT NULL,
  created BIGINT NOT NULL,
  updated BIGINT NOT NULL,
  skipped BIGINT NOT NULL,
  failed BIGINT NOT NULL,
  refusal JSON,
  job_id UUID,
  by_user UUID,
  created_at INSTANT NOT NULL,
  finished_at INSTANT,
  undone_at INSTANT,
  PRIMARY KEY (workspace_id, id)
);
-- tenant: imports

-- What an import made or changed, with the state before: undo reads it backwards and takes away what it has undone.
CREATE TABLE import_changes (
  workspace_id UUID NOT NULL,
  import_id UUID NOT NULL,
  position BIGINT NOT NULL,
  noun TEXT NOT NULL,
  record_id UUID NOT NULL,
  change TEXT NOT NULL,
  before JSON,
  version_after BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, import_id, position),
  FOREIGN KEY (workspace_id, import_id) REFERENCES imports (workspace_id, id) ON DELETE CASCADE
);
-- tenant: import_changes

-- Rows that an import could not take in, with their cells, so that they can be mended and read in again.
CREATE TABLE import_failures (
  workspace_id UUID NOT NULL,
  import_id UUID NOT NULL,
  row BIGINT NOT NULL,
  cells JSON NOT NULL,
  problems JSON NOT NULL,
  PRIMARY KEY (workspace_id, import_id, row),
  FOREIGN KEY (workspace_id, import_id) REFERENCES imports (workspace_id, id) ON DELETE CASCADE
);
-- tenant: import_failures

-- Answers to POST with an Idempotency-Key, so that a retry makes nothing twice.
CREATE TABLE idempotency_keys (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  user_id UUID NOT NULL,
  key TEXT NOT NULL,
  request_hash BYTES NOT NULL,
  status BIGINT NOT NULL,
  location TEXT,
  body TEXT NOT NULL,
  created_at INSTANT NOT NULL,
  PRIMARY KEY (workspace_id, user_id, key)
);
-- tenant: idempotency_keys
CREATE INDEX idempotency_keys_age ON idempotency_keys (workspace_id, created_at);

-- Uploaded files by the hash of their content; the bytes lie in the data directory.
CREATE TABLE files (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID NOT NULL,
  name TEXT NOT NULL,
  content_type TEXT NOT NULL,
  size BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  noun TEXT NOT NULL,
  record_id UUID NOT NULL,
  created_by UUID,
  created_at INSTANT NOT NULL,
  deleted_at INSTANT,
  PRIMARY KEY (workspace_id, id)
);
-- tenant: files
CREATE INDEX files_by_record ON files (workspace_id, record_id);
