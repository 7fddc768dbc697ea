-- When those who told a story said that what was made of it may appear. Before that it is not published.
ALTER TABLE submission ADD COLUMN read_at TEXT;
ALTER TABLE submission ADD COLUMN read_how TEXT; -- "aloud, on the telephone", as an archivist has it; null: on the story's own page
-- What has appeared already was read, as far as anybody knows.
UPDATE submission SET read_at = state_since WHERE state = 'published';
