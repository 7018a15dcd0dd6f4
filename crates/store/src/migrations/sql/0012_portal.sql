-- The customer's own door, and what the law on personal data asks of the business.

CREATE TABLE portal_links (
  workspace_id UUID NOT NULL,
  id UUID NOT NULL,
  party_id UUID NOT NULL,
  token_hash BYTES NOT NULL,
  tries BIGINT NOT NULL,
  created_by UUID,
  created_at INSTANT NOT NULL,
  expires_at INSTANT NOT NULL,
  used_at INSTANT,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, token_hash),
  FOREIGN KEY (workspace_id, party_id) REFERENCES parties (workspace_id, id) ON DELETE CASCADE
);
-- tenant: portal_links
CREATE INDEX portal_links_by_party ON portal_links (workspace_id, party_id, created_at);

CREATE TABLE portal_sessions (
  workspace_id UUID NOT NULL,
  id UUID NOT NULL,
  party_id UUID NOT NULL,
  token_hash BYTES NOT NULL,
  created_at INSTANT NOT NULL,
  seen_at INSTANT NOT NULL,
  expires_at INSTANT NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, token_hash),
  FOREIGN KEY (workspace_id, party_id) REFERENCES parties (workspace_id, id) ON DELETE CASCADE
);
-- tenant: portal_sessions
CREATE INDEX portal_sessions_by_party ON portal_sessions (workspace_id, party_id);

-- What people ask about their data, with the days the law gives.
CREATE TABLE privacy_requests (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID NOT NULL,
  party_id UUID,
  kind TEXT NOT NULL,
  source TEXT NOT NULL,
  note TEXT,
  received_on DAY NOT NULL,
  ack_due DAY NOT NULL,
  due_on DAY NOT NULL,
  extended_by BIGINT NOT NULL,
  extension_reason TEXT,
  acknowledged_at INSTANT,
  closed_at INSTANT,
  outcome TEXT,
  answer TEXT,
  closed_by UUID,
  created_at INSTANT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
-- tenant: privacy_requests
CREATE INDEX privacy_requests_open ON privacy_requests (workspace_id, due_on, id) WHERE closed_at IS NULL;
CREATE INDEX privacy_requests_by_party ON privacy_requests (workspace_id, party_id, id) WHERE party_id IS NOT NULL;

CREATE TABLE breaches (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID NOT NULL,
  kind TEXT NOT NULL,
  what TEXT NOT NULL,
  people BIGINT,
  found_at INSTANT NOT NULL,
  notify_by INSTANT NOT NULL,
  notified_at INSTANT,
  done TEXT,
  by_user UUID,
  created_at INSTANT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
-- tenant: breaches
