-- The catalogue at the desk: what is typed and not yet saved, carriers, words of care, batches of edits, authorities edited
-- and joined, imports made in the browser.

-- What somebody has typed into the catalogue form of a testimony and not saved. One a person, so that nobody's is lost.
CREATE TABLE catalogue_draft (
  testimony_id INTEGER NOT NULL REFERENCES testimony ON DELETE CASCADE,
  account_id INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
  state TEXT NOT NULL, -- of the catalogue entry that the form was opened on (archive/catalogue/record.ts)
  typed TEXT NOT NULL, -- JSON
  saved_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')),
  PRIMARY KEY (testimony_id, account_id)
) STRICT, WITHOUT ROWID;

-- What a recording, a letter or a photograph lies on, and where it stands.
CREATE TABLE carrier (
  id INTEGER PRIMARY KEY,
  testimony_id INTEGER NOT NULL REFERENCES testimony ON DELETE CASCADE,
  part_id INTEGER REFERENCES part ON DELETE SET NULL,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('cassette', 'reel', 'minidisc', 'videotape', 'film', 'disc', 'paper', 'print', 'drive', 'other')),
  label TEXT, -- what is written on it
  location TEXT, -- where it stands
  note TEXT
) STRICT;
CREATE INDEX carrier_testimony ON carrier (testimony_id);

-- What readers are told before a passage. A passage that is deleted leaves its note to the whole testimony: rather told too
-- early than not at all.
CREATE TABLE content_note (
  id INTEGER PRIMARY KEY,
  testimony_id INTEGER NOT NULL REFERENCES testimony ON DELETE CASCADE,
  passage_id INTEGER REFERENCES passage ON DELETE SET NULL,
  kind TEXT NOT NULL
    CHECK (kind IN ('violence', 'death', 'death-of-children', 'sexual-violence', 'imprisonment', 'suicide', 'hatred', 'other'))
) STRICT;
CREATE INDEX content_note_testimony ON content_note (testimony_id);
CREATE INDEX content_note_passage ON content_note (passage_id);

-- How a picture is shown: turned clockwise by so many degrees, and what of the upright picture its thumbnail keeps
-- (left top width height, in fractions from 0 to 1).
ALTER TABLE asset ADD COLUMN turn INTEGER NOT NULL DEFAULT 0 CHECK (turn IN (0, 90, 180, 270));
ALTER TABLE asset ADD COLUMN crop TEXT;

-- The same change made to many testimonies at once. `state_after` tells whether anybody has edited one of them since.
CREATE TABLE batch (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')),
  actor TEXT NOT NULL,
  reason TEXT,
  change TEXT NOT NULL, -- JSON
  undone_at TEXT
) STRICT;

CREATE TABLE batch_item (
  batch_id INTEGER NOT NULL REFERENCES batch ON DELETE CASCADE,
  testimony_id INTEGER NOT NULL REFERENCES testimony ON DELETE CASCADE,
  revision_id INTEGER NOT NULL REFERENCES revision ON DELETE CASCADE,
  state_after TEXT NOT NULL,
  PRIMARY KEY (batch_id, testimony_id)
) STRICT, WITHOUT ROWID;

-- A place, person or term before and after an edit, or before it was joined to another and what referred to it then.
CREATE TABLE authority_revision (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('place', 'person', 'topic', 'event', 'community')),
  authority_id INTEGER NOT NULL, -- no reference: it may have been joined to another
  action TEXT NOT NULL CHECK (action IN ('added', 'edited', 'joined')),
  at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')),
  actor TEXT NOT NULL,
  reason TEXT,
  before TEXT, -- JSON
  after TEXT, -- JSON
  undone_at TEXT
) STRICT;
CREATE INDEX authority_revision_of ON authority_revision (kind, authority_id);

-- Where the address of an authority leads that was joined to another.
CREATE TABLE authority_redirect (
  kind TEXT NOT NULL CHECK (kind IN ('place', 'person', 'topic', 'event', 'community')),
  slug TEXT NOT NULL,
  authority_id INTEGER NOT NULL,
  PRIMARY KEY (kind, slug)
) STRICT, WITHOUT ROWID;

-- An import made at the desk: its files lie in a folder of their own under incoming/ until it is done with.
CREATE TABLE import_run (
  id INTEGER PRIMARY KEY,
  actor TEXT NOT NULL,
  made_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')),
  state TEXT NOT NULL DEFAULT 'received'
    CHECK (state IN ('received', 'looking', 'looked', 'running', 'done', 'failed', 'undone')),
  options TEXT NOT NULL DEFAULT '{}', -- JSON: access and agreement for records that carry none, character set, columns
  done INTEGER NOT NULL DEFAULT 0,
  expected INTEGER,
  report TEXT, -- JSON, of the look or of the run
  finished_at TEXT
) STRICT;

-- The testimonies an import added, as it left them: what nobody has edited since can be undone.
CREATE TABLE import_run_testimony (
  run_id INTEGER NOT NULL REFERENCES import_run ON DELETE CASCADE,
  testimony_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (run_id, testimony_id)
) STRICT, WITHOUT ROWID;
