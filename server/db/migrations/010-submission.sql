-- What comes in from outside: a family's story, a question for a tape that may be here, a concern about what is shown.
-- All three wait in one queue. Who sent it is for archivists alone; nothing here is searched or shown on a public page.

CREATE TABLE submission (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL DEFAULT 'story' CHECK (kind IN ('story', 'tape', 'concern')),
  state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'submitted', 'in review', 'needs answer', 'accepted', 'catalogued',
    'with the narrator', 'published', 'returned', 'withdrawn', 'answered')), -- 'answered' ends a tape or a concern
  lang TEXT NOT NULL, -- of the pages it was told on, in which to write back
  came_by TEXT NOT NULL DEFAULT 'online' CHECK (came_by IN ('online', 'paper', 'telephone', 'visit')),
  entered_by INTEGER REFERENCES account ON DELETE SET NULL, -- the archivist who typed it in for somebody
  owner_id INTEGER REFERENCES account ON DELETE SET NULL, -- the archivist who has claimed it
  testimony_id INTEGER REFERENCES testimony ON DELETE SET NULL, -- what became of it, or what the concern is about
  word_hash TEXT, -- argon2id of the word chosen at the start, for the second confirmation
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  state_since TEXT NOT NULL,
  submitted_at TEXT,
  erased_at TEXT -- what it held is gone; the row says only that there was one
) STRICT;
CREATE INDEX submission_state ON submission (state, state_since);
CREATE INDEX submission_owner ON submission (owner_id) WHERE owner_id IS NOT NULL;
CREATE INDEX submission_testimony ON submission (testimony_id) WHERE testimony_id IS NOT NULL;

-- Those who write it: who began it, and the brothers and sisters they invited.
CREATE TABLE submission_person (
  id INTEGER PRIMARY KEY,
  submission_id INTEGER NOT NULL REFERENCES submission ON DELETE CASCADE,
  name TEXT,
  email TEXT,
  phone TEXT,
  invited_by INTEGER REFERENCES submission_person ON DELETE SET NULL,
  created_at TEXT NOT NULL,
  removed_at TEXT
) STRICT;
CREATE INDEX submission_person_submission ON submission_person (submission_id);
CREATE INDEX submission_person_email ON submission_person (email) WHERE email IS NOT NULL;

