/**
 * `npm run bench:pages -- [--testimonies 5000] [--archive FOLDER]`: how long pages take in the server, beside what was promised.
 * The corpus is made in the folder, of 150 passages a testimony, unless it is there already; without one, in a temporary folder.
 * It asserts nothing.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openArchive } from '../../server/archive/archive.ts';
import { openEmbedded } from '../../server/search/embedded/index.ts';
import { fill } from './fill.ts';
import { benchPages } from './pages.ts';

const { values } = parseArgs({
  options: { testimonies: { type: 'string', default: '5000' }, archive: { type: 'string' } },
});
const folder = values.archive ?? mkdtempSync(join(tmpdir(), 'kolot-bench-'));
const say = (text: string) => process.stdout.write(`${text}\n`);
try {
  if (!existsSync(join(folder, 'archive.db'))) {
    const archive = openArchive(folder);
    const { testimonies, passages } = fill(archive, Number(values.testimonies), 150);
    const engine = openEmbedded(archive, { limit: 60_000 });
    await engine.follow();
    await engine.close();
    archive.db.close();
    say(`Corpus: ${testimonies} testimonies, ${passages} passages`);
  }
  say(`Node ${process.version}, ${cpus().length} cores, ${cpus()[0]?.model}; load ${loadavg()[0]!.toFixed(1)}\n`);
  say(await benchPages(folder));
} finally {
  if (!values.archive) rmSync(folder, { recursive: true, force: true });
}
