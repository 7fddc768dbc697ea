/** Bookmarks of readers in every testimony, whether or not each may see it: as if all had been open to all of them once. */
import { createHash } from 'node:crypto';
import { passageAt } from '../../server/archive/passage.ts';
import { viewerOf } from '../../server/archive/viewer.ts';
import type { Database } from '../../server/db/open.ts';
import { inserter } from '../insert.ts';
import type { PlantedTestimony } from './planted.ts';
import { TODAY } from './states.ts';

/** Public ids of what readers keep. */
export interface PlantedShelf {
  bookmarks: string[];
  folders: string[];
}

/** For each of `accounts`: the whole testimony, a passage whose words are others now, one whose words are as they were. */
export function plantShelf(
  db: Database,
  testimonies: readonly PlantedTestimony[],
  accounts: readonly { id: number; role: 'reader' | 'archivist'; note: string }[],
): PlantedShelf {
  const insert = inserter(db);
  const sum = (text: string) => createHash('sha256').update(text).digest('hex');
  const shelf: PlantedShelf = { bookmarks: [], folders: [] };
  for (const { id: account, role, note } of accounts) {
    const publicId = `folder${account}`;
    const folder = insert('folder', { public_id: publicId, account_id: account, name: 'Of all', position: 1 });
    shelf.folders.push(publicId);
    for (const [at, { id, passages }] of testimonies.entries()) {
      for (const [position, passage] of [null, passages[0]!, passages[1]!].entries()) {
        const own = `keep${account}n${at}n${position}`;
        const bookmark = insert('bookmark', {
          public_id: own,
          account_id: account,
          testimony_id: id,
          passage,
          part: 1,
          start_ms: 0,
          lang: 'en',
          sha256: passage && sum(position === 1 ? 'Other words.' : seen(passage)),
          note: position === 1 ? note : '',
          saved_at: '2026-01-01T00:00:00.000Z',
        });
        insert('folder_bookmark', { folder_id: folder, bookmark_id: bookmark, position: at * 3 + position });
        if (position === 2) shelf.bookmarks.push(own);
      }
    }
    function seen(passage: string): string {
      try {
        return passageAt(db, viewerOf(role, account, TODAY), passage).passage.text;
      } catch {
        return ''; // not to be seen by them
      }
    }
  }
  return shelf;
}
