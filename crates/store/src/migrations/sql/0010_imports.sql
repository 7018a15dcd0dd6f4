-- What is removed for good is found without a walk, and so is all that hangs on it.

-- Rows in the bin stand in these as well: a party that goes takes them along, and no walk may look for them.
DROP INDEX interactions_by_party;
CREATE INDEX interactions_by_party ON interactions (workspace_id, party_id, started_at, id);
DROP INDEX tasks_by_party;
CREATE INDEX tasks_by_party ON tasks (workspace_id, party_id, due_on);
DROP INDEX orders_by_party;
CREATE INDEX orders_by_party ON orders (workspace_id, party_id, ordered_at, id);
CREATE INDEX relationship_history_by_relationship ON relationship_history (workspace_id, relationship_id);

-- The bins, oldest first.
CREATE INDEX IF NOT EXISTS interactions_binned ON interactions (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS tasks_binned ON tasks (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS products_binned ON products (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS orders_binned ON orders (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;

-- A customer whose orders stay in the books is emptied of all that is personal and kept as a shell.
ALTER TABLE parties ADD COLUMN erased_at INSTANT;
CREATE INDEX parties_merged ON parties (workspace_id, merged_into) WHERE merged_into IS NOT NULL;

-- Traces of a record.
CREATE INDEX notifications_by_record ON notifications (workspace_id, record_id);
CREATE INDEX notifications_by_party ON notifications (workspace_id, party_id) WHERE party_id IS NOT NULL;
CREATE INDEX today_answers_by_record ON today_answers (workspace_id, record_id);
CREATE INDEX import_changes_by_record ON import_changes (workspace_id, record_id);
CREATE INDEX files_by_hash ON files (workspace_id, sha256);
