-- A signed-in reader asks to read what is restricted: one testimony, or a collection of them.
CREATE TABLE access_request (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
  testimony_id INTEGER REFERENCES testimony ON DELETE CASCADE,
  collection_id INTEGER REFERENCES collection ON DELETE CASCADE,
  who TEXT NOT NULL, -- who they are, in their own words
  purpose TEXT NOT NULL,
  until TEXT, -- YYYY-MM-DD, the last day they need it; null: they named none
  -- 'question': the archive asked back, and waits for the reader
  state TEXT NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'question', 'granted', 'refused')),
  grant_id INTEGER REFERENCES access_grant ON DELETE SET NULL, -- null again once the grant was ended
  asked_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')),
  decided_at TEXT,
  CHECK ((testimony_id IS NULL) <> (collection_id IS NULL))
) STRICT;
CREATE INDEX access_request_account ON access_request (account_id);
CREATE INDEX access_request_state ON access_request (state, asked_at);
CREATE INDEX access_request_testimony ON access_request (testimony_id);
CREATE INDEX access_request_collection ON access_request (collection_id);
CREATE INDEX access_request_grant ON access_request (grant_id);

-- What reader and archive wrote to each other about it. Staff are not named to readers.
CREATE TABLE access_request_message (
  id INTEGER PRIMARY KEY,
  request_id INTEGER NOT NULL REFERENCES access_request ON DELETE CASCADE,
  written_by TEXT NOT NULL CHECK (written_by IN ('reader', 'archive')),
  text TEXT NOT NULL,
  at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ'))
) STRICT;
CREATE INDEX access_request_message_request ON access_request_message (request_id);
