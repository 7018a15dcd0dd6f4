-- Workspaces, people who work in them, and how they get in. These tables are global: a sign-in or a
-- token must be found before the workspace is known. All others carry the tenant and its wall.

CREATE TABLE workspaces (
  id UUID PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  settings JSON NOT NULL,
  version BIGINT NOT NULL,
  created_at INSTANT NOT NULL,
  deleted_at INSTANT
);

CREATE TABLE users (
  id UUID PRIMARY KEY,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  password_hash TEXT,
  language TEXT,
  preferences JSON NOT NULL,
  created_at INSTANT NOT NULL,
  updated_at INSTANT NOT NULL
);

CREATE TABLE memberships (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  user_id UUID NOT NULL REFERENCES users (id),
  role TEXT NOT NULL,
  scope TEXT NOT NULL,
  joined_at INSTANT NOT NULL,
  left_at INSTANT,
  PRIMARY KEY (workspace_id, user_id)
);
CREATE INDEX memberships_by_user ON memberships (user_id, workspace_id);

CREATE TABLE sessions (
  id UUID PRIMARY KEY,
  user_id UUID NOT NULL REFERENCES users (id),
  workspace_id UUID REFERENCES workspaces (id),
  token_hash BYTES NOT NULL UNIQUE,
  created_at INSTANT NOT NULL,
  seen_at INSTANT NOT NULL,
  expires_at INSTANT NOT NULL,
  revoked_at INSTANT,
  user_agent TEXT NOT NULL,
  address TEXT NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (user_id, revoked_at);

-- One-time links: invitation, password reset, first password.
CREATE TABLE one_time_links (
  id UUID PRIMARY KEY,
  purpose TEXT NOT NULL,
  token_hash BYTES NOT NULL UNIQUE,
  workspace_id UUID REFERENCES workspaces (id),
  user_id UUID REFERENCES users (id),
  email TEXT NOT NULL,
  role TEXT,
  scope TEXT,
  created_by UUID,
  created_at INSTANT NOT NULL,
  expires_at INSTANT NOT NULL,
  used_at INSTANT
);
CREATE INDEX one_time_links_by_workspace ON one_time_links (workspace_id, purpose, used_at);

CREATE TABLE tokens (
  id UUID PRIMARY KEY,
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  user_id UUID NOT NULL REFERENCES users (id),
  name TEXT NOT NULL,
  token_hash BYTES NOT NULL UNIQUE,
  scopes TEXT NOT NULL,
  created_at INSTANT NOT NULL,
  used_at INSTANT,
  revoked_at INSTANT
);
CREATE INDEX tokens_by_user ON tokens (workspace_id, user_id, revoked_at);

-- Counters of tries at public doors. The key is a hash of purpose and address or account.
CREATE TABLE rate_limits (
  key TEXT PRIMARY KEY,
  window_start INSTANT NOT NULL,
  tries BIGINT NOT NULL
);

-- Background work of all workspaces; the worker takes it without knowing the tenant beforehand.
CREATE TABLE jobs (
  id UUID PRIMARY KEY,
  workspace_id UUID,
  kind TEXT NOT NULL,
  payload JSON NOT NULL,
  unique_key TEXT UNIQUE,
  state TEXT NOT NULL,
  priority BIGINT NOT NULL,
  run_at INSTANT NOT NULL,
  lock_until INSTANT,
  attempts BIGINT NOT NULL,
  max_attempts BIGINT NOT NULL,
  progress_done BIGINT NOT NULL,
  progress_total BIGINT NOT NULL,
  cancel_requested BOOL NOT NULL,
  last_error TEXT,
  created_by UUID,
  created_at INSTANT NOT NULL,
  finished_at INSTANT
);
CREATE INDEX jobs_due ON jobs (state, run_at, priority);
CREATE INDEX jobs_by_workspace ON jobs (workspace_id, state, id);
