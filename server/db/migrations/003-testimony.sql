-- The unit of the archive, what was left and where the road led, the sittings it was recorded in.

CREATE TABLE collection (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  parent_id INTEGER REFERENCES collection,
  sample INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1))
) STRICT;

CREATE TABLE collection_text (
  collection_id INTEGER NOT NULL REFERENCES collection ON DELETE CASCADE,
  lang TEXT NOT NULL,
  title TEXT NOT NULL,
  description TEXT,
  PRIMARY KEY (collection_id, lang)
) STRICT, WITHOUT ROWID;

-- `access` and the embargo stand for the whole testimony; access_rule narrows parts of it (005). `version` counts edits,
-- for two people who save at once.
CREATE TABLE testimony (
  id INTEGER PRIMARY KEY,
  accession TEXT NOT NULL UNIQUE CHECK (accession <> '' AND accession NOT GLOB '*[/?#]*'),
  form TEXT NOT NULL CHECK (form IN ('interview', 'memoir', 'family-story', 'speech', 'letter', 'song', 'prayer', 'recipe')),
  title TEXT NOT NULL CHECK (title <> ''),
  lang TEXT NOT NULL DEFAULT 'und', -- of title and abstract
  abstract TEXT,
  generation TEXT CHECK (generation IN ('first', 'descendant')),
  collection_id INTEGER REFERENCES collection,
  rights TEXT, -- a URI of rightsstatements.org or creativecommons.org
  credit TEXT,
  provenance TEXT, -- funding, repository, notes: for staff and exports
  status TEXT NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'published')),
  access TEXT NOT NULL DEFAULT 'closed' CHECK (access IN ('public', 'registered', 'restricted', 'closed')),
  embargo_from TEXT, -- YYYY-MM-DD; null: from the beginning
  embargo_until TEXT, -- YYYY-MM-DD, the first day it is open again
  embargo_condition TEXT, -- "until her death": only an archivist lifts it
  embargo_lifted_on TEXT,
  withdrawn_on TEXT, -- the family took it back
  sample INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1,
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')),
  published_at TEXT
) STRICT;
CREATE INDEX testimony_collection ON testimony (collection_id);

-- Title and abstract in another language than the testimony's own.
CREATE TABLE testimony_text (
  testimony_id INTEGER NOT NULL REFERENCES testimony ON DELETE CASCADE,
  lang TEXT NOT NULL,
  title TEXT,
  abstract TEXT,
  PRIMARY KEY (testimony_id, lang)
) STRICT, WITHOUT ROWID;

