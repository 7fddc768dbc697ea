-- The transcript workshop: what an edit touched, so that it can be undone; words typed and not saved yet; how a transcript
-- came to its status; what a program that transcribes was unsure of.

ALTER TABLE passage ADD COLUMN version INTEGER NOT NULL DEFAULT 1; -- counts edits, for two people who save at once

-- 1: a program wrote it and nobody has read it yet. Such words are for staff and the giver (access/words.ts).
ALTER TABLE transcript ADD COLUMN unread INTEGER NOT NULL DEFAULT 0 CHECK (unread IN (0, 1));

-- When somebody last saw to it that a point says nothing of what redactions withhold in its stretch.
ALTER TABLE index_point ADD COLUMN cleared_at TEXT;
ALTER TABLE index_point ADD COLUMN version INTEGER NOT NULL DEFAULT 1; -- counts edits

-- `revision.before` has the passages as they were, `after` as the edit left them: JSON, see transcript-edit/state.ts.
CREATE TABLE transcript_edit (
  id INTEGER PRIMARY KEY,
  transcript_id INTEGER NOT NULL REFERENCES transcript ON DELETE CASCADE,
  revision_id INTEGER NOT NULL REFERENCES revision ON DELETE CASCADE,
  operation TEXT NOT NULL
    CHECK (operation IN ('words', 'split', 'join', 'retime', 'speakers', 'replace', 'remove', 'synchronise', 'align')),
  after TEXT NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE INDEX transcript_edit_transcript ON transcript_edit (transcript_id, id);
CREATE INDEX transcript_edit_revision ON transcript_edit (revision_id);

-- Each step of a transcript's status, with who answers for it and the day.
CREATE TABLE transcript_status (
  id INTEGER PRIMARY KEY,
  transcript_id INTEGER NOT NULL REFERENCES transcript ON DELETE CASCADE,
  status TEXT NOT NULL
    CHECK (status IN ('machine draft', 'uncorrected', 'audited against sound', 'narrator-reviewed')),
  name TEXT NOT NULL,
  date TEXT NOT NULL, -- YYYY-MM-DD
  actor TEXT NOT NULL,
  at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ'))
) STRICT;
CREATE INDEX transcript_status_transcript ON transcript_status (transcript_id);

-- Words typed in a browser and not saved yet.
CREATE TABLE passage_draft (
  account_id INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
  passage_id INTEGER NOT NULL REFERENCES passage ON DELETE CASCADE,
  text TEXT NOT NULL,
  version INTEGER NOT NULL, -- of the passage when the typing began
  at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')),
  PRIMARY KEY (account_id, passage_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX passage_draft_passage ON passage_draft (passage_id);

-- Words that the program which wrote them was unsure of.
CREATE TABLE uncertain_word (
  passage_id INTEGER NOT NULL REFERENCES passage ON DELETE CASCADE,
  char_start INTEGER NOT NULL, -- UTF-16 offsets into the passage's text
  char_end INTEGER NOT NULL,
  confidence REAL NOT NULL, -- from 0 to 1
  PRIMARY KEY (passage_id, char_start)
) STRICT, WITHOUT ROWID;
