-- Names and words as they are spelled in three scripts, each set the spellings of one. Given names, family names, and words
-- of the culture (foods, rites, institutions) that no vocabulary has; places and terms have their spellings with them.

CREATE TABLE name_set (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('given', 'surname', 'word')),
  slug TEXT NOT NULL,
  shipped INTEGER NOT NULL DEFAULT 0 CHECK (shipped IN (0, 1)),
  UNIQUE (kind, slug)
) STRICT;

CREATE TABLE name_spelling (
  set_id INTEGER NOT NULL REFERENCES name_set ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (name <> ''),
  lang TEXT NOT NULL,
  PRIMARY KEY (set_id, name)
) STRICT, WITHOUT ROWID;

-- Another name that these communities used for this one (Salim for Shlomo): found as well, and said as such.
CREATE TABLE name_used_for (
  set_id INTEGER NOT NULL REFERENCES name_set ON DELETE CASCADE,
  other_id INTEGER NOT NULL REFERENCES name_set ON DELETE CASCADE,
  PRIMARY KEY (set_id, other_id),
  CHECK (set_id <> other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX name_used_for_other ON name_used_for (other_id);

-- Counts every change of a spelling, whoever makes it, so that what searches takes it up at once.
CREATE TABLE spelling_change (one INTEGER PRIMARY KEY CHECK (one = 1), count INTEGER NOT NULL) STRICT;
INSERT INTO spelling_change (one, count) VALUES (1, 0);

CREATE TRIGGER name_spelling_insert AFTER INSERT ON name_spelling BEGIN UPDATE spelling_change SET count = count + 1; END;
CREATE TRIGGER name_spelling_update AFTER UPDATE ON name_spelling BEGIN UPDATE spelling_change SET count = count + 1; END;
CREATE TRIGGER name_spelling_delete AFTER DELETE ON name_spelling BEGIN UPDATE spelling_change SET count = count + 1; END;
CREATE TRIGGER name_used_for_insert AFTER INSERT ON name_used_for BEGIN UPDATE spelling_change SET count = count + 1; END;
CREATE TRIGGER name_used_for_update AFTER UPDATE ON name_used_for BEGIN UPDATE spelling_change SET count = count + 1; END;
CREATE TRIGGER name_used_for_delete AFTER DELETE ON name_used_for BEGIN UPDATE spelling_change SET count = count + 1; END;
CREATE TRIGGER place_name_insert AFTER INSERT ON place_name BEGIN UPDATE spelling_change SET count = count + 1; END;
CREATE TRIGGER place_name_update AFTER UPDATE ON place_name BEGIN UPDATE spelling_change SET count = count + 1; END;
CREATE TRIGGER place_name_delete AFTER DELETE ON place_name BEGIN UPDATE spelling_change SET count = count + 1; END;
CREATE TRIGGER country_name_insert AFTER INSERT ON country_name BEGIN UPDATE spelling_change SET count = count + 1; END;
CREATE TRIGGER country_name_update AFTER UPDATE ON country_name BEGIN UPDATE spelling_change SET count = count + 1; END;
CREATE TRIGGER country_name_delete AFTER DELETE ON country_name BEGIN UPDATE spelling_change SET count = count + 1; END;
CREATE TRIGGER polity_name_insert AFTER INSERT ON polity_name BEGIN UPDATE spelling_change SET count = count + 1; END;
CREATE TRIGGER polity_name_update AFTER UPDATE ON polity_name BEGIN UPDATE spelling_change SET count = count + 1; END;
CREATE TRIGGER polity_name_delete AFTER DELETE ON polity_name BEGIN UPDATE spelling_change SET count = count + 1; END;
CREATE TRIGGER term_label_insert AFTER INSERT ON term_label BEGIN UPDATE spelling_change SET count = count + 1; END;
CREATE TRIGGER term_label_update AFTER UPDATE ON term_label BEGIN UPDATE spelling_change SET count = count + 1; END;
CREATE TRIGGER term_label_delete AFTER DELETE ON term_label BEGIN UPDATE spelling_change SET count = count + 1; END;
