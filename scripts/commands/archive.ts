import { type Archive, openArchive } from '../../server/archive/archive.ts';
import { loadConfig } from '../../server/config.ts';
import { openEmbedded } from '../../server/search/embedded/index.ts';

/** Opens the archive that the settings name, does the work, and closes it. */
export async function withArchive<T>(work: (archive: Archive) => Promise<T> | T): Promise<T> {
  const archive = openArchive(loadConfig().dataFolder);
  try {
    return await work(archive);
  } finally {
    archive.db.close();
  }
}

/** Brings the search index up to date with what a command changed, so that it is found also before the server starts. */
export async function bringIndexUpToDate(archive: Archive): Promise<void> {
  const engine = openEmbedded(archive, { threads: 0 });
  try {
    await engine.follow();
  } finally {
    await engine.close();
  }
}

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
