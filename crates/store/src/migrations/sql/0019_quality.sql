-- What is to be mended, and what lies in the bin of a kind that the workspace made.

-- Faults are kept with the other keys of a party (kind `fault`), so that a list finds it as it finds a tag.

DROP TABLE party_faults;

CREATE INDEX custom_records_binned_of_kind ON custom_records (workspace_id, kind, deleted_at, id) WHERE deleted_at IS NOT NULL;
