-- A search that a reader keeps. `address` is what its address says, without a page or an order.
CREATE TABLE saved_search (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (name <> ''),
  address TEXT NOT NULL,
  lang TEXT NOT NULL, -- of the page it was saved on, and of its news
  saved_at TEXT NOT NULL,
  news TEXT CHECK (news IN ('daily', 'weekly')), -- by mail; null: none
  news_from TEXT, -- what came out earlier is no news
  news_due TEXT,
  -- In each of its mails: ends them and opens nothing, so that it is kept as it is.
  stop_key TEXT NOT NULL UNIQUE,
  feed_sha256 TEXT UNIQUE, -- of the key in the address of its private feed; null: there is none
  feed_since TEXT,
  UNIQUE (account_id, address),
  CHECK ((news IS NULL) = (news_from IS NULL) AND (news IS NULL) = (news_due IS NULL)),
  CHECK ((feed_sha256 IS NULL) = (feed_since IS NULL))
) STRICT;
CREATE INDEX saved_search_due ON saved_search (news_due) WHERE news_due IS NOT NULL;

-- What the mails of a search have told of, so that nothing is told twice. A mail that could not be sent gives its news back.
CREATE TABLE saved_search_told (
  saved_search_id INTEGER NOT NULL REFERENCES saved_search ON DELETE CASCADE,
  testimony_id INTEGER NOT NULL REFERENCES testimony ON DELETE CASCADE,
  mail_id INTEGER REFERENCES mail ON DELETE SET NULL,
  PRIMARY KEY (saved_search_id, testimony_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX saved_search_told_testimony ON saved_search_told (testimony_id);
CREATE INDEX saved_search_told_mail ON saved_search_told (mail_id);
