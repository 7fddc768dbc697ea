-- The words and the files.

-- Originals are kept by the sha256 of their bytes and never change; `remote_url` is a recording kept elsewhere.
CREATE TABLE asset (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  testimony_id INTEGER NOT NULL REFERENCES testimony ON DELETE CASCADE,
  part_id INTEGER REFERENCES part,
  kind TEXT NOT NULL CHECK (kind IN ('photograph', 'document', 'audio', 'video', 'source', 'agreement')),
  position INTEGER NOT NULL DEFAULT 0,
  sha256 TEXT,
  bytes INTEGER,
  mime TEXT,
  original_name TEXT, -- seen by staff only
  remote_url TEXT,
  remote_host TEXT,
  width INTEGER,
  height INTEGER,
  duration_ms INTEGER,
  placeholder TEXT, -- dominant colour, #rrggbb
  date TEXT, -- EDTF, of the photograph or document
  place_id INTEGER REFERENCES place,
  rights TEXT,
  credit TEXT,
  access TEXT CHECK (access IN ('public', 'registered', 'restricted', 'closed')), -- null: as its testimony
  embargo_until TEXT,
  withdrawn_on TEXT,
  CHECK ((sha256 IS NULL) = (remote_url IS NOT NULL))
) STRICT;
CREATE INDEX asset_testimony ON asset (testimony_id);
CREATE INDEX asset_sha256 ON asset (sha256);

CREATE TABLE asset_text (
  asset_id INTEGER NOT NULL REFERENCES asset ON DELETE CASCADE,
  lang TEXT NOT NULL,
  caption TEXT,
  alt TEXT,
  body TEXT, -- a document's own words
  PRIMARY KEY (asset_id, lang)
) STRICT, WITHOUT ROWID;

-- The text in one language through all parts, original or translation.
CREATE TABLE transcript (
  id INTEGER PRIMARY KEY,
  testimony_id INTEGER NOT NULL REFERENCES testimony ON DELETE CASCADE,
  lang TEXT NOT NULL,
  original_id INTEGER REFERENCES transcript, -- of which this is the translation
  kind TEXT NOT NULL DEFAULT 'verbatim' CHECK (kind IN ('verbatim', 'edited', 'summary')),
  status TEXT NOT NULL DEFAULT 'uncorrected'
    CHECK (status IN ('machine draft', 'uncorrected', 'audited against sound', 'narrator-reviewed')),
  maker TEXT,
  tool TEXT,
  made_on TEXT,
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (testimony_id, lang, kind)
) STRICT;

-- The file a part's words came from; a re-import of the same bytes is known by its sha256.
CREATE TABLE transcript_source (
  id INTEGER PRIMARY KEY,
  transcript_id INTEGER NOT NULL REFERENCES transcript ON DELETE CASCADE,
  part_id INTEGER NOT NULL REFERENCES part ON DELETE CASCADE,
  asset_id INTEGER REFERENCES asset,
  format TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  notes TEXT, -- NOTE blocks and footnotes of the file
  UNIQUE (transcript_id, part_id)
) STRICT;
CREATE INDEX transcript_source_sha256 ON transcript_source (sha256);

-- The unit of hits, notes and citation. `public_id` never changes. `edited` is 1 once a person has changed it here.
CREATE TABLE passage (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  transcript_id INTEGER NOT NULL REFERENCES transcript ON DELETE CASCADE,
  part_id INTEGER NOT NULL REFERENCES part ON DELETE CASCADE,
  position INTEGER NOT NULL, -- from 1 through the whole transcript
  start_ms INTEGER,
  end_ms INTEGER,
  estimated INTEGER NOT NULL DEFAULT 0 CHECK (estimated IN (0, 1)), -- the start was worked out between marks, not read
  speaker TEXT, -- the label as the source has it
  person_id INTEGER REFERENCES person, -- who that is, where known
  text TEXT NOT NULL,
  original_id INTEGER REFERENCES passage ON DELETE SET NULL, -- the passage this one translates
  edited INTEGER NOT NULL DEFAULT 0 CHECK (edited IN (0, 1))
) STRICT;
CREATE INDEX passage_transcript ON passage (transcript_id, position);
CREATE INDEX passage_part ON passage (part_id);
CREATE INDEX passage_person ON passage (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX passage_original ON passage (original_id) WHERE original_id IS NOT NULL;

-- Where a public id went after a join or a deletion.
CREATE TABLE passage_redirect (
  public_id TEXT PRIMARY KEY,
  passage_id INTEGER NOT NULL REFERENCES passage ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- A timed unit of the source file. `payload` is the cue as the file has it, null where that is, word for word, the whole
-- text of its passage (an edit of the passage writes it out first).
CREATE TABLE cue (
  passage_id INTEGER NOT NULL REFERENCES passage ON DELETE CASCADE,
  position INTEGER NOT NULL,
  start_ms INTEGER,
  end_ms INTEGER,
  char_start INTEGER NOT NULL, -- UTF-16 offsets into the passage's text
  char_end INTEGER NOT NULL,
  payload TEXT,
  identifier TEXT,
  settings TEXT,
  PRIMARY KEY (passage_id, position)
) STRICT, WITHOUT ROWID;

-- A described moment, as in OHMS.
CREATE TABLE index_point (
  id INTEGER PRIMARY KEY,
  testimony_id INTEGER NOT NULL REFERENCES testimony ON DELETE CASCADE,
  part_id INTEGER NOT NULL REFERENCES part ON DELETE CASCADE,
  position INTEGER NOT NULL,
  start_ms INTEGER NOT NULL,
  edited INTEGER NOT NULL DEFAULT 0 CHECK (edited IN (0, 1))
) STRICT;
CREATE INDEX index_point_testimony ON index_point (testimony_id);
CREATE INDEX index_point_part ON index_point (part_id);

CREATE TABLE index_point_text (
  index_point_id INTEGER NOT NULL REFERENCES index_point ON DELETE CASCADE,
  lang TEXT NOT NULL,
  title TEXT NOT NULL,
  synopsis TEXT,
  partial_transcript TEXT,
  PRIMARY KEY (index_point_id, lang)
) STRICT, WITHOUT ROWID;

-- Keywords and subjects as the indexer wrote them; `term_id` where the vocabulary knows the word.
CREATE TABLE index_point_keyword (
  index_point_id INTEGER NOT NULL REFERENCES index_point ON DELETE CASCADE,
  lang TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('keyword', 'subject')),
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  term_id INTEGER REFERENCES term,
  PRIMARY KEY (index_point_id, lang, kind, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX index_point_keyword_term ON index_point_keyword (term_id) WHERE term_id IS NOT NULL;

CREATE TABLE index_point_place (
  index_point_id INTEGER NOT NULL REFERENCES index_point ON DELETE CASCADE,
  position INTEGER NOT NULL,
  place_id INTEGER REFERENCES place,
  latitude REAL,
  longitude REAL,
  zoom INTEGER,
  label TEXT,
  label_alternate TEXT,
  PRIMARY KEY (index_point_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX index_point_place_place ON index_point_place (place_id) WHERE place_id IS NOT NULL;

CREATE TABLE index_point_link (
  index_point_id INTEGER NOT NULL REFERENCES index_point ON DELETE CASCADE,
  position INTEGER NOT NULL,
  url TEXT NOT NULL,
  label TEXT,
  label_alternate TEXT,
  PRIMARY KEY (index_point_id, position)
) STRICT, WITHOUT ROWID;
