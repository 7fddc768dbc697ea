-- The desk: mails, and what accounts need beyond a password.

-- A mail, written in the transaction of what causes it and sent by a job. Where no SMTP_URL is set it waits here, to be
-- read at the desk. `link` is the secret in it: taken out of the text once the mail is sent, or the link has ended.
CREATE TABLE mail (
  id INTEGER PRIMARY KEY,
  recipient TEXT NOT NULL,
  lang TEXT NOT NULL,
  template TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  link TEXT,
  -- 'unsure': Kolot ended while it was handed over; people decide, so that nothing goes out twice.
  -- 'kept': it waited longer than its words are good for.
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'unsure', 'kept')),
  error TEXT,
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')),
  sent_at TEXT
) STRICT;
CREATE INDEX mail_state ON mail (state, created_at);

-- Null until its address is confirmed by a link that was sent there; nobody signs in before.
ALTER TABLE account ADD COLUMN confirmed_at TEXT;
UPDATE account SET confirmed_at = created_at;
ALTER TABLE account ADD COLUMN lang TEXT NOT NULL DEFAULT 'en'; -- in which mails are written to it
-- One-time codes (RFC 6238): the secret in base32; null where there are none. The last step used is refused from then on.
ALTER TABLE account ADD COLUMN code_secret TEXT;
ALTER TABLE account ADD COLUMN code_since TEXT;
ALTER TABLE account ADD COLUMN code_last_step INTEGER NOT NULL DEFAULT 0;

-- Codes on paper, for when the telephone is lost: each opens once. Of 80 random bits, so that a plain hash is enough.
CREATE TABLE recovery_code (
  account_id INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
  code_sha256 TEXT NOT NULL,
  used_at TEXT,
  PRIMARY KEY (account_id, code_sha256)
) STRICT, WITHOUT ROWID;

-- A link by which somebody chooses a password: invited, signed up, or having forgotten it. One of a kind for an account.
CREATE TABLE account_link (
  token_sha256 TEXT PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
  purpose TEXT NOT NULL CHECK (purpose IN ('invitation', 'sign-up', 'reset')),
  expires_at TEXT NOT NULL,
  UNIQUE (account_id, purpose)
) STRICT, WITHOUT ROWID;

-- A right password that still waits for its one-time code.
CREATE TABLE sign_in_step (
  token_sha256 TEXT PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
  expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE sign_in ADD COLUMN browser TEXT; -- what it calls itself, to be told from others in a list
ALTER TABLE sign_in ADD COLUMN seen_at TEXT; -- to the hour

CREATE INDEX audit_at ON audit (at);
CREATE INDEX audit_thing ON audit (thing, thing_id);
