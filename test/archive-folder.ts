import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Archive, openArchive } from '../server/archive/archive.ts';

const opened: Archive[] = [];
let pattern: string | null = null;

/** A new archive in a folder of its own, closed and removed after the tests of the file. */
export function temporaryArchive(): Archive {
  const folder = mkdtempSync(join(tmpdir(), 'kolot-archive-'));
  cpSync(newArchive(), folder, { recursive: true });
  const archive = openArchive(folder);
  opened.push(archive);
  return archive;
}

/** The folder of an archive nobody has written to: storing what ships with Kolot takes longer than most tests. */
function newArchive(): string {
  if (pattern) return pattern;
  pattern = mkdtempSync(join(tmpdir(), 'kolot-pattern-'));
  openArchive(pattern).db.close();
  return pattern;
}

afterAll(() => {
  for (const { db, folder } of opened) {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  }
  if (pattern) rmSync(pattern, { recursive: true, force: true });
});
