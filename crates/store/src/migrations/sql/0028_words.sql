-- The words of the search index in their order, each with its hits: so that a beginning is turned into the words it stands for, and
-- a mistyped one is compared with those there are. It holds nothing of its own.
-- only: sqlite
CREATE VIRTUAL TABLE search_words USING fts5vocab(search_index, instance);
-- end
