-- Orders to expect of a customer in the coming year, beside chance and worth: whole orders, for lists.

ALTER TABLE parties ADD COLUMN expected_orders BIGINT;
CREATE INDEX parties_expected_orders ON parties (workspace_id, expected_orders, id) WHERE deleted_at IS NULL;
