-- The newest documents of one kind are read from this index alone. The key of the table serves the same order but for where nothing
-- stands, and PostgreSQL took it: it passed over all documents of another kind that had been filled in last.
-- only: postgres
DROP INDEX search_docs_newest;
CREATE INDEX search_docs_newest ON search_docs (workspace_id, noun, seq DESC NULLS LAST);
-- end
