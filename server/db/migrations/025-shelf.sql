-- What a reader with an account keeps for themself: places in testimonies, notes on them, folders. Nobody else reads these, and
-- they go with the account. Of words and titles nothing is kept, only the sum that tells whether the words have changed.
CREATE TABLE bookmark (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  account_id INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
  testimony_id INTEGER REFERENCES testimony ON DELETE SET NULL, -- null: it is no longer in the archive
  passage TEXT, -- its public id, which a join redirects; null: the testimony as a whole
  part INTEGER, -- from 1; with the next two, where the passage stood, should its id be no more
  start_ms INTEGER,
  lang TEXT,
  sha256 TEXT CHECK (length(sha256) = 64), -- hexadecimal, of the words as the reader saw them; forgotten where some are withheld later
  note TEXT NOT NULL DEFAULT '',
  version INTEGER NOT NULL DEFAULT 1, -- of the note and of which folders it is in, from 1
  saved_at TEXT NOT NULL,
  removed_at TEXT -- put back with note and folders until it is cleared away
) STRICT;
CREATE UNIQUE INDEX bookmark_place ON bookmark (account_id, testimony_id, coalesce(passage, '')) WHERE testimony_id IS NOT NULL;
CREATE INDEX bookmark_account ON bookmark (account_id, saved_at);
CREATE INDEX bookmark_testimony ON bookmark (testimony_id);

-- With a testimony that is erased goes everything by which it could be known again; the reader's own note stays.
CREATE TRIGGER bookmark_forgets AFTER UPDATE OF testimony_id ON bookmark WHEN NEW.testimony_id IS NULL
BEGIN
  UPDATE bookmark SET passage = NULL, part = NULL, start_ms = NULL, lang = NULL, sha256 = NULL WHERE id = NEW.id;
END;

CREATE TABLE folder (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  account_id INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
  name TEXT NOT NULL,
  position INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1, -- of the name, from 1
  removed_at TEXT
) STRICT;
CREATE INDEX folder_account ON folder (account_id, position);

CREATE TABLE folder_bookmark (
  folder_id INTEGER NOT NULL REFERENCES folder ON DELETE CASCADE,
  bookmark_id INTEGER NOT NULL REFERENCES bookmark ON DELETE CASCADE,
  position INTEGER NOT NULL,
  PRIMARY KEY (folder_id, bookmark_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX folder_bookmark_bookmark ON folder_bookmark (bookmark_id);
