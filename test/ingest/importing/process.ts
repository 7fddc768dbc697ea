/** An import in a process of its own, which tests can kill: `node --import tsx process.ts ARCHIVE PATH…`. Prints a line a record. */
import { openArchive } from '../../../server/archive/archive.ts';
import { importPaths } from '../../../server/ingest/importer.ts';

const [folder, ...paths] = process.argv.slice(2);
const archive = openArchive(folder!);
await importPaths(archive, paths, {
  access: 'public',
  agreement: 'legacy',
  onProgress: (done, all, { outcome, reason }) =>
    process.stdout.write(`${done}/${all} ${outcome}${reason ? ` ${reason}` : ''}\n`),
});
archive.db.close();
