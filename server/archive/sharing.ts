/** What of a passage may be carried to other sites: its link always, its words as a picture or in a frame only where those who tell agreed. */
import type { Database } from '../db/open.ts';
import { allows } from './agreement.ts';
import { careBefore, careOf } from './content-note.ts';
import { NotFound } from './errors.ts';
import { type PartSound, soundOfPart } from './part-sound.ts';
import { type Passage, passageAt } from './passage.ts';
import { visitor } from './viewer.ts';

/** Why words stay here: consent, what must be told before them, or that some of them are withheld or unchecked. */
export type StaysHere = 'agreement' | 'care' | 'withheld' | 'draft';

export interface SharedPassage {
  passage: Passage;
  testimonyId: number;
  accession: string;
  sample: boolean;
  recording: PartSound | null;
}

/** Why the words of a passage may not be carried elsewhere; null where they may. */
export function staysHere(db: Database, today: string, publicId: string): StaysHere | null {
  const { passage, accession } = passageAt(db, visitor(today), publicId);
  const testimonyId = idOf(db, accession);
  if (!allows(db, 'social', testimonyId)) return 'agreement';
  if (careBefore(careOf(db, testimonyId), passage).length > 0) return 'care';
  const withheld = db
    .prepare<[number, number | null], number>('SELECT 1 FROM redaction WHERE passage_id IN (?, ?) LIMIT 1')
    .pluck()
    .get(passage.id, passage.originalId);
  if (withheld) return 'withheld';
  return passage.machineDraft ? 'draft' : null;
}

/**
 * A passage as any site may show it: as everyone sees it, whoever looks. Throws NotFound where everyone may not, or where the
 * words stay here.
 */
export function sharedPassage(db: Database, today: string, publicId: string): SharedPassage {
  if (staysHere(db, today, publicId) !== null) throw new NotFound('passage', publicId);
  const viewer = visitor(today);
  const { passage, accession } = passageAt(db, viewer, publicId);
  const testimonyId = idOf(db, accession);
  const sample = db.prepare<[number], number>('SELECT sample FROM testimony WHERE id = ?').pluck().get(testimonyId);
  return { passage, testimonyId, accession, sample: sample === 1, recording: soundOfPart(db, viewer, passage.partId) };
}

function idOf(db: Database, accession: string): number {
  return db.prepare<[string], number>('SELECT id FROM testimony WHERE accession = ?').pluck().get(accession)!;
}
