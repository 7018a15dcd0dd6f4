-- What a party agreed to hear, on which channel and for what; each answer with its proof; what was sent.

CREATE TABLE consents (
  workspace_id UUID NOT NULL,
  party_id UUID NOT NULL,
  channel TEXT NOT NULL,
  purpose TEXT NOT NULL,
  answer TEXT NOT NULL,
  wording BIGINT,
  source TEXT NOT NULL,
  proof TEXT,
  any_hour BOOL NOT NULL,
  by_user UUID,
  at INSTANT NOT NULL,
  PRIMARY KEY (workspace_id, party_id, channel, purpose),
  FOREIGN KEY (workspace_id, party_id) REFERENCES parties (workspace_id, id) ON DELETE CASCADE
);
-- tenant: consents

-- Every answer ever given, as proof.
CREATE TABLE consent_history (
  workspace_id UUID NOT NULL,
  id UUID NOT NULL,
  party_id UUID NOT NULL,
  channel TEXT NOT NULL,
  purpose TEXT NOT NULL,
  answer TEXT NOT NULL,
  wording BIGINT,
  source TEXT NOT NULL,
  proof TEXT,
  any_hour BOOL NOT NULL,
  by_user UUID,
  at INSTANT NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, party_id) REFERENCES parties (workspace_id, id) ON DELETE CASCADE
);
-- tenant: consent_history
CREATE INDEX consent_history_by_party ON consent_history (workspace_id, party_id, id);

-- The words with which consent is asked for. A version is never changed, a new one is added.
CREATE TABLE consent_wordings (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  version BIGINT NOT NULL,
  text TEXT NOT NULL,
  by_user UUID,
  at INSTANT NOT NULL,
  PRIMARY KEY (workspace_id, version)
);
-- tenant: consent_wordings

CREATE TABLE contact_preferences (
  workspace_id UUID NOT NULL,
  party_id UUID NOT NULL,
  channel TEXT,
  from_hour BIGINT,
  to_hour BIGINT,
  time_zone TEXT,
  do_not_call BOOL,
  do_not_call_on DAY,
  source TEXT NOT NULL,
  at INSTANT NOT NULL,
  PRIMARY KEY (workspace_id, party_id),
  FOREIGN KEY (workspace_id, party_id) REFERENCES parties (workspace_id, id) ON DELETE CASCADE
);
-- tenant: contact_preferences

-- What went out, for what, and whether by itself.
CREATE TABLE sent_messages (
  workspace_id UUID NOT NULL,
  id UUID NOT NULL,
  party_id UUID NOT NULL,
  channel TEXT NOT NULL,
  purpose TEXT NOT NULL,
  automatic BOOL NOT NULL,
  proactive BOOL NOT NULL,
  interaction_id UUID,
  at INSTANT NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, party_id) REFERENCES parties (workspace_id, id) ON DELETE CASCADE
);
-- tenant: sent_messages
CREATE INDEX sent_messages_by_party ON sent_messages (workspace_id, party_id, at);
CREATE INDEX sent_messages_at ON sent_messages (workspace_id, at, automatic, proactive);
