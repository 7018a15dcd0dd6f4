-- The search index by kind and workspace: each word stands in it behind the first four letters of the kind and the last eight
-- digits of the workspace, so that a word that is common elsewhere costs nothing here. The documents stay as they are.
-- only: sqlite
DROP TABLE search_index;
CREATE VIRTUAL TABLE search_index USING fts5 (body, content='', columnsize=0, detail='none', prefix='14 15', tokenize='unicode61 remove_diacritics 0');
INSERT INTO search_index (rowid, body)
  SELECT seq, replace(substr(body, 35 + length(noun)), ' ', ' ' || substr(noun || 'xxx', 1, 4) || lower(substr(hex(workspace_id), 25)))
  FROM search_docs;
-- end

-- Where customers came from is a condition of lists; a rare one was looked for in the whole book.
CREATE INDEX parties_source ON parties (workspace_id, source, id) WHERE deleted_at IS NULL AND source IS NOT NULL;
