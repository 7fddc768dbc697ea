-- An accession number is found in whatever letter sizes it was typed.
CREATE INDEX testimony_accession_any_case ON testimony (accession COLLATE NOCASE);
