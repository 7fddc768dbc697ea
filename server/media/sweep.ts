import { removeDerived } from './derived.ts';
import { originals, removeOriginal } from './storage.ts';

/** Removes every original that nothing refers to, with what was made of it. Gives how many went. */
export async function sweepOriginals(dataFolder: string, inUse: ReadonlySet<string>): Promise<number> {
  let removed = 0;
  for await (const { sha256 } of originals(dataFolder)) {
    if (inUse.has(sha256)) continue;
    await removeDerived(dataFolder, sha256);
    await removeOriginal(dataFolder, sha256);
    removed += 1;
  }
  return removed;
}
