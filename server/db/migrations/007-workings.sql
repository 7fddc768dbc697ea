-- What the archive needs to work: settings, edits kept, imports known again, the outbox of the search engines, jobs.

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The state before an edit, as JSON, with who, when and why.
CREATE TABLE revision (
  id INTEGER PRIMARY KEY,
  testimony_id INTEGER NOT NULL REFERENCES testimony ON DELETE CASCADE,
  thing TEXT NOT NULL, -- a table's name
  thing_id INTEGER NOT NULL,
  at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')),
  actor TEXT NOT NULL,
  reason TEXT,
  before TEXT NOT NULL
) STRICT;
CREATE INDEX revision_testimony ON revision (testimony_id, thing, thing_id);

-- What an import last wrote, field by field, so that the next one can tell its own values from people's edits.
-- `source` names the record where it came from: 'accession:…', or 'sha256:…' for a file that carries no number.
CREATE TABLE import_record (
  source TEXT PRIMARY KEY,
  testimony_id INTEGER NOT NULL REFERENCES testimony ON DELETE CASCADE,
  origin TEXT NOT NULL, -- the kind of source: 'table' or 'file'
  came_from TEXT NOT NULL, -- sha256 of where the table or file lay, by which the same source is known when all else changed
  digest TEXT NOT NULL, -- sha256 of all that was read, so that an unchanged record is left alone at once
  imported_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ'))
) STRICT, WITHOUT ROWID;
CREATE INDEX import_record_testimony ON import_record (testimony_id);

CREATE TABLE import_field (
  source TEXT NOT NULL REFERENCES import_record ON DELETE CASCADE,
  field TEXT NOT NULL,
  value TEXT NOT NULL, -- JSON
  PRIMARY KEY (source, field)
) STRICT, WITHOUT ROWID;

-- Something searchable changed. Written in the transaction of the change; each engine keeps its own cursor.
-- `narrowed` marks a change after which somebody may see less: such a testimony is left out of every search until the
-- engine has caught up.
CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  testimony_id INTEGER NOT NULL, -- no reference: it may be gone, and then is removed from the index
  narrowed INTEGER NOT NULL DEFAULT 0 CHECK (narrowed IN (0, 1)),
  at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ'))
) STRICT;
CREATE INDEX outbox_testimony ON outbox (testimony_id);

CREATE TABLE job (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL, -- JSON
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed')),
  attempts INTEGER NOT NULL DEFAULT 0,
  run_after TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')),
  progress REAL,
  error TEXT,
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')),
  finished_at TEXT
) STRICT;
CREATE INDEX job_due ON job (state, run_after);
CREATE INDEX job_payload ON job (kind, payload);
