-- Which field of a record carries an uploaded file, and what the file says. A file that no record carries yet has the nil id
-- of a record; it is put away when it is left so.
ALTER TABLE files ADD COLUMN field TEXT;
ALTER TABLE files ADD COLUMN text_state TEXT;
CREATE INDEX files_waiting ON files (workspace_id, created_at) WHERE text_state IS NULL;
CREATE INDEX files_put_aside ON files (workspace_id, deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE file_texts (
  workspace_id UUID NOT NULL,
  file_id UUID NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (workspace_id, file_id),
  FOREIGN KEY (workspace_id, file_id) REFERENCES files (workspace_id, id) ON DELETE CASCADE
);
-- tenant: file_texts

-- Who likes, wants or fears it, of one topic.
CREATE INDEX facts_who_topic ON facts (workspace_id, topic, value_key, party_id) WHERE deleted_at IS NULL AND state = 'current';
