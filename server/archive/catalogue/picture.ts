import type { Database } from '../../db/open.ts';

/** What is known of a picture's file, beside what an archivist writes of it. For staff. */
export interface PictureFile {
  id: number;
  publicId: string;
  kind: 'photograph' | 'document';
  mime: string;
  name: string | null; // as the family's file was called
  width: number | null; // pixels, before it is turned
  height: number | null;
  withdrawn: boolean;
}

/** The photographs and documents of a testimony that are kept here. */
export function pictureFiles(db: Database, testimonyId: number): PictureFile[] {
  return db
    .prepare<[number], Omit<PictureFile, 'withdrawn'> & { withdrawn: number }>(`
      SELECT id, public_id AS publicId, kind, coalesce(mime, '') AS mime, original_name AS name, width, height,
        withdrawn_on IS NOT NULL AS withdrawn
      FROM asset WHERE testimony_id = ? AND kind IN ('photograph', 'document') ORDER BY kind DESC, position, id`)
    .all(testimonyId)
    .map((row) => ({ ...row, withdrawn: row.withdrawn === 1 }));
}

/** Passages with these words in them, to be chosen from; of originals and translations. For staff. */
export function passagesWith(
  db: Database,
  testimonyId: number,
  words: string,
  limit = 40,
): { id: number; lang: string; startMs: number | null; text: string }[] {
  const like = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  return db
    .prepare<object, { id: number; lang: string; startMs: number | null; text: string }>(`
      SELECT passage.id, transcript.lang, passage.start_ms AS startMs, passage.text
      FROM passage JOIN transcript ON transcript.id = transcript_id
      WHERE transcript.testimony_id = @testimonyId AND passage.text LIKE @like ESCAPE '\\'
      ORDER BY transcript.original_id IS NOT NULL, transcript.id, passage.position LIMIT @limit`)
    .all({ testimonyId, like, limit });
}

export function passageById(db: Database, testimonyId: number, id: number): { lang: string; text: string } | null {
  return (
    db
      .prepare<[number, number], { lang: string; text: string }>(`
        SELECT transcript.lang, passage.text FROM passage JOIN transcript ON transcript.id = transcript_id
        WHERE passage.id = ? AND transcript.testimony_id = ?`)
      .get(id, testimonyId) ?? null
  );
}
