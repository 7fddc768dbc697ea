-- People, shown as they spell their own names. Birth and death are EDTF with derived years.
-- `minor` and the absence of a death date decide who is presumed living and only mentioned (server/archive/people.ts).

CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL, -- as the person spells it
  name_lang TEXT, -- its language, for the direction and the voice of a screen reader
  sort_name TEXT NOT NULL,
  gender TEXT CHECK (gender IN ('female', 'male', 'other')),
  birth_date TEXT,
  birth_year_min INTEGER,
  birth_year_max INTEGER,
  birth_place_id INTEGER REFERENCES place,
  birth_country TEXT REFERENCES country,
  death_date TEXT,
  death_year_max INTEGER,
  minor INTEGER NOT NULL DEFAULT 0 CHECK (minor IN (0, 1)),
  sample INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX person_by_name ON person (name);

CREATE TABLE person_name (
  person_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  name TEXT NOT NULL,
  lang TEXT NOT NULL DEFAULT 'und',
  kind TEXT NOT NULL CHECK (kind IN ('birth', 'married', 'hebraised', 'nickname', 'variant')),
  PRIMARY KEY (person_id, name, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE person_identifier (
  person_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  scheme TEXT NOT NULL CHECK (scheme IN ('viaf', 'wikidata', 'isni', 'other')),
  value TEXT NOT NULL,
  PRIMARY KEY (person_id, scheme, value)
) STRICT, WITHOUT ROWID;

-- A nationality held, or statelessness (country null), with the years it lasted.
CREATE TABLE citizenship (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  country TEXT REFERENCES country,
  stateless INTEGER NOT NULL DEFAULT 0 CHECK (stateless IN (0, 1)),
  from_year INTEGER,
  to_year INTEGER,
  CHECK (stateless = (country IS NULL))
) STRICT;
CREATE INDEX citizenship_person ON citizenship (person_id);

-- `relation` says what `relative_id` is to `person_id`. Shown only where each agreed.
CREATE TABLE kinship (
  person_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  relative_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  relation TEXT NOT NULL CHECK (relation IN ('parent', 'child', 'sibling', 'spouse', 'grandparent', 'grandchild', 'other')),
  agreed INTEGER NOT NULL DEFAULT 0 CHECK (agreed IN (0, 1)),
  PRIMARY KEY (person_id, relative_id, relation)
) STRICT, WITHOUT ROWID;
CREATE INDEX kinship_relative ON kinship (relative_id);
