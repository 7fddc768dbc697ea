-- What translators have corrected of the words of the interface. Each correction is a row, and the newest of a message in a
-- language is the one that stands: nothing is written over, so that who wrote what and when is never lost.
CREATE TABLE wording (
  id INTEGER PRIMARY KEY,
  lang TEXT NOT NULL CHECK (lang IN ('en', 'fr', 'ar', 'he', 'fa')),
  message TEXT NOT NULL, -- its key: 'search.title'
  words TEXT, -- JSON: a text, or the text of each plural form; null: back to what ships
  english TEXT NOT NULL, -- JSON: the English that shipped when this was written
  shipped TEXT NOT NULL, -- JSON: what shipped in the language itself
  actor TEXT NOT NULL, -- an account's e-mail
  at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ'))
) STRICT;
CREATE INDEX wording_message ON wording (lang, message, id);
