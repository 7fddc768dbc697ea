-- Who wrote the words about a file, and when; and what they said before, which brothers and sisters may have written.
ALTER TABLE submission_file ADD COLUMN captioned_by INTEGER REFERENCES submission_person ON DELETE SET NULL;
ALTER TABLE submission_file ADD COLUMN captioned_at TEXT;

CREATE TABLE submission_caption_before (
  id INTEGER PRIMARY KEY,
  file_id INTEGER NOT NULL REFERENCES submission_file ON DELETE CASCADE,
  version INTEGER NOT NULL,
  what TEXT,
  who TEXT,
  place TEXT,
  date TEXT,
  person_id INTEGER REFERENCES submission_person ON DELETE SET NULL, -- null: an archivist
  saved_at TEXT NOT NULL
) STRICT;
CREATE INDEX submission_caption_before_file ON submission_caption_before (file_id);
