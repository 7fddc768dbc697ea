-- Sign-ins that were refused, counted by the day. Never which name was typed: often it is a password in the wrong field.
CREATE TABLE sign_in_refused (
  day TEXT PRIMARY KEY, -- YYYY-MM-DD, UTC
  times INTEGER NOT NULL CHECK (times > 0)
) STRICT, WITHOUT ROWID;

-- Until when a backup is kept: what was erased since it was made is in it until then.
ALTER TABLE backup ADD COLUMN keep_until TEXT; -- YYYY-MM-DD, the last day; null: until somebody says that it was destroyed
