/**
 * Verifiable quotations: the permanent address of a passage as it was published on a day, with the sha256 of its words. It
 * tells whether they have changed since. Of what is withheld or closed later it gives neither words nor sum, since a sum of
 * few words lets them be guessed.
 */
import { createHash } from 'node:crypto';
import { kept } from '../db/kept.ts';
import type { Database } from '../db/open.ts';
import { NotFound } from './errors.ts';
import { publicId } from './names.ts';
import { type Passage, passageAt } from './passage.ts';
import { redactedSpans, withhold } from './redaction.ts';
import { type Viewer, visitor } from './viewer.ts';

export interface Quotation {
  publicId: string;
  quotedOn: string; // a calendar day
  /** What it is now: null where it is no longer available to everyone. */
  now: {
    accession: string;
    passage: Passage;
    sha256: string; // hexadecimal, of `passage.text` in UTF-8
    revision: number;
    quoted: { sha256: string; revision: number };
    changed: boolean;
  } | null;
}

interface Row {
  publicId: string;
  passage: string;
  revision: number;
  sha256: string | null;
  quotedOn: string;
}

/** Quotes a passage as everyone may read it today. The same words quoted twice are one quotation. Throws NotFound where it is not open to all. */
export function quote(db: Database, passagePublicId: string, today: string): string {
  return db
    .transaction(() => {
      const { passage, accession } = passageAt(db, visitor(today), passagePublicId);
      const values = { passage: passage.publicId, revision: revisionOf(db, passage.id), sha256: sumOf(passage.text) };
      const known = db
        .prepare<typeof values, string>(
          'SELECT public_id FROM quotation WHERE passage = @passage AND revision = @revision AND sha256 = @sha256',
        )
        .pluck()
        .get(values);
      if (known) return known;
      const id = publicId();
      db.prepare(`
        INSERT INTO quotation (public_id, testimony_id, passage, revision, sha256, quoted_on)
        VALUES (@id, (SELECT id FROM testimony WHERE accession = @accession), @passage, @revision, @sha256, @today)`).run(
        {
          ...values,
          id,
          accession,
          today,
        },
      );
      return id;
    })
    .immediate();
}

/** A quotation, and what has become of it. Throws NotFound where there never was one. */
export function quotation(db: Database, id: string, today: string): Quotation {
  const row = kept<[string], Row>(
    db,
    'SELECT public_id AS publicId, passage, revision, sha256, quoted_on AS quotedOn FROM quotation WHERE public_id = ?',
  ).get(id);
  if (!row) throw new NotFound('quotation', id);
  const { publicId, quotedOn, revision, sha256 } = row;
  const open = sha256 === null ? null : passageFor(db, visitor(today), row.passage);
  if (sha256 === null || open === null) return { publicId, quotedOn, now: null };
  const current = sumOf(open.passage.text);
  return {
    publicId,
    quotedOn,
    now: {
      ...open,
      sha256: current,
      revision: revisionOf(db, open.passage.id),
      quoted: { sha256, revision },
      changed: current !== sha256,
    },
  };
}

/** Forgets the sums of words that are withheld now, of quotations and of what readers keep: call when words of a testimony are. */
export function forgetWithheld(db: Database, testimonyId: number): void {
  const spans = redactedSpans(db, testimonyId);
  for (const table of ['quotation', 'bookmark']) {
    const rows = db
      .prepare<[number], { id: number; sha256: string; passageId: number; text: string }>(`
        SELECT ${table}.id, sha256, passage.id AS passageId, passage.text
        FROM ${table} LEFT JOIN passage_redirect ON passage_redirect.public_id = ${table}.passage
          JOIN passage ON passage.public_id = ${table}.passage OR passage.id = passage_redirect.passage_id
        WHERE ${table}.testimony_id = ? AND sha256 IS NOT NULL`)
      .all(testimonyId);
    const forget = db.prepare(`UPDATE ${table} SET sha256 = NULL WHERE id = ?`);
    for (const { id, sha256, passageId, text } of rows) {
      const withheld = spans.get(passageId);
      if (withheld && sumOf(withhold(text, withheld)) !== sha256) forget.run(id);
    }
  }
}

function passageFor(db: Database, viewer: Viewer, publicId: string): { passage: Passage; accession: string } | null {
  try {
    return passageAt(db, viewer, publicId);
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}

function revisionOf(db: Database, passageId: number): number {
  return kept<[number], { version: number }>(db, 'SELECT version FROM passage WHERE id = ?').get(passageId)!.version;
}

/** The sum by which words are known again: sha256 in hexadecimal, of the text in UTF-8. */
export function sumOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
