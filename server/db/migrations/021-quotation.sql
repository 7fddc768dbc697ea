-- A passage as somebody quoted it, to be checked later: of the words, only the sum that tells whether they have changed. It is
-- forgotten where some of them are withheld, and goes with the testimony.
CREATE TABLE quotation (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  testimony_id INTEGER NOT NULL REFERENCES testimony ON DELETE CASCADE,
  passage TEXT NOT NULL, -- its public id, which a join redirects
  revision INTEGER NOT NULL, -- of the passage, from 1
  sha256 TEXT CHECK (length(sha256) = 64), -- hexadecimal, of the published words in UTF-8
  quoted_on TEXT NOT NULL, -- YYYY-MM-DD
  UNIQUE (passage, revision, sha256)
) STRICT;
CREATE INDEX quotation_testimony ON quotation (testimony_id);
