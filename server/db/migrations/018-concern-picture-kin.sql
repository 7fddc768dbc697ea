-- What becomes of a concern: decided, and then done. A redaction is decided first and made on its own page.
CREATE TABLE concern_decision (
  submission_id INTEGER PRIMARY KEY REFERENCES submission ON DELETE CASCADE,
  decision TEXT NOT NULL CHECK (decision IN ('nothing', 'corrected', 'file', 'redacted', 'hidden', 'withdrawn')),
  words TEXT, -- for whoever told the archive, in the archivist's own words, until they are sent
  account_id INTEGER REFERENCES account ON DELETE SET NULL,
  decided_at TEXT NOT NULL,
  asset_id INTEGER REFERENCES asset ON DELETE SET NULL, -- the file that was closed
  done_at TEXT -- null while the act is still to be done
) STRICT;

-- Who is seen in a photograph, or named in a document, from one side to the other.
CREATE TABLE asset_person (
  asset_id INTEGER NOT NULL REFERENCES asset ON DELETE CASCADE,
  person_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
  position INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (asset_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX asset_person_person ON asset_person (person_id);

-- Who took the photograph, or wrote the document.
ALTER TABLE asset ADD COLUMN maker_id INTEGER REFERENCES person;
CREATE INDEX asset_maker ON asset (maker_id);

-- A tie of kin is two rows, one of each to the other, and `agreed` is what the first of the row's two said to its being shown.
-- Until now one row stood for both.
INSERT OR IGNORE INTO kinship (person_id, relative_id, relation, agreed)
SELECT relative_id, person_id,
  CASE relation WHEN 'parent' THEN 'child' WHEN 'child' THEN 'parent' WHEN 'grandparent' THEN 'grandchild'
    WHEN 'grandchild' THEN 'grandparent' ELSE relation END, agreed
FROM kinship;
