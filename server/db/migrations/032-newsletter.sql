-- Who has asked for the newsletter. Leaving deletes the row, and with it the address.
CREATE TABLE subscriber (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL UNIQUE COLLATE NOCASE,
  lang TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (digest IN ('none', 'weekly', 'monthly')), -- of what is new, beside the issues
  digest_from TEXT, -- what came out earlier is no news
  digest_due TEXT,
  asked_at TEXT NOT NULL,
  confirmed_at TEXT, -- null: asked for, and not confirmed from the mailbox
  confirm_sha256 TEXT UNIQUE,
  CHECK ((digest_due IS NULL) = (digest_from IS NULL)),
  CHECK (confirmed_at IS NOT NULL OR confirm_sha256 IS NOT NULL)
) STRICT;
CREATE INDEX subscriber_due ON subscriber (digest_due) WHERE digest_due IS NOT NULL;

-- Countries whose news are wanted; of none are all meant.
CREATE TABLE subscriber_country (
  subscriber_id INTEGER NOT NULL REFERENCES subscriber ON DELETE CASCADE,
  country TEXT NOT NULL, -- ISO 3166-1 alpha-2
  PRIMARY KEY (subscriber_id, country)
) STRICT, WITHOUT ROWID;

-- Of each letter, the key in its address to change what is sent or to leave.
CREATE TABLE subscriber_key (
  sha256 TEXT PRIMARY KEY,
  subscriber_id INTEGER NOT NULL REFERENCES subscriber ON DELETE CASCADE,
  made_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX subscriber_key_subscriber ON subscriber_key (subscriber_id);

-- Mailboxes that refused for good: all that is kept of an address, so that nothing is sent there again.
CREATE TABLE unreachable_mailbox (
  email_sha256 TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  said TEXT NOT NULL -- by the mail server, without the address
) STRICT, WITHOUT ROWID;

CREATE TABLE newsletter_issue (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('issue', 'digest')), -- a digest is written by the archive: the letters of one day
  lang TEXT NOT NULL, -- for those whose language has no words of its own
  state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'sending', 'sent', 'stopped')),
  revision INTEGER NOT NULL DEFAULT 1, -- counts saves, so that two who write at once lose nothing
  created_at TEXT NOT NULL,
  sent_at TEXT, -- when sending was begun
  trouble TEXT, -- why nothing went out at the last try, without an address
  failed_tries INTEGER NOT NULL DEFAULT 0,
  next_try_at TEXT
) STRICT;

CREATE TABLE newsletter_text (
  issue_id INTEGER NOT NULL REFERENCES newsletter_issue ON DELETE CASCADE,
  lang TEXT NOT NULL,
  subject TEXT NOT NULL CHECK (subject <> ''),
  opening TEXT NOT NULL, -- before the testimonies
  closing TEXT NOT NULL,
  PRIMARY KEY (issue_id, lang)
) STRICT, WITHOUT ROWID;

-- By id, not by words: what may be seen of it is asked when a letter goes out.
CREATE TABLE newsletter_testimony (
  issue_id INTEGER NOT NULL REFERENCES newsletter_issue ON DELETE CASCADE,
  position INTEGER NOT NULL, -- from 1
  testimony_id INTEGER NOT NULL REFERENCES testimony ON DELETE CASCADE,
  PRIMARY KEY (issue_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX newsletter_testimony_testimony ON newsletter_testimony (testimony_id);

-- One letter to one subscriber. It outlives the subscriber without the address, so that what was sent stays counted.
CREATE TABLE newsletter_letter (
  id INTEGER PRIMARY KEY,
  issue_id INTEGER NOT NULL REFERENCES newsletter_issue ON DELETE CASCADE,
  subscriber_id INTEGER REFERENCES subscriber ON DELETE SET NULL,
  lang TEXT NOT NULL,
  -- 'unsure': it may have gone out, so it is not sent again; 'left': the subscriber went first; 'empty': there was nothing new
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN
    ('waiting', 'sending', 'sent', 'refused', 'unsure', 'left', 'empty', 'failed')),
  tries INTEGER NOT NULL DEFAULT 0,
  made_at TEXT NOT NULL,
  news_from TEXT, -- of a digest: it tells of what came out from here to `news_to`
  news_to TEXT,
  UNIQUE (issue_id, subscriber_id)
) STRICT;
CREATE INDEX newsletter_letter_state ON newsletter_letter (issue_id, state, tries, id);
CREATE INDEX newsletter_letter_subscriber ON newsletter_letter (subscriber_id);
