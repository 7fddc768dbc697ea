-- How far those who told a story have read it: the last revision of its testimony when they said that it may appear.
ALTER TABLE submission ADD COLUMN read_revision INTEGER;
UPDATE submission SET read_revision = (
  SELECT coalesce(max(revision.id), 0) FROM revision WHERE revision.testimony_id = submission.testimony_id
) WHERE read_at IS NOT NULL;
