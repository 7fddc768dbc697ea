/** The bench's own reckoning: a figure that is wrong would be believed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { temporaryArchive } from '../archive-folder.ts';
import { fill } from './fill.ts';
import { fts5 } from './peers/fts5.ts';
import { minisearch } from './peers/minisearch.ts';
import { type OpenPeer, texts, wordsOf } from './peers/peer.ts';
import { type Result, resultsPage } from './peers/results.ts';

const folder = mkdtempSync(join(tmpdir(), 'kolot-bench-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const archive = temporaryArchive();
fill(archive, 6, 5);

test('a query is told apart into words, prefixes and phrases', () => {
  expect(wordsOf('one two')).toEqual([
    { kind: 'word', text: 'one' },
    { kind: 'word', text: 'two' },
  ]);
  expect(wordsOf('"one two"')).toEqual([{ kind: 'phrase', text: 'one two' }]);
  expect(wordsOf('on*')).toEqual([{ kind: 'prefix', text: 'on' }]);
  expect(wordsOf('')).toEqual([]);
});

test.each<[string, OpenPeer]>([
  ['FTS5', fts5],
  ['MiniSearch', minisearch],
])('%s finds the testimonies that have all the words, however many', async (name, open) => {
  const peer = await open({ archive, folder: mkdtempSync(join(folder, name)), testimonies: 6 });
  if ('absent' in peer) throw new Error(peer.absent);
  await peer.build();
  const all = [...texts(archive)].map(({ text }) => new Set(text.split(' ')));
  const [one, other] = [...all[0]!].filter((word) => word.length > 3).slice(10) as [string, string];
  const having = (...words: string[]) => all.filter((text) => words.every((word) => text.has(word))).length;
  expect(await peer.search({ text: one, filters: null })).toBe(having(one));
  expect(await peer.search({ text: `${one} ${other}`, filters: null })).toBe(having(one, other));
  expect(await peer.bytes()).toBeGreaterThan(1000);
  const ask = await peer.names(['Moshe Levi', 'Moshe', 'Esther']);
  expect((await ask('Esther')).sort()).toEqual([2]);
  await peer.close();
});

test('the page gives ratios to the first, and says who is absent and why', () => {
  const result = (name: string, times: number): Result => ({
    name,
    absent: null,
    built: { version: '1', testimonies: 10, seconds: times, bytes: times * 2 ** 20 },
    searched: {
      classes: [{ name: 'rare word', found: 3, p50: times, p95: times * 2, max: 9 }],
      memory: times * 2 ** 20,
      notes: ['none'],
    },
    named: { pairs: 100, right: 50, found: 80 },
  });
  const absent = {
    name: 'Elsewhere',
    absent: 'passed over: it is not here.',
    built: null,
    searched: null,
    named: null,
  };
  const page = resultsPage([result('Kolot', 2), result('Other', 5), absent], {
    command: 'npm run bench:peers',
    machine: 'this one',
    date: '2026-11-24',
    corpus: { testimonies: 10, passages: 100, bytes: 4 * 2 ** 20 },
    names: { file: 'people.tsv', lines: 1, spellings: 2 },
    each: 5,
  });
  expect(page).toContain('| Other (1) | 10 | 5.00 | 20.0 (×0.40) | 5.00 | 1.25 (×2.50) | 5.00 (×2.50) |');
  expect(page).toContain('| rare word | 2.00 / 4.00 (×1.00) [3] | 5.00 / 10.0 (×2.50) [3] |');
  expect(page).toContain('| Other | 0.500 | 0.625 | 50 of 100 | 30 |');
  expect(page).toContain('- **Elsewhere**: passed over: it is not here.');
});
