/** A first start, as far as the sample: `node --import tsx starting.ts ARCHIVE`. Prints a line a record; tests kill it. */
import { addSampleAtStart } from '../../scripts/sample/load.ts';
import { openArchive } from '../../server/archive/archive.ts';

const archive = openArchive(process.argv[2]!);
await addSampleAtStart(archive, {
  wanted: true,
  onProgress: (done, all) => process.stdout.write(`${done}/${all}\n`),
});
archive.db.close();
