-- What happened between us: interactions, tasks, products, orders, and the figures kept as they come in.

CREATE TABLE interactions (
  workspace_id UUID NOT NULL,
  id UUID NOT NULL,
  party_id UUID NOT NULL,
  external_id TEXT,
  kind TEXT NOT NULL,
  channel TEXT NOT NULL,
  direction TEXT NOT NULL,
  started_at INSTANT NOT NULL,
  ended_at INSTANT,
  subject TEXT,
  body TEXT,
  outcome TEXT,
  participants JSON NOT NULL,
  files JSON NOT NULL,
  user_id UUID,
  automatic BOOL NOT NULL,
  answered_at INSTANT,
  two_way BOOL NOT NULL,
  contact BOOL NOT NULL,
  custom JSON NOT NULL,
  version BIGINT NOT NULL,
  created_at INSTANT NOT NULL,
  updated_at INSTANT NOT NULL,
  deleted_at INSTANT,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, party_id) REFERENCES parties (workspace_id, id) ON DELETE CASCADE
);
-- tenant: interactions
CREATE INDEX interactions_by_party ON interactions (workspace_id, party_id, started_at, id) WHERE deleted_at IS NULL;
CREATE INDEX interactions_started ON interactions (workspace_id, started_at, id) WHERE deleted_at IS NULL;
CREATE INDEX interactions_unanswered ON interactions (workspace_id, started_at) WHERE deleted_at IS NULL AND answered_at IS NULL AND direction = 'in' AND kind IN ('message', 'email', 'call');
CREATE UNIQUE INDEX interactions_external ON interactions (workspace_id, external_id) WHERE external_id IS NOT NULL;

CREATE TABLE tasks (
  workspace_id UUID NOT NULL,
  id UUID NOT NULL,
  party_id UUID,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  note TEXT,
  due_on DAY,
  assignee_id UUID REFERENCES users (id),
  source TEXT NOT NULL,
  done_at INSTANT,
  done_by UUID,
  custom JSON NOT NULL,
  version BIGINT NOT NULL,
  created_by UUID,
  created_at INSTANT NOT NULL,
  updated_at INSTANT NOT NULL,
  deleted_at INSTANT,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, party_id) REFERENCES parties (workspace_id, id) ON DELETE CASCADE
);
-- tenant: tasks
CREATE INDEX tasks_by_party ON tasks (workspace_id, party_id, due_on) WHERE deleted_at IS NULL;
CREATE INDEX tasks_open ON tasks (workspace_id, due_on, id) WHERE deleted_at IS NULL AND done_at IS NULL;
CREATE INDEX tasks_assignee ON tasks (workspace_id, assignee_id, due_on, id) WHERE deleted_at IS NULL AND done_at IS NULL;
CREATE INDEX tasks_due ON tasks (workspace_id, due_on, id) WHERE deleted_at IS NULL;
CREATE INDEX tasks_done ON tasks (workspace_id, party_id, done_at, id) WHERE deleted_at IS NULL AND done_at IS NOT NULL;

CREATE TABLE products (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID NOT NULL,
  sku TEXT,
  sku_key TEXT,
  name TEXT NOT NULL,
  name_key BYTES NOT NULL,
  unit TEXT,
  category TEXT,
  price BIGINT,
  cost BIGINT,
  tax_rate BIGINT,
  active BOOL NOT NULL,
  note TEXT,
  custom JSON NOT NULL,
  version BIGINT NOT NULL,
  created_at INSTANT NOT NULL,
  updated_at INSTANT NOT NULL,
  deleted_at INSTANT,
  PRIMARY KEY (workspace_id, id)
);
-- tenant: products
CREATE UNIQUE INDEX products_sku ON products (workspace_id, sku_key) WHERE sku_key IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX products_name ON products (workspace_id, name_key, id) WHERE deleted_at IS NULL;
CREATE INDEX products_created ON products (workspace_id, created_at, id) WHERE deleted_at IS NULL;

