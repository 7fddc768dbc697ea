-- The passages that archivists chose to open the archive with; each day shows another. Whether one may be shown is asked anew
-- whenever it would be: a choice opens nothing.
CREATE TABLE home_voice (
  passage_id INTEGER PRIMARY KEY REFERENCES passage ON DELETE CASCADE,
  chosen_by TEXT NOT NULL,
  chosen_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ'))
) STRICT;
