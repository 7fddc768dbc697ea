import { kept } from '../db/kept.ts';
import type { Database } from '../db/open.ts';
import type { CARE_KINDS } from './catalogue/record.ts';

export type CareKind = (typeof CARE_KINDS)[number];

/** What readers are told before they read on: of the whole testimony, and by the id of a passage. */
export interface Care {
  whole: CareKind[];
  passages: Map<number, CareKind[]>;
}

/** The words of care of a testimony. A translation of a passage is told the same: ask with `originalId`. */
export function careOf(db: Database, testimonyId: number): Care {
  const rows = kept<[number], { passageId: number | null; kind: CareKind }>(
    db,
    'SELECT passage_id AS passageId, kind FROM content_note WHERE testimony_id = ? ORDER BY id',
  ).all(testimonyId);
  const care: Care = { whole: [], passages: new Map() };
  for (const { passageId, kind } of rows) {
    const told = passageId === null ? care.whole : (care.passages.get(passageId) ?? []);
    if (!told.includes(kind)) told.push(kind);
    if (passageId !== null) care.passages.set(passageId, told);
  }
  return care;
}

/** What is told before a passage: its own, and that of the passage it translates. */
export function careBefore({ passages }: Care, passage: { id: number; originalId: number | null }): CareKind[] {
  const of = passage.originalId === null ? [] : (passages.get(passage.originalId) ?? []);
  return [...new Set([...(passages.get(passage.id) ?? []), ...of])];
}
