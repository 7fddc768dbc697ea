-- What archivists have done with each part of a submission: a step of the form (`step:story`) or a file (`file:<public id>`).
CREATE TABLE submission_part (
  submission_id INTEGER NOT NULL REFERENCES submission ON DELETE CASCADE,
  part TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('read', 'question', 'ready')),
  account_id INTEGER REFERENCES account ON DELETE SET NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (submission_id, part)
) STRICT, WITHOUT ROWID;
