-- Files that are read in: how their columns were matched, and which row a change came from.

-- Found again by the headings of the file.
CREATE TABLE import_mappings (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  kind TEXT NOT NULL,
  signature TEXT NOT NULL,
  columns JSON NOT NULL,
  match_on JSON NOT NULL,
  on_match TEXT NOT NULL,
  by_user UUID,
  used_at INSTANT NOT NULL,
  PRIMARY KEY (workspace_id, kind, signature)
);
-- tenant: import_mappings

ALTER TABLE import_changes ADD COLUMN row BIGINT;
