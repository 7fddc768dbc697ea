/** A process of its own, to be killed: opens the index of the archive in a folder, and builds or follows without end. */
import { openArchive } from '../../../server/archive/archive.ts';
import { openEmbedded } from '../../../server/search/embedded/index.ts';
import { tell } from './small-archive.ts';

const [folder = '', what] = process.argv.slice(2);
const archive = openArchive(folder);
const engine = openEmbedded(archive, { threads: 0, poll: 20 });
await engine.follow();
process.stdout.write('begun\n');
for (let i = 0; ; i++) {
  if (what === 'rebuild') {
    await engine.rebuild();
  } else {
    tell(archive.db, { passages: Array.from({ length: 40 }, (_, p) => `quince ${i} ${p}`) });
    await engine.follow();
  }
}
