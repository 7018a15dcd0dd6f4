-- Who may be the same party, merges that can be undone, and how good each record is.

-- A pair that the scan or an entry found, the smaller id first. What people decided of it stays and is never asked again.
CREATE TABLE duplicates (
  workspace_id UUID NOT NULL,
  id UUID NOT NULL,
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
  UNIQUE (workspace_id, one_id, other_id),
  FOREIGN KEY (workspace_id, one_id) REFERENCES parties (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, other_id) REFERENCES parties (workspace_id, id) ON DELETE CASCADE
);
-- tenant: duplicates
CREATE INDEX duplicates_by_state ON duplicates (workspace_id, state, chance, id);
CREATE INDEX duplicates_by_other ON duplicates (workspace_id, other_id);

-- Both records as they were and the winner as the merge left it, so that an undo knows what was changed since.
CREATE TABLE merges (
  workspace_id UUID NOT NULL,
  id UUID NOT NULL,
  winner_id UUID NOT NULL,
  loser_id UUID NOT NULL,
  at INSTANT NOT NULL,
  by_user UUID,
  winner_before JSON NOT NULL,
  winner_after JSON NOT NULL,
  loser_before JSON NOT NULL,
  undone_at INSTANT,
  undone_by UUID,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, winner_id) REFERENCES parties (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, loser_id) REFERENCES parties (workspace_id, id) ON DELETE CASCADE
);
-- tenant: merges
CREATE INDEX merges_by_winner ON merges (workspace_id, winner_id, id);
CREATE INDEX merges_by_loser ON merges (workspace_id, loser_id, id);

-- Each row that a merge moved, took away or made; `relation` says which and how.
CREATE TABLE merge_moves (
  workspace_id UUID NOT NULL,
  merge_id UUID NOT NULL,
  relation TEXT NOT NULL,
  record_id UUID NOT NULL,
  before JSON,
  PRIMARY KEY (workspace_id, merge_id, relation, record_id),
  FOREIGN KEY (workspace_id, merge_id) REFERENCES merges (workspace_id, id) ON DELETE CASCADE
);
-- tenant: merge_moves

-- What lies in the bin, by the day it went there and by the party it hangs on.
CREATE INDEX interactions_binned ON interactions (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX interactions_binned_by_party ON interactions (workspace_id, party_id) WHERE deleted_at IS NOT NULL;
CREATE INDEX orders_binned ON orders (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX orders_binned_by_party ON orders (workspace_id, party_id) WHERE deleted_at IS NOT NULL;
CREATE INDEX products_binned ON products (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX tasks_binned ON tasks (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX tasks_binned_by_party ON tasks (workspace_id, party_id) WHERE deleted_at IS NOT NULL;

-- How good a record is, 0 to 100, kept with each write; empty until it was looked at.
ALTER TABLE parties ADD COLUMN quality BIGINT;
CREATE INDEX parties_quality ON parties (workspace_id, quality, id) WHERE deleted_at IS NULL;

-- What is to be mended, one row for each party and fault.
CREATE TABLE party_faults (
  workspace_id UUID NOT NULL,
  fault TEXT NOT NULL,
  party_id UUID NOT NULL,
  PRIMARY KEY (workspace_id, fault, party_id),
  FOREIGN KEY (workspace_id, party_id) REFERENCES parties (workspace_id, id) ON DELETE CASCADE
);
-- tenant: party_faults
CREATE INDEX party_faults_by_party ON party_faults (workspace_id, party_id);
