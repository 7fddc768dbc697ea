/**
 * Originals that no record names. They are removed under the archive's write lock, after asking the database again: whoever
 * stores a record looks in its own transaction that its originals are still there (`missingOriginals`), so that of two who
 * keep the same bytes at once, one refused and one stored, the stored one never loses them.
 */
import { existsSync, rmSync } from 'node:fs';
import type { Archive } from '../archive/archive.ts';
import { isInUse } from '../archive/asset.ts';
import { removeDerived } from './derived.ts';
import { originalPath, originals } from './storage.ts';

/** Removes those of these originals that no record names, with what was made of them. Gives how many went. */
export async function removeUnused({ db, folder }: Archive, sha256s: Iterable<string>): Promise<number> {
  let removed = 0;
  for (const sha256 of new Set(sha256s)) {
    const gone = db
      .transaction(() => {
        if (isInUse(db, sha256)) return false;
        rmSync(originalPath(folder, sha256), { force: true });
        return true;
      })
      .immediate();
    if (!gone) continue;
    await removeDerived(folder, sha256);
    removed += 1;
  }
  return removed;
}

/** Removes every original in the folder that no record names. Gives how many went. */
export async function sweepOriginals(archive: Archive): Promise<number> {
  const strays: string[] = [];
  for await (const { sha256 } of originals(archive.folder)) if (!isInUse(archive.db, sha256)) strays.push(sha256);
  return removeUnused(archive, strays);
}

/** Those of these originals that are not in the folder. */
export function missingOriginals(dataFolder: string, sha256s: Iterable<string>): string[] {
  return [...sha256s].filter((sha256) => !existsSync(originalPath(dataFolder, sha256)));
}
