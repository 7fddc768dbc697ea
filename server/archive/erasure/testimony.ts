/** A testimony taken out of every table. */
import type { Database } from '../../db/open.ts';
import { removeTestimony } from '../testimony.ts';
import { forgetAuthorities, namedBy } from './authorities.ts';
import { forgetElsewhere } from './elsewhere.ts';
import { removeSubmission } from './submission.ts';

/** Removes it within a transaction of the caller. Gives the sha256 of originals that may be named by nothing any more. */
export function removeEverywhere(db: Database, id: number, now: Date): string[] {
  const named = namedBy(db, id);
  const words = wordsOf(db, id);
  const originals = originalsOf(db, id);
  const submissions = db.prepare<[number], number>('SELECT id FROM submission WHERE testimony_id = ?').pluck().all(id);
  for (const submission of submissions) originals.push(...removeSubmission(db, submission, now));
  removeTestimony(db, id);
  const gone = forgetAuthorities(db, named);
  forgetElsewhere(db, [...words, ...gone]);
  db.prepare("UPDATE audit SET thing_id = NULL, detail = NULL WHERE thing = 'testimony' AND thing_id = ?").run(
    words[0],
  );
  return originals;
}

/** Its accession number first, then its titles: by these it is called in reports and mails. */
function wordsOf(db: Database, id: number): string[] {
  const { accession, title } = db
    .prepare<[number], { accession: string; title: string }>('SELECT accession, title FROM testimony WHERE id = ?')
    .get(id)!;
  const titles = db
    .prepare<[number], string>('SELECT title FROM testimony_text WHERE testimony_id = ? AND title IS NOT NULL')
    .pluck()
    .all(id);
  return [accession, title, ...titles];
}

function originalsOf(db: Database, id: number): string[] {
  return db
    .prepare<{ id: number }, string>(`
      SELECT sha256 FROM asset WHERE testimony_id = @id AND sha256 IS NOT NULL
      UNION SELECT transcript_source.sha256 FROM transcript_source JOIN transcript ON transcript.id = transcript_id
        WHERE transcript.testimony_id = @id`)
    .pluck()
    .all({ id });
}
