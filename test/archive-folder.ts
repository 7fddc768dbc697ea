import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Archive, openArchive } from '../server/archive/archive.ts';

const opened: Archive[] = [];
const run = process.env.KOLOT_TESTS!; // run-folder.ts

/** A new archive in a folder of its own, closed and removed after the tests of the file. */
export function temporaryArchive(): Archive {
  return copyOf(patternOf('new') ?? keepPattern('new', openArchive(folderToMake())));
}

/** Storing what ships with Kolot takes longer than most tests: an archive that is made once in a run, by whoever needs it first. */
export function patternOf(name: string): string | null {
  const folder = join(run, name);
  return existsSync(folder) ? folder : null;
}

export const folderToMake = () => mkdtempSync(join(run, 'making-'));

/** Closes an archive and keeps it as the pattern of a name; if another process was sooner, theirs stays. Gives its folder. */
export function keepPattern(name: string, { db, folder }: Archive): string {
  db.close();
  try {
    renameSync(folder, join(run, name));
  } catch (error) {
    if (!patternOf(name)) throw error;
  }
  return join(run, name);
}

/** An archive like a pattern, in a folder of its own, closed and removed after the tests of the file. */
export function copyOf(pattern: string): Archive {
  const folder = mkdtempSync(join(tmpdir(), 'kolot-archive-'));
  cpSync(pattern, folder, { recursive: true });
  const archive = openArchive(folder);
  archive.db.pragma('synchronous = OFF'); // no test cuts the power
  opened.push(archive);
  return archive;
}

afterAll(() => {
  for (const { db, folder } of opened) {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
