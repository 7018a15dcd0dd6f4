-- Fields that a workspace makes for itself, and their values in an order that lists can be filtered and sorted by.

CREATE TABLE custom_fields (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID NOT NULL,
  noun TEXT NOT NULL,
  name TEXT NOT NULL,
  label_vi TEXT NOT NULL,
  label_en TEXT NOT NULL,
  hint TEXT,
  type TEXT NOT NULL,
  choices JSON NOT NULL,
  target TEXT,
  required BOOL NOT NULL,
  personal TEXT NOT NULL,
  filterable BOOL NOT NULL,
  listed BOOL NOT NULL,
  position BIGINT NOT NULL,
  shown_when JSON,
  required_when JSON,
  formula TEXT,
  result TEXT,
  rollup JSON,
  version BIGINT NOT NULL,
  created_at INSTANT NOT NULL,
  updated_at INSTANT NOT NULL,
  deleted_at INSTANT,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, noun, name)
);
-- tenant: custom_fields
CREATE INDEX custom_fields_place ON custom_fields (workspace_id, noun, position, id);

-- One row a value: numbers, money, days and instants as whole numbers, everything else as a word; sort_key is a text in
-- the order of its language.
CREATE TABLE field_values (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  record_id UUID NOT NULL,
  field_id UUID NOT NULL,
  place BIGINT NOT NULL,
  number BIGINT,
  word TEXT,
  sort_key BYTES,
  PRIMARY KEY (workspace_id, record_id, field_id, place)
);
-- tenant: field_values
CREATE INDEX field_values_number ON field_values (workspace_id, field_id, number, record_id) WHERE number IS NOT NULL;
CREATE INDEX field_values_word ON field_values (workspace_id, field_id, word, record_id) WHERE word IS NOT NULL;
CREATE INDEX field_values_sort ON field_values (workspace_id, field_id, sort_key, record_id) WHERE sort_key IS NOT NULL;

-- Kinds of record that a workspace makes for itself, and their records.
CREATE TABLE custom_kinds (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID NOT NULL,
  name TEXT NOT NULL,
  one_vi TEXT NOT NULL,
  one_en TEXT NOT NULL,
  many_vi TEXT NOT NULL,
  many_en TEXT NOT NULL,
  icon TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at INSTANT NOT NULL,
  updated_at INSTANT NOT NULL,
  deleted_at INSTANT,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, name)
);
-- tenant: custom_kinds

CREATE TABLE custom_records (
  workspace_id UUID NOT NULL,
  id UUID NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  name_key BYTES NOT NULL,
  party_id UUID,
  custom JSON NOT NULL,
  version BIGINT NOT NULL,
  created_at INSTANT NOT NULL,
  updated_at INSTANT NOT NULL,
  deleted_at INSTANT,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, kind) REFERENCES custom_kinds (workspace_id, name),
  FOREIGN KEY (workspace_id, party_id) REFERENCES parties (workspace_id, id) ON DELETE CASCADE
);
-- tenant: custom_records
CREATE INDEX custom_records_kind ON custom_records (workspace_id, kind, id) WHERE deleted_at IS NULL;
CREATE INDEX custom_records_name ON custom_records (workspace_id, kind, name_key, id) WHERE deleted_at IS NULL;
CREATE INDEX custom_records_created ON custom_records (workspace_id, kind, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX custom_records_by_party ON custom_records (workspace_id, party_id, id) WHERE deleted_at IS NULL AND party_id IS NOT NULL;
CREATE INDEX custom_records_thrown ON custom_records (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
CREATE INDEX custom_records_binned ON custom_records (workspace_id, party_id, id) WHERE deleted_at IS NOT NULL AND party_id IS NOT NULL;
