import { join } from 'node:path';
import type { Archive } from '../../archive/archive.ts';
import { lastChange } from '../../archive/outbox.ts';
import { usableFile } from './generation.ts';
import { openToRead } from './schema.ts';

/** An index as it lies there. */
export interface IndexLook {
  problem: string | null; // why it cannot be used at all
  behind: number; // changes of the archive that it has not followed yet
  testimonies: number;
  passages: number;
  missing: number; // testimonies of the archive that are not in it
  strangers: number; // testimonies in it that the archive does not have
  faults: string[]; // of the file itself
}

/** Looks at the index without touching it: one that is broken or behind stays as it is. `thorough` reads all of the file. */
export function lookAtIndex({ folder, db }: Archive, { thorough }: { thorough: boolean }): IndexLook {
  const look: IndexLook = {
    problem: null,
    behind: 0,
    testimonies: 0,
    passages: 0,
    missing: 0,
    strangers: 0,
    faults: [],
  };
  const usable = usableFile(folder, db);
  if (usable.name === null) return { ...look, problem: usable.why };
  try {
    const index = openToRead(join(folder, usable.name));
    try {
      const held = index
        .prepare<[], { id: number; passages: number }>('SELECT id, passages FROM testimony WHERE id IS NOT NULL')
        .all();
      const ids = new Set(held.map(({ id }) => id));
      const inArchive = db.prepare<[], number>('SELECT id FROM testimony').pluck().all();
      const known = new Set(inArchive);
      const faults = thorough ? index.prepare<[], string>('PRAGMA integrity_check').pluck().all() : [];
      return {
        ...look,
        behind: lastChange(db) - usable.cursor,
        testimonies: held.length,
        passages: held.reduce((sum, { passages }) => sum + passages, 0),
        missing: inArchive.filter((id) => !ids.has(id)).length,
        strangers: held.filter(({ id }) => !known.has(id)).length,
        faults: faults.filter((line) => line !== 'ok'),
      };
    } finally {
      index.close();
    }
  } catch (error) {
    return { ...look, problem: `The search index cannot be read (${(error as { code?: string }).code ?? 'unknown'}).` };
  }
}
