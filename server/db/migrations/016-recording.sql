-- What an interviewer asks, in one language. Every save is a version of its own and none is changed, so that a clip can say
-- word for word what was asked. Version 0 is the set that ships with Kolot (archive/interview/questions) and has no row.
CREATE TABLE interview_question_set (
  lang TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  questions TEXT NOT NULL, -- JSON: a list of questions for each theme, see archive/interview/questions.ts
  saved_by TEXT NOT NULL, -- an account's e-mail
  saved_at TEXT NOT NULL,
  PRIMARY KEY (lang, version)
) STRICT, WITHOUT ROWID;

-- Which question a clip answers: `question` has its words, these its language, the version of its set and its number there.
ALTER TABLE submission_file ADD COLUMN question_lang TEXT;
ALTER TABLE submission_file ADD COLUMN question_version INTEGER;
ALTER TABLE submission_file ADD COLUMN question_number INTEGER;

ALTER TABLE submission_upload ADD COLUMN question_lang TEXT;
ALTER TABLE submission_upload ADD COLUMN question_version INTEGER;
ALTER TABLE submission_upload ADD COLUMN question_number INTEGER;
-- Why what arrived was not kept (server/arrival.ts); its bytes are gone then.
ALTER TABLE submission_upload ADD COLUMN problem TEXT;
