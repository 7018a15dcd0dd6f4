-- By when an order is to be delivered and paid, and when it was; the entry on the timeline behind a touch that a colleague made.

ALTER TABLE orders ADD COLUMN deliver_by DAY;
ALTER TABLE orders ADD COLUMN delivered_on DAY;
ALTER TABLE orders ADD COLUMN due_on DAY;
ALTER TABLE orders ADD COLUMN paid_on DAY;
CREATE INDEX orders_deliver_by ON orders (workspace_id, deliver_by, id) WHERE deleted_at IS NULL AND deliver_by IS NOT NULL;
CREATE INDEX orders_due_on ON orders (workspace_id, due_on, id) WHERE deleted_at IS NULL AND due_on IS NOT NULL;

ALTER TABLE care_touches ADD COLUMN interaction_id UUID;
