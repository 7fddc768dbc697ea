-- Pages of the organisation itself: who it is, what it stands for, its rules. Each save of a text is a row, and the newest of a
-- page in a language is the one that stands, so that nothing is written over. The pages named here ship with a text in each
-- language (archive/site-page/shipped), which stands until somebody writes another.
CREATE TABLE page (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE CHECK (slug <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('page', 'statement')),
  lang TEXT NOT NULL CHECK (lang IN ('en', 'fr', 'ar', 'he', 'fa')), -- its own; the others are translations
  dated TEXT, -- of a statement: YYYY-MM-DD
  published_at TEXT, -- null: seen at the desk alone
  header INTEGER, -- its place in that menu, from 1; null: it does not stand there
  footer INTEGER,
  CHECK ((kind = 'statement') = (dated IS NOT NULL))
) STRICT;
CREATE TABLE page_text (
  id INTEGER PRIMARY KEY,
  page_id INTEGER NOT NULL REFERENCES page ON DELETE CASCADE,
  lang TEXT NOT NULL CHECK (lang IN ('en', 'fr', 'ar', 'he', 'fa')),
  title TEXT CHECK (title <> ''), -- null: taken away, or back to what ships
  body TEXT NOT NULL DEFAULT '', -- Markdown, without HTML
  actor TEXT NOT NULL, -- an account's e-mail
  at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ'))
) STRICT;
CREATE INDEX page_text_of ON page_text (page_id, lang, id);
INSERT INTO page (slug, kind, lang, published_at, footer) VALUES
  ('contributing', 'page', 'en', strftime('%Y-%m-%dT%H:%M:%fZ'), 1),
  ('privacy', 'page', 'en', strftime('%Y-%m-%dT%H:%M:%fZ'), 2),
  ('accessibility', 'page', 'en', strftime('%Y-%m-%dT%H:%M:%fZ'), 3);
