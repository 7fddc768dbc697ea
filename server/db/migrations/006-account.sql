CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL UNIQUE COLLATE NOCASE,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('reader', 'translator', 'coordinator', 'archivist', 'administrator')),
  password_hash TEXT NOT NULL, -- argon2id
  disabled_at TEXT,
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ'))
) STRICT;

-- A signed-in browser. Only the sha256 of the cookie's token is kept.
CREATE TABLE sign_in (
  token_sha256 TEXT PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')),
  expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_in_account ON sign_in (account_id);

-- Who may read one restricted testimony or a collection of them, until when (YYYY-MM-DD, the last day; null: no end).
CREATE TABLE access_grant (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
  testimony_id INTEGER REFERENCES testimony ON DELETE CASCADE,
  collection_id INTEGER REFERENCES collection ON DELETE CASCADE,
  until TEXT,
  CHECK ((testimony_id IS NULL) <> (collection_id IS NULL))
) STRICT;
CREATE INDEX access_grant_account ON access_grant (account_id);

-- The account that gave a testimony, and so sees it whatever its state.
CREATE TABLE giver (
  testimony_id INTEGER NOT NULL REFERENCES testimony ON DELETE CASCADE,
  account_id INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
  PRIMARY KEY (testimony_id, account_id)
) STRICT, WITHOUT ROWID;

-- Append-only: who did what to what.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')),
  actor TEXT NOT NULL, -- an account's e-mail, 'command line', 'kolot'
  action TEXT NOT NULL,
  thing TEXT NOT NULL,
  thing_id TEXT,
  detail TEXT
) STRICT;
CREATE TRIGGER audit_is_append_only_update BEFORE UPDATE ON audit
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_is_append_only_delete BEFORE DELETE ON audit
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
