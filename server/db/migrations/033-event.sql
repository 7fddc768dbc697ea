-- Gatherings that the public is asked to. Times are those of a clock at the place, with the same in UTC beside them.
CREATE TABLE gathering (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL CHECK (title <> ''),
  lang TEXT NOT NULL, -- spoken there, and of the title and the text
  text TEXT NOT NULL,
  starts TEXT NOT NULL, -- YYYY-MM-DDTHH:MM on the clock of `zone`
  ends TEXT NOT NULL,
  zone TEXT NOT NULL, -- of the IANA time zone database
  starts_at TEXT NOT NULL, -- UTC
  ends_at TEXT NOT NULL,
  country TEXT, -- ISO 3166-1 alpha-2
  city TEXT NOT NULL,
  venue TEXT NOT NULL,
  address TEXT NOT NULL, -- venue and address of a protected one go to confirmed guests alone
  accessibility TEXT NOT NULL,
  seats INTEGER CHECK (seats > 0), -- null: no limit
  protected INTEGER NOT NULL DEFAULT 0 CHECK (protected IN (0, 1)),
  state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'open', 'cancelled')),
  version INTEGER NOT NULL DEFAULT 1, -- counts changes, so that two who write at once lose nothing
  CHECK (ends_at > starts_at)
) STRICT;
CREATE INDEX gathering_starts ON gathering (starts_at);

-- Who comes, or waits for a seat. Who leaves is deleted, and the address with them.
CREATE TABLE gathering_guest (
  id INTEGER PRIMARY KEY, -- in the order of asking
  gathering_id INTEGER NOT NULL REFERENCES gathering ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (name <> ''),
  email TEXT NOT NULL COLLATE NOCASE,
  lang TEXT NOT NULL, -- of the letters
  seats INTEGER NOT NULL CHECK (seats > 0),
  state TEXT NOT NULL CHECK (state IN ('confirmed', 'waiting')),
  asked_at TEXT NOT NULL,
  UNIQUE (gathering_id, email)
) STRICT;

-- Of each letter, the key in its address.
CREATE TABLE gathering_guest_key (
  sha256 TEXT PRIMARY KEY,
  guest_id INTEGER NOT NULL REFERENCES gathering_guest ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX gathering_guest_key_guest ON gathering_guest_key (guest_id);
