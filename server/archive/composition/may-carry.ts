/** What may be carried outside in a composition: what everyone may see today, and whose agreement allows that use. */
import { kept } from '../../db/kept.ts';
import type { Database } from '../../db/open.ts';
import { visible } from '../access.ts';
import { allows, type Use } from '../agreement.ts';
import { NotFound } from '../errors.ts';
import { passageAt } from '../passage.ts';
import { visitor } from '../viewer.ts';

export const COMPOSITION_KINDS = ['programme', 'lesson', 'exhibit', 'evidence'] as const;
export type CompositionKind = (typeof COMPOSITION_KINDS)[number];

/** The use that those who tell must have agreed to for each kind. */
export const USE_OF: Record<CompositionKind, Use> = {
  programme: 'programme',
  lesson: 'teaching',
  exhibit: 'exhibition',
  evidence: 'statement',
};

/** Why something cannot be put in: it is not here or not open to everyone, its agreement does not allow it, nobody has read it yet. */
export type StaysOut = 'closed' | 'agreement' | 'draft';

/** A passage as everyone may read it. */
export type Found = ReturnType<typeof passageAt>;

/** A passage (its public id) as it may stand in a composition of this kind today, or why it cannot. */
export function passageToCarry(
  db: Database,
  today: string,
  kind: CompositionKind,
  publicId: string,
): { why: null; at: Found } | { why: StaysOut; at?: undefined } {
  try {
    const at = passageAt(db, visitor(today), publicId);
    if (!allows(db, USE_OF[kind], testimonyId(db, at.accession))) return { why: 'agreement' };
    return at.passage.machineDraft ? { why: 'draft' } : { why: null, at };
  } catch (error) {
    if (error instanceof NotFound) return { why: 'closed' };
    throw error;
  }
}

/** Why a passage cannot be in a composition of this kind today; null where it can. */
export function passageStaysOut(db: Database, today: string, kind: CompositionKind, publicId: string): StaysOut | null {
  return passageToCarry(db, today, kind, publicId).why;
}

/** The same of a picture (the id of its asset). */
export function pictureStaysOut(db: Database, today: string, kind: CompositionKind, assetId: number): StaysOut | null {
  const owner = kept<[number], { testimonyId: number }>(
    db,
    "SELECT testimony_id AS testimonyId FROM asset WHERE id = ? AND kind IN ('photograph', 'document')",
  ).get(assetId);
  if (!owner || !visible(db, visitor(today), { kind: 'asset', id: assetId })) return 'closed';
  return allows(db, USE_OF[kind], owner.testimonyId) ? null : 'agreement';
}

function testimonyId(db: Database, accession: string): number {
  return kept<[string], { id: number }>(db, 'SELECT id FROM testimony WHERE accession = ?').get(accession)!.id;
}
