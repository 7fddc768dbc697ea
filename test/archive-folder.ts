import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Archive, openArchive } from '../server/archive/archive.ts';

const opened: Archive[] = [];

/** A new archive in a folder of its own, closed and removed after the tests of the file. */
export function temporaryArchive(): Archive {
  const archive = openArchive(mkdtempSync(join(tmpdir(), 'kolot-archive-')));
  opened.push(archive);
  return archive;
}

afterAll(() => {
  for (const { db, folder } of opened) {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
