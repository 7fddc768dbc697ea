/**
 * `npm run bench -- [--testimonies 5000]`: a corpus that is the same in every run, made in a temporary folder and removed
 * again. Prints ingest, the index, searches and pages, each beside a floor of the same run; it asserts nothing.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openArchive } from '../../server/archive/archive.ts';
import { setting } from '../../server/archive/setting.ts';
import { openEmbedded } from '../../server/search/embedded/index.ts';
import { fill } from './fill.ts';
import { benchIngest } from './ingesting.ts';
import { seconds } from './measure.ts';
import { benchPages } from './pages.ts';
import { benchSaving } from './saving.ts';
import { benchSearching } from './searching.ts';
import { benchServing } from './start-cold.ts';
import { benchSuggesting } from './suggesting.ts';

const { values } = parseArgs({ options: { testimonies: { type: 'string', default: '5000' } } });
const testimonies = Number(values.testimonies);
if (!Number.isInteger(testimonies) || testimonies < 200)
  throw new Error('--testimonies takes a whole number from 200.');

const say = (text: string) => process.stdout.write(`${text}\n`);
const MB = 1024 * 1024;
const folder = mkdtempSync(join(tmpdir(), 'kolot-bench-'));
try {
  say(`Node ${process.version}, ${cpus().length} cores, ${cpus()[0]?.model}\n`);
  say(await benchIngest());

  const archive = openArchive(folder);
  const [filling, filled] = await seconds(() => fill(archive, testimonies));
  say(
    `\nCorpus: ${filled.testimonies} testimonies, ${filled.passages} passages, ${(filled.bytes / MB).toFixed(0)} MB of text, made and written by plain SQL in ${filling.toFixed(0)} s`,
  );
  const engine = openEmbedded(archive, { limit: 60_000 });
  const [building] = await seconds(() => engine.follow());
  const size = statSync(join(folder, setting(archive.db, 'search_file')!)).size;
  say(
    `Index: built in ${building.toFixed(0)} s, ${(filled.passages / building).toFixed(0)} passages/s, ${(size / MB).toFixed(0)} MB, ${(size / filled.bytes).toFixed(2)} of the text`,
  );
  say(`\nSearches, with facets and the first page's passages\n${await benchSearching(archive, engine)}`);
  say(`\nSuggestions while typing, to a visitor\n${await benchSuggesting(archive, engine)}`);
  say(`\n${await benchSaving(archive, engine)}`);
  await engine.close();
  archive.db.close();
  const most = process.resourceUsage().maxRSS / 1024; // kilobytes
  say(`\nMemory of this process, which also made and built all of it, at most: ${most.toFixed(0)} MB`);
  say(await benchServing(folder));
  say(`\nPages, from a process that serves alone\n${await benchPages(folder)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
