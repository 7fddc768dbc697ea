-- Consent, and what follows from it. server/archive/access.ts is the one place that reads these to decide.

CREATE TABLE agreement (
  id INTEGER PRIMARY KEY,
  testimony_id INTEGER NOT NULL REFERENCES testimony ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('deed', 'licence', 'deposit', 'recorded', 'legacy')),
  date TEXT, -- EDTF
  asset_id INTEGER REFERENCES asset, -- the signed paper or the recorded word
  wording TEXT, -- what was signed, word for word
  revocable INTEGER NOT NULL DEFAULT 1 CHECK (revocable IN (0, 1)),
  decides_later TEXT, -- who decides after death
  note TEXT,
  revoked_on TEXT
) STRICT;
CREATE INDEX agreement_testimony ON agreement (testimony_id);

-- Who is bound by it: a narrator, an interviewer, or the owner of an asset. One row with no person stands for everyone
-- named in the testimony, as an import's `agreement` column does.
CREATE TABLE agreement_party (
  id INTEGER PRIMARY KEY,
  agreement_id INTEGER NOT NULL REFERENCES agreement ON DELETE CASCADE,
  person_id INTEGER REFERENCES person,
  asset_id INTEGER REFERENCES asset,
  capacity TEXT NOT NULL CHECK (capacity IN ('narrator', 'interviewer', 'owner', 'everyone')),
  signed_by TEXT, -- where another signs: name, relation and authority
  CHECK (capacity = 'everyone' OR person_id IS NOT NULL OR asset_id IS NOT NULL)
) STRICT;
CREATE INDEX agreement_party_agreement ON agreement_party (agreement_id);

CREATE TABLE agreement_use (
  agreement_id INTEGER NOT NULL REFERENCES agreement ON DELETE CASCADE,
  use TEXT NOT NULL
    CHECK (use IN ('research', 'teaching', 'exhibition', 'programme', 'translation', 'statement', 'social', 'ai')),
  PRIMARY KEY (agreement_id, use)
) STRICT, WITHOUT ROWID;

-- Narrower access for one aspect of a testimony.
CREATE TABLE access_rule (
  testimony_id INTEGER NOT NULL REFERENCES testimony ON DELETE CASCADE,
  scope TEXT NOT NULL CHECK (scope IN ('description', 'names', 'transcript', 'sound', 'picture')),
  access TEXT NOT NULL CHECK (access IN ('public', 'registered', 'restricted', 'closed')),
  embargo_until TEXT,
  PRIMARY KEY (testimony_id, scope)
) STRICT, WITHOUT ROWID;

-- Narrower access for a stretch of a part: its sound, and every passage that touches it.
CREATE TABLE section (
  id INTEGER PRIMARY KEY,
  testimony_id INTEGER NOT NULL REFERENCES testimony ON DELETE CASCADE,
  part_id INTEGER NOT NULL REFERENCES part ON DELETE CASCADE,
  start_ms INTEGER NOT NULL,
  end_ms INTEGER NOT NULL,
  access TEXT NOT NULL CHECK (access IN ('public', 'registered', 'restricted', 'closed')),
  embargo_until TEXT,
  reason TEXT,
  CHECK (end_ms > start_ms)
) STRICT;
CREATE INDEX section_testimony ON section (testimony_id);

-- A span of words withheld from everyone but staff and who gave the testimony, and the span of time in which they are spoken.
CREATE TABLE redaction (
  id INTEGER PRIMARY KEY,
  testimony_id INTEGER NOT NULL REFERENCES testimony ON DELETE CASCADE,
  passage_id INTEGER REFERENCES passage ON DELETE CASCADE,
  char_start INTEGER,
  char_end INTEGER,
  part_id INTEGER REFERENCES part ON DELETE CASCADE,
  start_ms INTEGER,
  end_ms INTEGER,
  reason TEXT,
  made_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')),
  CHECK ((passage_id IS NULL) = (char_start IS NULL) AND (char_start IS NULL) = (char_end IS NULL)),
  CHECK ((part_id IS NULL) = (start_ms IS NULL) AND (start_ms IS NULL) = (end_ms IS NULL)),
  CHECK (passage_id IS NOT NULL OR part_id IS NOT NULL)
) STRICT;
CREATE INDEX redaction_testimony ON redaction (testimony_id);
CREATE INDEX redaction_passage ON redaction (passage_id);
