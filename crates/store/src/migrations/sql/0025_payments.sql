-- Payments part by part, and on each order what was paid, what came on the day that was said by hand, and what is still owed.

CREATE TABLE payments (
  workspace_id UUID NOT NULL,
  id UUID NOT NULL,
  order_id UUID NOT NULL,
  party_id UUID NOT NULL,
  amount BIGINT NOT NULL,
  paid_on DAY NOT NULL,
  way TEXT,
  text TEXT,
  custom JSON NOT NULL,
  version BIGINT NOT NULL,
  created_by UUID,
  created_at INSTANT NOT NULL,
  updated_at INSTANT NOT NULL,
  deleted_at INSTANT,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, order_id) REFERENCES orders (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, party_id) REFERENCES parties (workspace_id, id) ON DELETE CASCADE
);
-- tenant: payments
CREATE INDEX payments_by_order ON payments (workspace_id, order_id, paid_on, id);
CREATE INDEX payments_by_party ON payments (workspace_id, party_id, paid_on, id) WHERE deleted_at IS NULL;
CREATE INDEX payments_paid ON payments (workspace_id, paid_on, id) WHERE deleted_at IS NULL;
CREATE INDEX payments_amount ON payments (workspace_id, amount, id) WHERE deleted_at IS NULL;
CREATE INDEX payments_binned ON payments (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;

ALTER TABLE orders ADD COLUMN paid BIGINT NOT NULL DEFAULT 0;
ALTER TABLE orders ADD COLUMN rest BIGINT NOT NULL DEFAULT 0;
ALTER TABLE orders ADD COLUMN rest_on DAY;
ALTER TABLE orders ADD COLUMN owed BIGINT NOT NULL DEFAULT 0;
UPDATE orders SET paid = total - refunded, rest = total - refunded, rest_on = paid_on WHERE paid_on IS NOT NULL AND total > refunded;
UPDATE orders SET owed = total - refunded
  WHERE paid_on IS NULL AND due_on IS NOT NULL AND total > refunded AND status IN ('confirmed', 'delivered');
CREATE INDEX orders_owed ON orders (workspace_id, owed, id) WHERE deleted_at IS NULL;
CREATE INDEX orders_owed_by_party ON orders (workspace_id, party_id, due_on, owed) WHERE deleted_at IS NULL AND owed > 0;