CREATE TABLE orders (
  workspace_id UUID NOT NULL,
  id UUID NOT NULL,
  number TEXT NOT NULL,
  number_key TEXT NOT NULL,
  party_id UUID NOT NULL,
  contact_id UUID,
  ordered_at INSTANT NOT NULL,
  ordered_on DAY NOT NULL,
  status TEXT NOT NULL,
  currency TEXT NOT NULL,
  subtotal BIGINT NOT NULL,
  discount BIGINT NOT NULL,
  tax BIGINT NOT NULL,
  total BIGINT NOT NULL,
  cost BIGINT,
  refunded BIGINT NOT NULL,
  refunded_tax BIGINT NOT NULL,
  note TEXT,
  custom JSON NOT NULL,
  version BIGINT NOT NULL,
  created_at INSTANT NOT NULL,
  updated_at INSTANT NOT NULL,
  deleted_at INSTANT,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, party_id) REFERENCES parties (workspace_id, id) ON DELETE CASCADE
);
-- tenant: orders
CREATE UNIQUE INDEX orders_number ON orders (workspace_id, number_key) WHERE deleted_at IS NULL;
CREATE INDEX orders_by_party ON orders (workspace_id, party_id, ordered_at, id) WHERE deleted_at IS NULL;
CREATE INDEX orders_by_contact ON orders (workspace_id, contact_id, ordered_at, id) WHERE deleted_at IS NULL AND contact_id IS NOT NULL;
CREATE INDEX orders_ordered ON orders (workspace_id, ordered_at, id) WHERE deleted_at IS NULL;
CREATE INDEX orders_total ON orders (workspace_id, total, id) WHERE deleted_at IS NULL;

CREATE TABLE order_lines (
  workspace_id UUID NOT NULL,
  order_id UUID NOT NULL,
  position BIGINT NOT NULL,
  product_id UUID,
  text TEXT NOT NULL,
  quantity BIGINT NOT NULL,
  unit_price BIGINT NOT NULL,
  discount BIGINT NOT NULL,
  tax_rate BIGINT,
  unit_cost BIGINT,
  amount BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, order_id, position),
  FOREIGN KEY (workspace_id, order_id) REFERENCES orders (workspace_id, id) ON DELETE CASCADE
);
-- tenant: order_lines
CREATE INDEX order_lines_by_product ON order_lines (workspace_id, product_id) WHERE product_id IS NOT NULL;

-- Running numbers, for instance of the orders of a month.
CREATE TABLE counters (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  name TEXT NOT NULL,
  value BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, name)
);
-- tenant: counters

CREATE TABLE refunds (
  workspace_id UUID NOT NULL,
  id UUID NOT NULL,
  order_id UUID NOT NULL,
  amount BIGINT NOT NULL,
  refunded_at INSTANT NOT NULL,
  reason TEXT,
  by_user UUID,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, order_id) REFERENCES orders (workspace_id, id) ON DELETE CASCADE
);
-- tenant: refunds
CREATE INDEX refunds_by_order ON refunds (workspace_id, order_id);

-- Sufficient statistics of each customer: what all figures are read from (INSIGHT.md 3.3).
CREATE TABLE metrics (
  workspace_id UUID NOT NULL,
  party_id UUID NOT NULL,
  occasions BIGINT NOT NULL,
  first_day BIGINT,
  last_day BIGINT,
  last_entry_day BIGINT,
  repeat_sum BIGINT NOT NULL,
  net_sum BIGINT NOT NULL,
  refund_sum BIGINT NOT NULL,
  margin_sum BIGINT NOT NULL,
  gap_square_sum BIGINT NOT NULL,
  observed_from BIGINT,
  touches_in BIGINT NOT NULL,
  touches_out BIGINT NOT NULL,
  touches_two_way BIGINT NOT NULL,
  first_two_way_on DAY,
  last_two_way_on DAY,
  revision BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, party_id),
  FOREIGN KEY (workspace_id, party_id) REFERENCES parties (workspace_id, id) ON DELETE CASCADE
);
-- tenant: metrics

-- The customer's days: net minor units by calendar day of the shop.
CREATE TABLE metric_days (
  workspace_id UUID NOT NULL,
  party_id UUID NOT NULL,
  day BIGINT NOT NULL,
  net BIGINT NOT NULL,
  refunds BIGINT NOT NULL,
  margin BIGINT NOT NULL,
  orders BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, party_id, day),
  FOREIGN KEY (workspace_id, party_id) REFERENCES parties (workspace_id, id) ON DELETE CASCADE
);
-- tenant: metric_days
CREATE INDEX metric_days_by_day ON metric_days (workspace_id, day, party_id, net);

-- Figures of the whole base, remade by a job and dated: medians and cut points.
CREATE TABLE base_figures (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  name TEXT NOT NULL,
  value JSON NOT NULL,
  as_of DAY NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, name)
);
-- tenant: base_figures
