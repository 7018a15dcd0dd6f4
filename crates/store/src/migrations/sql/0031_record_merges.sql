-- Records of any kind that may be one, and their merges that can be undone; those of parties lie in tables of their own.

-- A pair that a scan found, the smaller id first. What people decided of it stays and is never asked again.
CREATE TABLE record_duplicates (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID NOT NULL,
  kind TEXT NOT NULL,
  one_id UUID NOT NULL,
  other_id UUID NOT NULL,
  chance BIGINT NOT NULL,
  automatic BOOL NOT NULL,
  reasons JSON NOT NULL,
  state TEXT NOT NULL,
  found_at INSTANT NOT NULL,
  decided_by UUID,
  decided_at INSTANT,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, one_id, other_id)
);
-- tenant: record_duplicates
CREATE INDEX record_duplicates_by_state ON record_duplicates (workspace_id, kind, state, chance, id);
CREATE INDEX record_duplicates_open ON record_duplicates (workspace_id, kind, id) WHERE state = 'open';
CREATE INDEX record_duplicates_by_other ON record_duplicates (workspace_id, other_id);

-- Both records as they were and the winner as the merge left it, so that an undo knows what was changed since.
CREATE TABLE record_merges (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID NOT NULL,
  kind TEXT NOT NULL,
  winner_id UUID NOT NULL,
  loser_id UUID NOT NULL,
  at INSTANT NOT NULL,
  by_user UUID,
  winner_before JSON NOT NULL,
  winner_after JSON NOT NULL,
  loser_before JSON NOT NULL,
  undone_at INSTANT,
  undone_by UUID,
  PRIMARY KEY (workspace_id, id)
);
-- tenant: record_merges
CREATE INDEX record_merges_by_winner ON record_merges (workspace_id, winner_id, id);
CREATE INDEX record_merges_by_loser ON record_merges (workspace_id, loser_id, id);

-- Each row that a merge moved; `relation` says which and how.
CREATE TABLE record_merge_moves (
  workspace_id UUID NOT NULL,
  merge_id UUID NOT NULL,
  relation TEXT NOT NULL,
  record_id UUID NOT NULL,
  before JSON,
  PRIMARY KEY (workspace_id, merge_id, relation, record_id),
  FOREIGN KEY (workspace_id, merge_id) REFERENCES record_merges (workspace_id, id) ON DELETE CASCADE
);
-- tenant: record_merge_moves

-- A programme of care that speaks of a product moves with it.
CREATE INDEX care_programmes_by_product ON care_programmes (workspace_id, product_id) WHERE product_id IS NOT NULL;