-- A private link. Only the sha256 of its token is kept.
CREATE TABLE submission_link (
  token_sha256 TEXT PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES submission_person ON DELETE CASCADE,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX submission_link_person ON submission_link (person_id);

-- The second confirmation: a code that was mailed (`code_hash`, argon2id), or, once given, a browser that has confirmed.
CREATE TABLE submission_confirmation (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES submission_person ON DELETE CASCADE,
  code_hash TEXT,
  token_sha256 TEXT UNIQUE,
  tries INTEGER NOT NULL DEFAULT 0,
  expires_at TEXT NOT NULL,
  CHECK ((code_hash IS NULL) <> (token_sha256 IS NULL))
) STRICT;
CREATE INDEX submission_confirmation_person ON submission_confirmation (person_id);

-- One step of the form: its answers as JSON (archive/submission/steps.ts says which). `version` counts saves, for two tabs or
-- two people who save at once.
CREATE TABLE submission_step (
  submission_id INTEGER NOT NULL REFERENCES submission ON DELETE CASCADE,
  step TEXT NOT NULL,
  version INTEGER NOT NULL,
  answers TEXT NOT NULL,
  person_id INTEGER REFERENCES submission_person ON DELETE SET NULL, -- who saved it; null: an archivist
  saved_at TEXT NOT NULL,
  PRIMARY KEY (submission_id, step)
) STRICT, WITHOUT ROWID;

-- What a step said before, so that no text of a family is lost to a later save.
CREATE TABLE submission_step_before (
  id INTEGER PRIMARY KEY,
  submission_id INTEGER NOT NULL REFERENCES submission ON DELETE CASCADE,
  step TEXT NOT NULL,
  version INTEGER NOT NULL,
  answers TEXT NOT NULL,
  person_id INTEGER REFERENCES submission_person ON DELETE SET NULL,
  saved_at TEXT NOT NULL
) STRICT;
CREATE INDEX submission_step_before_step ON submission_step_before (submission_id, step);

-- A file that was given. `question` names the interview question a clip answers. Captions are the family's own words.
CREATE TABLE submission_file (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  submission_id INTEGER NOT NULL REFERENCES submission ON DELETE CASCADE,
  purpose TEXT NOT NULL CHECK (purpose IN ('photograph', 'document', 'story', 'recording', 'agreement')),
  question TEXT,
  position INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  mime TEXT NOT NULL,
  original_name TEXT, -- seen by the family and by archivists
  width INTEGER,
  height INTEGER,
  duration_ms INTEGER,
  placeholder TEXT,
  captured_at TEXT, -- EDTF, as the camera wrote it
  what TEXT,
  who TEXT,
  place TEXT,
  date TEXT, -- as the family wrote it
  version INTEGER NOT NULL DEFAULT 1, -- of the captions
  scanned INTEGER NOT NULL DEFAULT 0 CHECK (scanned IN (0, 1)), -- a scanner looked at it and found nothing
  person_id INTEGER REFERENCES submission_person ON DELETE SET NULL,
  asset_id INTEGER REFERENCES asset ON DELETE SET NULL, -- what became of it in the catalogue
  added_at TEXT NOT NULL,
  withdrawn_at TEXT
) STRICT;
CREATE INDEX submission_file_submission ON submission_file (submission_id, position);
CREATE INDEX submission_file_sha256 ON submission_file (sha256);

-- A large file on its way in pieces (https://tus.io/protocols/resumable-upload): its bytes lie in incoming/ until all are there
-- and it becomes a submission_file.
CREATE TABLE submission_upload (
  id TEXT PRIMARY KEY,
  submission_id INTEGER NOT NULL REFERENCES submission ON DELETE CASCADE,
  person_id INTEGER REFERENCES submission_person ON DELETE SET NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('photograph', 'document', 'story', 'recording', 'agreement')),
  question TEXT,
  original_name TEXT,
  bytes INTEGER NOT NULL, -- announced
  received INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,
  touched_at TEXT NOT NULL,
  file_id INTEGER REFERENCES submission_file ON DELETE SET NULL -- once it has arrived
) STRICT, WITHOUT ROWID;
CREATE INDEX submission_upload_submission ON submission_upload (submission_id);

-- What the family and the archive write to each other.
CREATE TABLE submission_message (
  id INTEGER PRIMARY KEY,
  submission_id INTEGER NOT NULL REFERENCES submission ON DELETE CASCADE,
  person_id INTEGER REFERENCES submission_person ON DELETE SET NULL,
  account_id INTEGER REFERENCES account ON DELETE SET NULL,
  from_archive INTEGER NOT NULL CHECK (from_archive IN (0, 1)),
  text TEXT NOT NULL CHECK (text <> ''),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX submission_message_submission ON submission_message (submission_id, id);

-- What archivists write to each other: never shown to a family.
CREATE TABLE submission_note (
  id INTEGER PRIMARY KEY,
  submission_id INTEGER NOT NULL REFERENCES submission ON DELETE CASCADE,
  account_id INTEGER REFERENCES account ON DELETE SET NULL,
  text TEXT NOT NULL CHECK (text <> ''),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX submission_note_submission ON submission_note (submission_id, id);

-- Every change of state and of owner: who, when, why. `actor` is an account's e-mail, 'the family' or 'kolot'.
CREATE TABLE submission_history (
  id INTEGER PRIMARY KEY,
  submission_id INTEGER NOT NULL REFERENCES submission ON DELETE CASCADE,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('state', 'owner', 'signed', 'withdrew', 'undid', 'erased')),
  from_value TEXT,
  to_value TEXT,
  reason TEXT
) STRICT;
CREATE INDEX submission_history_submission ON submission_history (submission_id, id);

-- What was signed, word for word, with the version of the text and the choices made on it.
CREATE TABLE submission_signature (
  id INTEGER PRIMARY KEY,
  submission_id INTEGER NOT NULL REFERENCES submission ON DELETE CASCADE,
  text_version TEXT NOT NULL,
  lang TEXT NOT NULL,
  wording TEXT NOT NULL, -- the whole text as it was shown, plain words, choices and legal words
  choices TEXT NOT NULL, -- JSON, see archive/submission/agreement.ts
  signer TEXT NOT NULL,
  signed_on TEXT NOT NULL, -- YYYY-MM-DD, as the signer gave it
  method TEXT NOT NULL CHECK (method IN ('typed', 'spoken', 'paper')),
  file_id INTEGER REFERENCES submission_file ON DELETE SET NULL,
  narrator TEXT, -- for whom, where another signs
  relation TEXT,
  authority TEXT,
  person_id INTEGER REFERENCES submission_person ON DELETE SET NULL,
  at TEXT NOT NULL,
  replaced_at TEXT, -- a later one stands
  agreement_id INTEGER REFERENCES agreement ON DELETE SET NULL
) STRICT;
CREATE INDEX submission_signature_submission ON submission_signature (submission_id, id);

-- Taken back, whole or in part. Until `undo_until` the family can undo it; then it is erased, or kept closed, as they chose.
CREATE TABLE withdrawal (
  id INTEGER PRIMARY KEY,
  submission_id INTEGER NOT NULL REFERENCES submission ON DELETE CASCADE,
  testimony_id INTEGER, -- no reference: it may be gone
  what TEXT NOT NULL CHECK (what IN ('whole', 'file', 'name', 'passage')),
  file_id INTEGER REFERENCES submission_file ON DELETE SET NULL,
  asset_id INTEGER,
  passage_id INTEGER, -- of a published transcript
  redaction_id INTEGER, -- that withholds it
  words TEXT, -- a passage in the family's own words, where it is not published or they could not point at it
  then_do TEXT NOT NULL CHECK (then_do IN ('erase', 'keep closed')),
  state_before TEXT NOT NULL,
  reason TEXT,
  person_id INTEGER REFERENCES submission_person ON DELETE SET NULL,
  at TEXT NOT NULL,
  undo_until TEXT NOT NULL,
  undone_at TEXT,
  done_at TEXT -- erased or closed for good
) STRICT;
CREATE INDEX withdrawal_submission ON withdrawal (submission_id);
CREATE INDEX withdrawal_testimony ON withdrawal (testimony_id) WHERE testimony_id IS NOT NULL;
CREATE INDEX withdrawal_due ON withdrawal (undo_until) WHERE undone_at IS NULL AND done_at IS NULL;

-- Where copies are known to have gone: told to a family that takes something back.
CREATE TABLE known_copy (
  id INTEGER PRIMARY KEY,
  submission_id INTEGER REFERENCES submission ON DELETE CASCADE,
  testimony_id INTEGER REFERENCES testimony ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('family', 'reader', 'export', 'print', 'exhibition', 'programme', 'newsletter', 'partner', 'other')),
  went_to TEXT, -- in words
  at TEXT NOT NULL,
  CHECK (submission_id IS NOT NULL OR testimony_id IS NOT NULL)
) STRICT;
CREATE INDEX known_copy_submission ON known_copy (submission_id);
CREATE INDEX known_copy_testimony ON known_copy (testimony_id);

-- Seen by staff and the giver alone: while a concern is decided, and once a family has taken its name back.
ALTER TABLE testimony ADD COLUMN hidden_on TEXT;
ALTER TABLE testimony ADD COLUMN names_withdrawn_on TEXT;
