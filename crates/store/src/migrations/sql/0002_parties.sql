-- People and organisations, what finds them again, the links between them, and the relationship in each role.

CREATE TABLE teams (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID NOT NULL,
  name TEXT NOT NULL,
  version BIGINT NOT NULL,
  created_at INSTANT NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, name)
);
-- tenant: teams

CREATE TABLE team_members (
  workspace_id UUID NOT NULL,
  team_id UUID NOT NULL,
  user_id UUID NOT NULL REFERENCES users (id),
  PRIMARY KEY (workspace_id, team_id, user_id),
  FOREIGN KEY (workspace_id, team_id) REFERENCES teams (workspace_id, id) ON DELETE CASCADE
);
-- tenant: team_members
CREATE INDEX team_members_by_user ON team_members (workspace_id, user_id);

CREATE TABLE parties (
  workspace_id UUID NOT NULL REFERENCES workspaces (id),
  id UUID NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  name_key BYTES NOT NULL,
  code TEXT,
  code_key TEXT,
  phones JSON NOT NULL,
  emails JSON NOT NULL,
  tax_code TEXT,
  birthday JSON,
  birthday_key BIGINT,
  gender TEXT,
  salutation TEXT,
  address JSON,
  province_code TEXT,
  website TEXT,
  tags JSON NOT NULL,
  roles JSON NOT NULL,
  source TEXT,
  note TEXT,
  owner_id UUID REFERENCES users (id),
  incomplete BOOL NOT NULL,
  custom JSON NOT NULL,
  stage TEXT NOT NULL,
  type TEXT NOT NULL,
  occasions BIGINT NOT NULL,
  spend BIGINT NOT NULL,
  margin BIGINT NOT NULL,
  first_order_on DAY,
  last_order_on DAY,
  rhythm_days BIGINT,
  silent_on DAY,
  last_contact_at INSTANT,
  version BIGINT NOT NULL,
  created_at INSTANT NOT NULL,
  updated_at INSTANT NOT NULL,
  deleted_at INSTANT,
  merged_into UUID,
  PRIMARY KEY (workspace_id, id)
);
-- tenant: parties
CREATE UNIQUE INDEX parties_code ON parties (workspace_id, code_key) WHERE code_key IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX parties_name ON parties (workspace_id, name_key, id) WHERE deleted_at IS NULL;
CREATE INDEX parties_created ON parties (workspace_id, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX parties_owner ON parties (workspace_id, owner_id, id) WHERE deleted_at IS NULL;
CREATE INDEX parties_province ON parties (workspace_id, province_code, id) WHERE deleted_at IS NULL AND province_code IS NOT NULL;
CREATE INDEX parties_stage ON parties (workspace_id, stage, id) WHERE deleted_at IS NULL;
CREATE INDEX parties_spend ON parties (workspace_id, spend, id) WHERE deleted_at IS NULL;
CREATE INDEX parties_margin ON parties (workspace_id, margin, id) WHERE deleted_at IS NULL;
CREATE INDEX parties_occasions ON parties (workspace_id, occasions, id) WHERE deleted_at IS NULL;
CREATE INDEX parties_updated ON parties (workspace_id, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX parties_first_order ON parties (workspace_id, first_order_on, id) WHERE deleted_at IS NULL AND first_order_on IS NOT NULL;
CREATE INDEX parties_last_contact ON parties (workspace_id, last_contact_at, id) WHERE deleted_at IS NULL AND last_contact_at IS NOT NULL;
CREATE INDEX parties_last_order ON parties (workspace_id, last_order_on, id) WHERE deleted_at IS NULL;
CREATE INDEX parties_silent ON parties (workspace_id, silent_on) WHERE deleted_at IS NULL AND silent_on IS NOT NULL;
CREATE INDEX parties_birthday ON parties (workspace_id, birthday_key) WHERE deleted_at IS NULL AND birthday_key IS NOT NULL;
CREATE INDEX parties_binned ON parties (workspace_id, deleted_at, id) WHERE deleted_at IS NOT NULL;

-- Normalised phones, mails, codes, tax codes and tags: what an import, a new entry or a filter looks a party up by.
CREATE TABLE party_keys (
  workspace_id UUID NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  party_id UUID NOT NULL,
  PRIMARY KEY (workspace_id, kind, value, party_id),
  FOREIGN KEY (workspace_id, party_id) REFERENCES parties (workspace_id, id) ON DELETE CASCADE
);
-- tenant: party_keys
CREATE INDEX party_keys_by_party ON party_keys (workspace_id, party_id);

CREATE TABLE party_links (
  workspace_id UUID NOT NULL,
  id UUID NOT NULL,
  from_id UUID NOT NULL,
  to_id UUID NOT NULL,
  kind TEXT NOT NULL,
  title TEXT,
  created_at INSTANT NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, from_id, to_id, kind),
  FOREIGN KEY (workspace_id, from_id) REFERENCES parties (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, to_id) REFERENCES parties (workspace_id, id) ON DELETE CASCADE
);
-- tenant: party_links
CREATE INDEX party_links_to ON party_links (workspace_id, to_id);

CREATE TABLE relationships (
  workspace_id UUID NOT NULL,
  id UUID NOT NULL,
  party_id UUID NOT NULL,
  role TEXT NOT NULL,
  stage TEXT NOT NULL,
  stage_since DAY NOT NULL,
  ended BOOL NOT NULL,
  evidence JSON NOT NULL,
  type TEXT NOT NULL,
  type_evidence JSON NOT NULL,
  override_stage TEXT,
  override_type TEXT,
  override_reason TEXT,
  override_by UUID,
  override_at INSTANT,
  review_on DAY,
  version BIGINT NOT NULL,
  created_at INSTANT NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, party_id, role),
  FOREIGN KEY (workspace_id, party_id) REFERENCES parties (workspace_id, id) ON DELETE CASCADE
);
-- tenant: relationships
CREATE INDEX relationships_since ON relationships (workspace_id, stage_since, id);
CREATE INDEX relationships_review ON relationships (workspace_id, review_on) WHERE review_on IS NOT NULL;