-- `shown_as` is the name a person agreed to appear under here (first name, initials, a pseudonym); null: the full name.
CREATE TABLE testimony_person (
  testimony_id INTEGER NOT NULL REFERENCES testimony ON DELETE CASCADE,
  person_id INTEGER NOT NULL REFERENCES person,
  role TEXT NOT NULL CHECK (role IN ('narrator', 'interviewer', 'translator', 'transcriber', 'camera', 'author', 'mentioned')),
  position INTEGER NOT NULL DEFAULT 0,
  shown_as TEXT,
  PRIMARY KEY (testimony_id, person_id, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX testimony_person_person ON testimony_person (person_id);

CREATE TABLE testimony_term (
  testimony_id INTEGER NOT NULL REFERENCES testimony ON DELETE CASCADE,
  term_id INTEGER NOT NULL REFERENCES term,
  PRIMARY KEY (testimony_id, term_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX testimony_term_term ON testimony_term (term_id);

-- Subjects and keywords as a source file has them, kept word for word; testimony_term holds those a vocabulary knows.
CREATE TABLE testimony_keyword (
  testimony_id INTEGER NOT NULL REFERENCES testimony ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('keyword', 'subject')),
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (testimony_id, kind, position)
) STRICT, WITHOUT ROWID;

-- Places and countries spoken about, which is not the same as left.
CREATE TABLE testimony_mention (
  id INTEGER PRIMARY KEY,
  testimony_id INTEGER NOT NULL REFERENCES testimony ON DELETE CASCADE,
  place_id INTEGER REFERENCES place,
  country TEXT REFERENCES country,
  CHECK (place_id IS NOT NULL OR country IS NOT NULL)
) STRICT;
CREATE INDEX testimony_mention_testimony ON testimony_mention (testimony_id);
CREATE INDEX testimony_mention_place ON testimony_mention (place_id);

-- A country left: whose, from where, when (EDTF), how. `date_given` is the date as the family gave it, in its calendar.
-- `coarse` shows place and year less exactly where few people could be meant.
CREATE TABLE departure (
  id INTEGER PRIMARY KEY,
  testimony_id INTEGER NOT NULL REFERENCES testimony ON DELETE CASCADE,
  position INTEGER NOT NULL DEFAULT 0,
  whose TEXT NOT NULL DEFAULT 'narrator' CHECK (whose IN ('narrator', 'parent', 'grandparent', 'spouse', 'other')),
  person_id INTEGER REFERENCES person,
  country TEXT REFERENCES country,
  place_id INTEGER REFERENCES place,
  polity_id INTEGER REFERENCES polity,
  date TEXT,
  date_given TEXT,
  calendar TEXT CHECK (calendar IN ('gregorian', 'hebrew', 'islamic', 'persian')),
  year_min INTEGER,
  year_max INTEGER,
  manner TEXT CHECK (manner IN ('emigrated', 'fled', 'expelled', 'airlifted', 'never-left')),
  coarse INTEGER NOT NULL DEFAULT 0 CHECK (coarse IN (0, 1)),
  CHECK (country IS NOT NULL OR place_id IS NOT NULL)
) STRICT;
CREATE INDEX departure_testimony ON departure (testimony_id);
CREATE INDEX departure_country ON departure (country, year_min);
CREATE INDEX departure_place ON departure (place_id);

-- The legs of one person's road, in order, with the stops and the destination.
CREATE TABLE leg (
  id INTEGER PRIMARY KEY,
  testimony_id INTEGER NOT NULL REFERENCES testimony ON DELETE CASCADE,
  person_id INTEGER REFERENCES person, -- null: all who tell
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('origin', 'stop', 'destination')),
  country TEXT REFERENCES country,
  place_id INTEGER REFERENCES place,
  date TEXT,
  date_given TEXT,
  year_min INTEGER,
  year_max INTEGER,
  note TEXT,
  CHECK (country IS NOT NULL OR place_id IS NOT NULL)
) STRICT;
CREATE INDEX leg_testimony ON leg (testimony_id);
CREATE INDEX leg_place ON leg (place_id);

CREATE TABLE loss (
  id INTEGER PRIMARY KEY,
  testimony_id INTEGER NOT NULL REFERENCES testimony ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('property', 'nationality', 'office', 'other')),
  description TEXT NOT NULL,
  lang TEXT NOT NULL DEFAULT 'und',
  country TEXT REFERENCES country,
  place_id INTEGER REFERENCES place,
  date TEXT,
  proof TEXT, -- where the proof is, in words
  proof_asset_id INTEGER REFERENCES asset
) STRICT;
CREATE INDEX loss_testimony ON loss (testimony_id);

-- One sitting.
CREATE TABLE session (
  id INTEGER PRIMARY KEY,
  testimony_id INTEGER NOT NULL REFERENCES testimony ON DELETE CASCADE,
  position INTEGER NOT NULL DEFAULT 0,
  date TEXT,
  date_given TEXT,
  year_min INTEGER,
  year_max INTEGER,
  place_id INTEGER REFERENCES place,
  place_text TEXT -- as given, where the gazetteer does not know it
) STRICT;
CREATE INDEX session_testimony ON session (testimony_id);

CREATE TABLE session_interviewer (
  session_id INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
  person_id INTEGER NOT NULL REFERENCES person,
  PRIMARY KEY (session_id, person_id)
) STRICT, WITHOUT ROWID;

-- One continuous recording, or one text without sound. Times of cues, passages and index points count in milliseconds
-- from its beginning: `zero_offset_ms` is what the source's own time code shows there (tapes often begin at 01:00:00).
CREATE TABLE part (
  id INTEGER PRIMARY KEY,
  session_id INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
  testimony_id INTEGER NOT NULL REFERENCES testimony ON DELETE CASCADE,
  position INTEGER NOT NULL, -- from 1, through all sessions of the testimony
  label TEXT,
  zero_offset_ms INTEGER NOT NULL DEFAULT 0,
  duration_ms INTEGER,
  UNIQUE (testimony_id, position)
) STRICT;
CREATE INDEX part_session ON part (session_id);
