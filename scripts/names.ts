/**
 * `npm run names -- FILE`: how well names are found however they are spelled. FILE is a table of names (name, kind, spellings
 * with `|`). Every spelling becomes a testimony of one archive, and each is searched once through the search that the site
 * uses. Printed: recall (pairs of one line found, of all such pairs), precision (pairs of one line, of all pairs found),
 * words of ordinary text that a name also finds, and what each mechanism adds.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openArchive } from '../server/archive/archive.ts';
import { openEmbedded } from '../server/search/embedded/index.ts';
import type { Spellings } from '../server/search/engine.ts';
import { WIDENINGS } from '../server/search/names/widen.ts';
import { mechanisms, type Tried, tryNames } from './names/measure.ts';
import { ordinaryText } from './names/ordinary-text.ts';
import { readNames } from './names/read.ts';
import { storeSpellings } from './names/store.ts';

const [file, ...options] = process.argv.slice(2);
if (!file) {
  console.error('Give the table of names: npm run names -- FILE [--misses] [--sound-alone]');
  process.exit(1);
}

const names = readNames(file);
const folder = mkdtempSync(join(tmpdir(), 'kolot-names-'));
const archive = openArchive(folder);
try {
  const text = ordinaryText();
  const stored = storeSpellings(archive, names, text);
  const engine = openEmbedded(archive, { threads: 1, limit: 60_000 });
  try {
    await engine.follow();
    const spellings = names.reduce((sum, name) => sum + name.spellings.length, 0);
    console.log(
      `${names.length} names, ${spellings} spellings, ${text.words} words of ordinary text in ${text.texts.length} texts\n`,
    );
    console.log('mechanism       recall  precision   found    false  ordinary words found      ms a search');
    const run = async (label: string, ways: Spellings | 'equal') => {
      const tried = await tryNames({ archive, engine }, names, stored, ways);
      console.log(row(label, tried));
      return tried;
    };
    let last: Tried | undefined;
    for (const { label, ways } of mechanisms) last = await run(label, ways);
    await run('on request: names used for each other', WIDENINGS);
    if (options.includes('--sound-alone')) await run('sound alone', ['stem', 'script', 'sound']);
    if (last && options.includes('--misses')) {
      console.log(`\nnot found (${last.missed.length}): ${last.missed.join('; ')}`);
      console.log(`\nfalse (${last.wrong.length}): ${last.wrong.join('; ')}`);
      console.log(`\nordinary words: ${last.ordinary.join('; ')}`);
    }
  } finally {
    await engine.close();
  }
} finally {
  archive.db.close();
  rmSync(folder, { recursive: true, force: true });
}

function row(label: string, tried: Tried): string {
  const share = (part: number, all: number) => (all ? (part / all).toFixed(4) : '—');
  return [
    label.padEnd(14),
    share(tried.right, tried.pairs).padStart(8),
    share(tried.right, tried.found).padStart(10),
    `${tried.right}/${tried.pairs}`.padStart(10),
    String(tried.found - tried.right).padStart(7),
    `${tried.ordinary.length} (${tried.ordinaryTexts} texts)`.padStart(21),
    `${tried.p50.toFixed(1)} (p95 ${tried.p95.toFixed(1)})`.padStart(20),
  ].join(' ');
}
