-- Whom a breach touched, as far as known; and how many people are kept no longer, whom the law counts all the same.

CREATE TABLE breach_people (
  workspace_id UUID NOT NULL,
  id UUID NOT NULL,
  breach_id UUID NOT NULL,
  party_id UUID NOT NULL,
  added_by UUID,
  added_at INSTANT NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, breach_id) REFERENCES breaches (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, party_id) REFERENCES parties (workspace_id, id) ON DELETE CASCADE
);
-- tenant: breach_people
CREATE INDEX breach_people_by_breach ON breach_people (workspace_id, breach_id, party_id);
CREATE INDEX breach_people_by_party ON breach_people (workspace_id, party_id, breach_id);
CREATE INDEX parties_people ON parties (workspace_id, id) WHERE kind = 'person' AND merged_into IS NULL;