-- Each stage and type a relationship has been in.
CREATE TABLE relationship_history (
  workspace_id UUID NOT NULL,
  id UUID NOT NULL,
  relationship_id UUID NOT NULL,
  party_id UUID NOT NULL,
  stage TEXT NOT NULL,
  type TEXT NOT NULL,
  since DAY NOT NULL,
  evidence JSON NOT NULL,
  reason TEXT,
  by_user UUID,
  at INSTANT NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, relationship_id) REFERENCES relationships (workspace_id, id) ON DELETE CASCADE
);
-- tenant: relationship_history
CREATE INDEX relationship_history_by_party ON relationship_history (workspace_id, party_id, at, id);
CREATE INDEX relationship_history_by_day ON relationship_history (workspace_id, since);

-- What the palette and the lists search: folded words, each after a space. Newest first by seq.
CREATE TABLE search_docs (
  seq SERIAL_KEY,
  workspace_id UUID NOT NULL,
  noun TEXT NOT NULL,
  record_id UUID NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (workspace_id, record_id)
);
-- tenant: search_docs
CREATE INDEX search_docs_newest ON search_docs (workspace_id, noun, seq);
-- only: sqlite
CREATE VIRTUAL TABLE search_index USING fts5 (body, content='search_docs', content_rowid='seq', detail='none', prefix='2 3', tokenize='unicode61 remove_diacritics 0');
-- end
-- only: postgres
CREATE TABLE search_terms (
  workspace_id UUID NOT NULL,
  noun TEXT NOT NULL,
  term TEXT NOT NULL,
  seq BIGINT NOT NULL,
  PRIMARY KEY (workspace_id, noun, term, seq)
);
-- tenant: search_terms
CREATE INDEX search_terms_by_doc ON search_terms (workspace_id, seq);
-- end
