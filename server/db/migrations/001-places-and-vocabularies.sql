-- Where, and about what: the gazetteer, polities of the past, vocabularies and their terms.
-- Languages are BCP 47 tags; countries ISO 3166-1 alpha-2; coordinates decimal degrees (WGS 84); years calendar years.

CREATE TABLE country (
  code TEXT PRIMARY KEY CHECK (length(code) = 2),
  numeric_code TEXT, -- three digits of ISO 3166-1, the id of its outline
  latitude REAL NOT NULL,
  longitude REAL NOT NULL
) STRICT;

-- `understood`: what people write in a column of countries and means this one, though it is a part or a predecessor of it.
CREATE TABLE country_name (
  country TEXT NOT NULL REFERENCES country ON DELETE CASCADE,
  lang TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('preferred', 'variant', 'understood')),
  PRIMARY KEY (country, lang, name)
) STRICT, WITHOUT ROWID;

-- A town, quarter, region or camp. Its present country may be unknown (null) for a place an archivist is still looking for.
CREATE TABLE place (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('region', 'city', 'town', 'village', 'quarter', 'camp')),
  country TEXT REFERENCES country,
  parent_id INTEGER REFERENCES place,
  latitude REAL CHECK (latitude BETWEEN -90 AND 90),
  longitude REAL CHECK (longitude BETWEEN -180 AND 180),
  community INTEGER NOT NULL DEFAULT 0 CHECK (community IN (0, 1)), -- a main Jewish community of the region
  shipped INTEGER NOT NULL DEFAULT 0 CHECK (shipped IN (0, 1)) -- came with Kolot; 0 where an archivist or import made it
) STRICT;
CREATE INDEX place_country ON place (country);
CREATE INDEX place_parent ON place (parent_id);

-- `from_year` and `to_year` date a name of the past; both null for a name in use.
CREATE TABLE place_name (
  place_id INTEGER NOT NULL REFERENCES place ON DELETE CASCADE,
  lang TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('preferred', 'variant', 'historical')),
  from_year INTEGER,
  to_year INTEGER,
  PRIMARY KEY (place_id, lang, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX place_name_name ON place_name (name);

CREATE TABLE place_identifier (
  place_id INTEGER NOT NULL REFERENCES place ON DELETE CASCADE,
  scheme TEXT NOT NULL CHECK (scheme IN ('wikidata', 'geonames', 'viaf', 'other')),
  value TEXT NOT NULL,
  PRIMARY KEY (place_id, scheme, value)
) STRICT, WITHOUT ROWID;

-- A state or territory of the past that a reader can filter by: Ottoman Empire, Aden Colony, Tangier Zone.
CREATE TABLE polity (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  from_year INTEGER,
  to_year INTEGER
) STRICT;

CREATE TABLE polity_name (
  polity_id INTEGER NOT NULL REFERENCES polity ON DELETE CASCADE,
  lang TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('preferred', 'variant')),
  PRIMARY KEY (polity_id, lang, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE polity_country (
  polity_id INTEGER NOT NULL REFERENCES polity ON DELETE CASCADE,
  country TEXT NOT NULL REFERENCES country,
  PRIMARY KEY (polity_id, country)
) STRICT, WITHOUT ROWID;

-- Terms of the vocabularies. `date` is EDTF and belongs to events; its years are derived from it.
CREATE TABLE term (
  id INTEGER PRIMARY KEY,
  vocabulary TEXT NOT NULL CHECK (vocabulary IN ('topic', 'event', 'community')),
  slug TEXT NOT NULL,
  parent_id INTEGER REFERENCES term,
  date TEXT,
  year_min INTEGER,
  year_max INTEGER,
  note TEXT,
  shipped INTEGER NOT NULL DEFAULT 0 CHECK (shipped IN (0, 1)),
  UNIQUE (vocabulary, slug)
) STRICT;
CREATE INDEX term_parent ON term (parent_id);

CREATE TABLE term_label (
  term_id INTEGER NOT NULL REFERENCES term ON DELETE CASCADE,
  lang TEXT NOT NULL,
  label TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('preferred', 'variant')),
  PRIMARY KEY (term_id, lang, label)
) STRICT, WITHOUT ROWID;
CREATE INDEX term_label_label ON term_label (label);

CREATE TABLE term_identifier (
  term_id INTEGER NOT NULL REFERENCES term ON DELETE CASCADE,
  scheme TEXT NOT NULL CHECK (scheme IN ('wikidata', 'geonames', 'viaf', 'lcsh', 'other')),
  value TEXT NOT NULL,
  PRIMARY KEY (term_id, scheme, value)
) STRICT, WITHOUT ROWID;

-- Where an event happened, or where a community lives.
CREATE TABLE term_country (
  term_id INTEGER NOT NULL REFERENCES term ON DELETE CASCADE,
  country TEXT NOT NULL REFERENCES country,
  PRIMARY KEY (term_id, country)
) STRICT, WITHOUT ROWID;

CREATE TABLE term_place (
  term_id INTEGER NOT NULL REFERENCES term ON DELETE CASCADE,
  place_id INTEGER NOT NULL REFERENCES place ON DELETE CASCADE,
  PRIMARY KEY (term_id, place_id)
) STRICT, WITHOUT ROWID;
