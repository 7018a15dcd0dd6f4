-- What colleagues typed into forms and have not saved, each for the one who typed it. `form` is the address of the page.

CREATE TABLE drafts (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID NOT NULL,
  user_id UUID NOT NULL,
  form TEXT NOT NULL,
  party_id UUID,
  typed JSON NOT NULL,
  saved_at INSTANT NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
-- tenant: drafts
CREATE UNIQUE INDEX drafts_by_form ON drafts (workspace_id, user_id, form);
CREATE INDEX drafts_by_age ON drafts (workspace_id, saved_at);
CREATE INDEX drafts_by_party ON drafts (workspace_id, party_id) WHERE party_id IS NOT NULL;
