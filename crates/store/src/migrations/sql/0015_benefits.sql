-- Benefits written down by hand: what one side did for the other that no order, talk or promise shows.

CREATE TABLE benefits (
  workspace_id UUID NOT NULL,
  id UUID NOT NULL,
  party_id UUID NOT NULL,
  side TEXT NOT NULL,
  kind TEXT NOT NULL,
  happened_on DAY NOT NULL,
  amount BIGINT,
  text TEXT NOT NULL,
  custom JSON NOT NULL,
  version BIGINT NOT NULL,
  created_by UUID,
  created_at INSTANT NOT NULL,
  updated_at INSTANT NOT NULL,
  deleted_at INSTANT,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, party_id) REFERENCES parties (workspace_id, id) ON DELETE CASCADE
);
-- tenant: benefits
CREATE INDEX benefits_by_party ON benefits (workspace_id, party_id, happened_on, id) WHERE deleted_at IS NULL;
CREATE INDEX benefits_happened ON benefits (workspace_id, happened_on, id) WHERE deleted_at IS NULL;
CREATE INDEX benefits_binned ON benefits (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
