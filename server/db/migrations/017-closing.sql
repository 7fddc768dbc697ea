-- Closing and erasing: what was taken out for good, where copies of the whole archive went, and what each role sees of one record.

-- That something was erased, by whom and why; never what. The row also says how far the erasure is: rows and originals go at
-- once, the search index and the free pages of the database by a job.
CREATE TABLE erasure (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL, -- an account's e-mail, 'command line', 'kolot'
  what TEXT NOT NULL CHECK (what IN ('testimony', 'file', 'name', 'submission')),
  reason TEXT NOT NULL,
  finished_at TEXT, -- nothing of it is left in the archive's folder
  problem TEXT
) STRICT;

-- Every copy of the whole archive that `kolot backup` made. A copy holds what was erased after it was made.
CREATE TABLE backup (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  folder TEXT NOT NULL, -- on the machine that made it
  testimonies INTEGER NOT NULL,
  originals INTEGER NOT NULL,
  gone_on TEXT -- somebody said that it was destroyed
) STRICT;

-- What every role is shown of one testimony by every exit, at one moment.
CREATE TABLE leak_check (
  id INTEGER PRIMARY KEY,
  testimony_id INTEGER NOT NULL REFERENCES testimony ON DELETE CASCADE,
  asked_at TEXT NOT NULL,
  actor TEXT NOT NULL,
  progress REAL NOT NULL DEFAULT 0, -- from 0 to 1
  finished_at TEXT,
  report TEXT, -- JSON, see web/leak-check/report.ts: kinds and numbers, never words
  failed INTEGER NOT NULL DEFAULT 0 CHECK (failed IN (0, 1))
) STRICT;
CREATE INDEX leak_check_testimony ON leak_check (testimony_id, id);

-- The log stays as it was written, with one exception: of what was erased, its number and what was said of it are taken out.
DROP TRIGGER audit_is_append_only_update;
CREATE TRIGGER audit_is_append_only_update BEFORE UPDATE ON audit
  WHEN NEW.id IS NOT OLD.id OR NEW.at IS NOT OLD.at OR NEW.actor IS NOT OLD.actor OR NEW.action IS NOT OLD.action
    OR NEW.thing IS NOT OLD.thing OR NEW.thing_id IS NOT NULL OR NEW.detail IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
