-- What of a family's own words an archivist has marked as dealt with (`left.how`, `road.legs.0.note`). The words themselves
-- stay where the family wrote them; once they change there, the mark no longer holds.
CREATE TABLE submission_told (
  submission_id INTEGER NOT NULL REFERENCES submission ON DELETE CASCADE,
  told TEXT NOT NULL,
  account_id INTEGER REFERENCES account ON DELETE SET NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (submission_id, told)
) STRICT, WITHOUT ROWID;
