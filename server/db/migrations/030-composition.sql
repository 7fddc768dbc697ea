-- What the archive carries outside, composed of its passages and pictures: a programme of a commemoration, a lesson, an exhibit,
-- evidence for a claim. An item says what stands there, never the words themselves: whether they may be shown is asked anew
-- whenever they would be, so that what is closed later is gone from all of them.
CREATE TABLE composition (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('programme', 'lesson', 'exhibit', 'evidence')),
  slug TEXT NOT NULL UNIQUE,
  lang TEXT NOT NULL, -- BCP 47, of those who compose it; other languages stand beside it
  held_on TEXT, -- of a programme: YYYY-MM-DD
  begins_at TEXT, -- HH:MM, where it is held
  venue TEXT,
  published_on TEXT, -- YYYY-MM-DD; null: seen at the desk alone
  revision INTEGER NOT NULL DEFAULT 1, -- counts saves, so that two who compose at once lose nothing
  sample INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')),
  changed_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ'))
) STRICT;
CREATE TABLE composition_text (
  composition_id INTEGER NOT NULL REFERENCES composition ON DELETE CASCADE,
  lang TEXT NOT NULL,
  title TEXT NOT NULL CHECK (title <> ''), -- of evidence: the claim
  introduction TEXT,
  copying TEXT, -- what may be copied of it
  PRIMARY KEY (composition_id, lang)
) STRICT, WITHOUT ROWID;
CREATE TABLE composition_item (
  id INTEGER PRIMARY KEY,
  composition_id INTEGER NOT NULL REFERENCES composition ON DELETE CASCADE,
  position INTEGER NOT NULL, -- from 1
  kind TEXT NOT NULL CHECK (kind IN
    ('heading', 'text', 'speech', 'passage', 'picture', 'music', 'silence', 'question', 'map', 'timeline', 'document')),
  seconds INTEGER CHECK (seconds > 0), -- how long it takes; null: as long as its sound, or not timed
  testimony_id INTEGER REFERENCES testimony ON DELETE CASCADE, -- of a passage or a picture
  passage TEXT, -- its public id, which a join redirects
  asset_id INTEGER REFERENCES asset ON DELETE CASCADE,
  country TEXT, -- ISO 3166-1 alpha-2, of a map or a timeline
  bearing TEXT CHECK (bearing IN ('for', 'against', 'differs')), -- on the claim, of evidence
  dated TEXT, -- EDTF, of a document
  reference TEXT, -- of a document or music: where it is kept, by whom it is
  CHECK ((kind = 'passage') = (passage IS NOT NULL)),
  CHECK ((kind = 'picture') = (asset_id IS NOT NULL)),
  CHECK ((kind IN ('passage', 'picture')) = (testimony_id IS NOT NULL))
) STRICT;
CREATE INDEX composition_item_order ON composition_item (composition_id, position);
CREATE INDEX composition_item_testimony ON composition_item (testimony_id);
CREATE TABLE composition_item_text (
  item_id INTEGER NOT NULL REFERENCES composition_item ON DELETE CASCADE,
  lang TEXT NOT NULL,
  title TEXT, -- who speaks, what is played, a heading
  body TEXT,
  aside TEXT, -- for the run sheet and those who teach, not for the public
  PRIMARY KEY (item_id, lang)
) STRICT, WITHOUT ROWID;
-- Who takes part in a ceremony, for which country: the office is the one held at the time.
CREATE TABLE delegation (
  composition_id INTEGER NOT NULL REFERENCES composition ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  office TEXT,
  country TEXT, -- ISO 3166-1 alpha-2
  PRIMARY KEY (composition_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE sponsor (
  composition_id INTEGER NOT NULL REFERENCES composition ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  address TEXT, -- of its site
  PRIMARY KEY (composition_id, position)
) STRICT, WITHOUT ROWID;
