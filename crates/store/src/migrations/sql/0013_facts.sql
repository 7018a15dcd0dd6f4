-- What is known of each party: who said it and when, how sure it is, what it replaced. A fact keeps the party it was learnt of,
-- so that a merge can be undone.
CREATE TABLE facts (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID NOT NULL,
  party_id UUID NOT NULL,
  origin_id UUID NOT NULL,
  topic TEXT NOT NULL,
  value JSON,
  value_key TEXT NOT NULL,
  occasion_key BIGINT,
  statement TEXT NOT NULL,
  basis TEXT NOT NULL,
  stated_by TEXT,
  source TEXT NOT NULL,
  source_id UUID,
  confidence BIGINT NOT NULL,
  said_at INSTANT NOT NULL,
  confirmed_at INSTANT NOT NULL,
  evidence BIGINT,
  evidence_of BIGINT,
  purpose TEXT NOT NULL,
  state TEXT NOT NULL,
  replaced_by UUID,
  apart BOOL NOT NULL,
  settled_at INSTANT,
  withdrawn_at INSTANT,
  used BIGINT NOT NULL,
  refused BIGINT NOT NULL,
  used_at INSTANT,
  version BIGINT NOT NULL,
  created_by UUID,
  created_at INSTANT NOT NULL,
  updated_at INSTANT NOT NULL,
  deleted_at INSTANT,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, party_id) REFERENCES parties (workspace_id, id) ON DELETE CASCADE
);
-- tenant: facts
CREATE INDEX facts_by_party ON facts (workspace_id, party_id, id);
CREATE INDEX facts_binned ON facts (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX facts_by_origin ON facts (workspace_id, origin_id);
CREATE INDEX facts_by_topic ON facts (workspace_id, topic, id) WHERE deleted_at IS NULL;
CREATE INDEX facts_who ON facts (workspace_id, value_key, party_id) WHERE deleted_at IS NULL AND state = 'current';
CREATE INDEX facts_occasions ON facts (workspace_id, occasion_key, party_id) WHERE occasion_key IS NOT NULL AND deleted_at IS NULL AND state = 'current';
CREATE INDEX facts_by_source ON facts (workspace_id, source_id) WHERE source_id IS NOT NULL;

-- Each time a fact was applied to something, or somebody refused to have it applied.
CREATE TABLE fact_uses (
  workspace_id UUID NOT NULL,
  id UUID NOT NULL,
  fact_id UUID NOT NULL,
  party_id UUID NOT NULL,
  noun TEXT NOT NULL,
  record_id UUID NOT NULL,
  outcome TEXT NOT NULL,
  by_user UUID NOT NULL,
  at INSTANT NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, fact_id) REFERENCES facts (workspace_id, id) ON DELETE CASCADE
);
-- tenant: fact_uses
CREATE INDEX fact_uses_by_record ON fact_uses (workspace_id, record_id);
CREATE INDEX fact_uses_by_party ON fact_uses (workspace_id, party_id);
CREATE INDEX fact_uses_by_fact ON fact_uses (workspace_id, fact_id, at);

-- Questions that somebody put aside.
CREATE TABLE fact_asides (
  workspace_id UUID NOT NULL,
  party_id UUID NOT NULL,
  topic TEXT NOT NULL,
  until DAY NOT NULL,
  PRIMARY KEY (workspace_id, party_id, topic),
  FOREIGN KEY (workspace_id, party_id) REFERENCES parties (workspace_id, id) ON DELETE CASCADE
);
-- tenant: fact_asides

-- How well each party is known, and what to ask next; unchanged rows are not written again.
CREATE TABLE party_learning (
  workspace_id UUID NOT NULL,
  party_id UUID NOT NULL,
  depth BIGINT NOT NULL,
  knowledge BIGINT NOT NULL,
  usage BIGINT NOT NULL,
  freshness BIGINT NOT NULL,
  minutes BIGINT NOT NULL,
  question TEXT,
  fact_id UUID,
  worth BIGINT NOT NULL,
  as_of DAY NOT NULL,
  PRIMARY KEY (workspace_id, party_id),
  FOREIGN KEY (workspace_id, party_id) REFERENCES parties (workspace_id, id) ON DELETE CASCADE
);
-- tenant: party_learning
CREATE INDEX party_learning_worth ON party_learning (workspace_id, worth, party_id);

-- The same at the end of each month, for the trend.
CREATE TABLE party_learning_months (
  workspace_id UUID NOT NULL,
  party_id UUID NOT NULL,
  month DAY NOT NULL,
  depth BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, party_id, month),
  FOREIGN KEY (workspace_id, party_id) REFERENCES parties (workspace_id, id) ON DELETE CASCADE
);
-- tenant: party_learning_months

-- What lists are sorted and filtered by.
ALTER TABLE parties ADD COLUMN learning BIGINT;
CREATE INDEX parties_learning ON parties (workspace_id, learning, id) WHERE deleted_at IS NULL;
