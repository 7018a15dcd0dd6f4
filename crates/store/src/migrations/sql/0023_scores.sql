-- How good the record of every kind is, kept with it: 0 to 100, none until it was looked at; and the day from which one that
-- can grow old counts as outdated, none when it does already.

ALTER TABLE orders ADD COLUMN quality BIGINT;
ALTER TABLE tasks ADD COLUMN quality BIGINT;
ALTER TABLE interactions ADD COLUMN quality BIGINT;
ALTER TABLE promises ADD COLUMN quality BIGINT;
ALTER TABLE projects ADD COLUMN quality BIGINT;
ALTER TABLE facts ADD COLUMN quality BIGINT;
ALTER TABLE products ADD COLUMN quality BIGINT;
ALTER TABLE benefits ADD COLUMN quality BIGINT;
ALTER TABLE custom_records ADD COLUMN quality BIGINT;

ALTER TABLE parties ADD COLUMN quality_due DAY;
ALTER TABLE projects ADD COLUMN quality_due DAY;
ALTER TABLE products ADD COLUMN quality_due DAY;
ALTER TABLE custom_records ADD COLUMN quality_due DAY;

-- They are looked at anew, so that their day is known.
UPDATE parties SET quality = NULL;

CREATE INDEX orders_quality ON orders (workspace_id, quality, id) WHERE deleted_at IS NULL;
CREATE INDEX tasks_quality ON tasks (workspace_id, quality, id) WHERE deleted_at IS NULL;
CREATE INDEX interactions_quality ON interactions (workspace_id, quality, id) WHERE deleted_at IS NULL;
CREATE INDEX promises_quality ON promises (workspace_id, quality, id) WHERE deleted_at IS NULL;
CREATE INDEX projects_quality ON projects (workspace_id, quality, id) WHERE deleted_at IS NULL;
CREATE INDEX facts_quality ON facts (workspace_id, quality, id) WHERE deleted_at IS NULL;
CREATE INDEX products_quality ON products (workspace_id, quality, id) WHERE deleted_at IS NULL;
CREATE INDEX benefits_quality ON benefits (workspace_id, quality, id) WHERE deleted_at IS NULL;
CREATE INDEX custom_records_quality ON custom_records (workspace_id, kind, quality, id) WHERE deleted_at IS NULL;

CREATE INDEX parties_grown_old ON parties (workspace_id, quality_due, id) WHERE deleted_at IS NULL AND quality_due IS NOT NULL;
CREATE INDEX projects_grown_old ON projects (workspace_id, quality_due, id) WHERE deleted_at IS NULL AND quality_due IS NOT NULL;
CREATE INDEX products_grown_old ON products (workspace_id, quality_due, id) WHERE deleted_at IS NULL AND quality_due IS NOT NULL;
CREATE INDEX custom_records_grown_old ON custom_records (workspace_id, kind, quality_due, id) WHERE deleted_at IS NULL AND quality_due IS NOT NULL;

CREATE INDEX projects_updated ON projects (workspace_id, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX products_updated ON products (workspace_id, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX custom_records_updated ON custom_records (workspace_id, kind, updated_at, id) WHERE deleted_at IS NULL;
