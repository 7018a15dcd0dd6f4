-- What the models say: each model that was in use, and the scores of the one in use now.

CREATE TABLE models (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  version BIGINT NOT NULL,
  active BOOL NOT NULL,
  status TEXT NOT NULL,
  as_of DAY NOT NULL,
  fitted_at INSTANT NOT NULL,
  value JSON NOT NULL,
  PRIMARY KEY (workspace_id, version)
);
-- tenant: models
CREATE UNIQUE INDEX models_active ON models (workspace_id) WHERE active;

-- Chance in basis points, orders in thousandths, worth in minor units; unchanged rows are not written again.
CREATE TABLE scores (
  workspace_id UUID NOT NULL,
  party_id UUID NOT NULL,
  p_alive BIGINT NOT NULL,
  orders BIGINT NOT NULL,
  orders_low BIGINT NOT NULL,
  orders_high BIGINT NOT NULL,
  clv BIGINT NOT NULL,
  clv_low BIGINT NOT NULL,
  clv_high BIGINT NOT NULL,
  as_of DAY NOT NULL,
  model_version BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, party_id),
  FOREIGN KEY (workspace_id, party_id) REFERENCES parties (workspace_id, id) ON DELETE CASCADE
);
-- tenant: scores

-- The two that lists are sorted and filtered by.
ALTER TABLE parties ADD COLUMN p_alive BIGINT;
ALTER TABLE parties ADD COLUMN clv BIGINT;
CREATE INDEX parties_p_alive ON parties (workspace_id, p_alive, id) WHERE deleted_at IS NULL;
CREATE INDEX parties_clv ON parties (workspace_id, clv, id) WHERE deleted_at IS NULL;
