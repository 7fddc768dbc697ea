import { changesAfter, lastChange } from '../../archive/outbox.ts';
import type { Database } from '../../db/open.ts';
import { documentOf } from '../collect.ts';
import type { SearchDocument } from '../document.ts';
import { turningBetween } from '../turn-of-day.ts';
import { meta, setMeta } from './schema.ts';
import { removeTestimony, writeTestimony } from './write.ts';

/** Longest that one transaction goes on taking up testimonies, in milliseconds; other work of the thread waits for it. */
const SLICE = 200;

/** The outbox no longer has all that the index has not followed: only building it anew helps. */
export class ChangesMissing extends Error {
  override name = 'ChangesMissing';
  constructor() {
    super('Changes that the search index had yet to follow are gone from the outbox.');
  }
}

export interface Followed {
  cursor: number;
  day: string;
  atEnd: boolean;
  written: number[]; // testimonies
  unreadable: number[]; // those that could not be read: they are not in the index
}

/**
 * Follows the archive for a while: first what the day changed, then the outbox from where the index stands. The cursor is
 * written in the transaction of the change, so that nothing is followed twice or left out, whoever is killed when.
 */
export function followAWhile(index: Database, archive: Database, today: string): Followed {
  return index
    .transaction(() => {
      const until = performance.now() + SLICE;
      const day = meta<string>(index, 'day')!;
      const written = new Set<number>();
      const unreadable: number[] = [];
      const write = (id: number) => {
        if (!follow(index, archive, id, today)) unreadable.push(id);
        written.add(id);
      };
      if (day !== today) {
        for (const id of turningBetween(archive, day, today)) write(id);
        setMeta(index, 'day', today);
      }
      let cursor = meta<number>(index, 'cursor')!;
      const newest = lastChange(archive);
      const changes = changesAfter(archive, cursor);
      if ((changes[0]?.seq ?? newest + 1) > cursor + 1 && newest > cursor) throw new ChangesMissing();
      let left = changes.length;
      for (const { seq, testimonyId } of changes) {
        if (!written.has(testimonyId)) {
          if (performance.now() > until) break;
          write(testimonyId);
        }
        cursor = seq;
        left--;
      }
      if (changes.length) setMeta(index, 'cursor', cursor);
      const atEnd = left === 0 && changesAfter(archive, cursor, 1).length === 0;
      return { cursor, day: today, atEnd, written: [...written], unreadable };
    })
    .immediate();
}

/** False where the testimony could not be read: it is then taken out, since what the index says of it may be closed by now. */
function follow(index: Database, archive: Database, testimonyId: number, today: string): boolean {
  let document: SearchDocument | null = null;
  let readable = true;
  try {
    document = documentOf(archive, testimonyId, today);
  } catch (error) {
    if (/^SQLITE_(BUSY|IOERR|FULL|CORRUPT|NOTADB|CANTOPEN)/.test((error as { code?: string }).code ?? '')) throw error;
    readable = false;
  }
  if (document) writeTestimony(index, document);
  else removeTestimony(index, testimonyId);
  return readable;
}
