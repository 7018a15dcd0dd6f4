-- What a party's answers teach about the best way to reach it is not to be used; promises that are heard in files, and those that
-- somebody said are none; the file on the impact of processing, version by version.

CREATE TABLE learned_refusals (
  workspace_id UUID NOT NULL,
  party_id UUID NOT NULL,
  what TEXT NOT NULL,
  by_user UUID,
  at INSTANT NOT NULL,
  PRIMARY KEY (workspace_id, party_id, what),
  FOREIGN KEY (workspace_id, party_id) REFERENCES parties (workspace_id, id) ON DELETE CASCADE
);
-- tenant: learned_refusals

-- The file a promise was heard in, and the passage.
ALTER TABLE promises ADD COLUMN file_id UUID;
ALTER TABLE promises ADD COLUMN heard_id UUID;
CREATE INDEX promises_heard ON promises (workspace_id, heard_id) WHERE heard_id IS NOT NULL;

CREATE TABLE heard_promises (
  workspace_id UUID NOT NULL,
  id UUID NOT NULL,
  file_id UUID NOT NULL,
  passage TEXT NOT NULL,
  text TEXT NOT NULL,
  kind TEXT NOT NULL,
  due_on DAY,
  refused_by UUID,
  refused_at INSTANT,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, file_id) REFERENCES files (workspace_id, id) ON DELETE CASCADE
);
-- tenant: heard_promises
CREATE UNIQUE INDEX heard_promises_by_file ON heard_promises (workspace_id, file_id, passage);

-- Files that lie there already are listened to as well.
UPDATE files SET text_state = NULL WHERE text_state IN ('read', 'cut');

-- A version is never changed, a new one is added.
CREATE TABLE impact_files (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  version BIGINT NOT NULL,
  sentences JSON NOT NULL,
  mark TEXT NOT NULL,
  by_user UUID,
  at INSTANT NOT NULL,
  PRIMARY KEY (workspace_id, version)
);
-- tenant: impact_files

-- The log of what was done with personal data as a whole.
CREATE INDEX events_processing ON events (workspace_id, id) WHERE noun IN ('privacy', 'imports') OR verb = 'notes_sent';
