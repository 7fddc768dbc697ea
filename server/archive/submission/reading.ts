/** What a family reads before it appears: the testimony as everybody it is meant for will be shown it. */
import type { Database } from '../../db/open.ts';
import { NotFound } from '../errors.ts';
import { type OpenAsset, openAsset } from '../media-access.ts';
import { type Passage, passagesOfTranscript } from '../passage.ts';
import { type TestimonyPage, testimonyPage } from '../testimony-page.ts';
import { visitor } from '../viewer.ts';
import { accessionOf } from './to-catalogue.ts';

export interface Reading {
  page: TestimonyPage;
  /** `keptBack`: how many passages of it stay closed, for now or for good. */
  texts: { lang: string; passages: Passage[]; keptBack: number }[];
}

/** The page as it will be once it is published and open: names as agreed, what is withheld withheld. Null before it is catalogued. */
export function readingOf(db: Database, submissionId: number, lang: string, today: string): Reading | null {
  return asItWillAppear(db, submissionId, (accession) => {
    const anyone = visitor(today);
    const page = testimonyPage(db, anyone, accession, lang);
    const all = db.prepare<[number], number>('SELECT count(*) FROM passage WHERE transcript_id = ?').pluck();
    const texts = page.transcripts.map(({ id, lang }) => {
      const passages = passagesOfTranscript(db, anyone, id);
      return { lang, passages, keptBack: all.get(id)! - passages.length };
    });
    return { page, texts };
  });
}

/**
 * A recording of the story as everybody will hear it, what is withheld silenced. Throws NotFound where there is none at that
 * address, it is of another story, or it will not be heard.
 */
export function recordingToRead(db: Database, submissionId: number, publicId: string, today: string): OpenAsset {
  const asset = asItWillAppear(db, submissionId, (accession) => {
    const open = openAsset(db, visitor(today), publicId);
    return open.accession === accession ? open : null;
  });
  if (asset === null) throw new NotFound('file', publicId);
  return asset;
}

/** It is published for the length of a look and no longer, in a transaction that is rolled back. */
function asItWillAppear<T>(db: Database, submissionId: number, look: (accession: string) => T): T | null {
  const accession = accessionOf(db, submissionId);
  if (accession === null) return null;
  db.exec('BEGIN IMMEDIATE');
  try {
    db.prepare(`
      UPDATE testimony SET status = 'published', access = 'public', embargo_from = NULL, embargo_until = NULL,
        embargo_condition = NULL, hidden_on = NULL WHERE accession = ? AND withdrawn_on IS NULL`).run(accession);
    return look(accession);
  } finally {
    db.exec('ROLLBACK');
  }
}
