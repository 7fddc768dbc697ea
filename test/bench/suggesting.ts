import { monitorEventLoopDelay } from 'node:perf_hooks';
import Sqlite from 'better-sqlite3';
import type { Archive } from '../../server/archive/archive.ts';
import { visitor } from '../../server/archive/viewer.ts';
import type { SearchEngine } from '../../server/search/engine.ts';
import { fold } from '../../server/search/folding.ts';
import { suggest } from '../../server/search/suggest.ts';
import { seconds, table, timeEach, timesOf } from './measure.ts';
import { oneOf, random } from './random.ts';

const EACH = 60; // questions of a class
const SCRIPTS = { Latin: /^\p{sc=Latin}/u, Arabic: /^\p{sc=Arabic}/u, Hebrew: /^\p{sc=Hebrew}/u };

/**
 * What is suggested for what is typed, names of the archive and the check of each included, beside the first twelve folded
 * names that SQLite finds by the same beginning: not ranked, not counted, of no other script, whoever asks.
 */
export async function benchSuggesting(archive: Archive, engine: SearchEngine): Promise<string> {
  const names = archive.db
    .prepare<[], string>('SELECT name FROM person UNION ALL SELECT title FROM testimony')
    .pluck()
    .all();
  const floor = prefixQuery(names);
  const viewer = visitor();
  const ask = (text: string) => suggest({ archive, engine }, viewer, text, 'en');
  const [starting] = await seconds(() => ask('warm'));
  const rows: (string | number)[][] = [['', 'found', 'p50 ms', 'p95 ms', 'most', 'SQLite prefix p50', 'p95', 'ratio']];
  const delay = monitorEventLoopDelay({ resolution: 1 });
  for (const { name, texts } of classes(names)) {
    let found = 0;
    const least = timesOf(await timeEach(texts, floor));
    delay.enable(); // the floor runs in this thread, and is nothing the archive does
    const times = timesOf(
      await timeEach(texts, async (text) => {
        found += (await ask(text)).length;
      }),
    );
    delay.disable();
    const average = (found / texts.length).toFixed(1);
    rows.push([name, average, times.p50, times.p95, times.max, least.p50, least.p95, times.p50 / least.p50]);
  }
  return `${table(rows)}\nFirst answer, all names read: ${starting.toFixed(1)} s. Longest the event loop waited: ${(delay.max / 1e6).toFixed(1)} ms (99 %: ${(delay.percentile(99) / 1e6).toFixed(1)} ms).`;
}

function prefixQuery(names: readonly string[]): (text: string) => string[] {
  const db = new Sqlite(':memory:');
  db.exec('CREATE TABLE name (folded TEXT NOT NULL) STRICT; CREATE INDEX name_folded ON name (folded)');
  const add = db.prepare('INSERT INTO name (folded) VALUES (?)');
  db.transaction(() => {
    for (const name of names) add.run(fold(name));
  })();
  const find = db
    .prepare<[string, string], string>('SELECT folded FROM name WHERE folded >= ? AND folded < ? LIMIT 12')
    .pluck();
  return (text) => find.all(fold(text), `${fold(text)}\uffff`);
}

function classes(names: readonly string[]): { name: string; texts: string[] }[] {
  const next = random(7);
  const some = Array.from({ length: 1500 }, () => oneOf(next, names));
  const words = some.flatMap((name) => name.split(' ').slice(0, 2));
  const first = (letters: number) => [...new Set(words.map((word) => [...word].slice(0, letters).join('')))];
  const latin = some.filter((name) => SCRIPTS.Latin.test(name)).slice(0, EACH);
  return [
    { name: 'one letter', texts: first(1).slice(0, EACH) },
    { name: 'two letters', texts: first(2).slice(0, EACH) },
    { name: 'three letters', texts: first(3).slice(0, EACH) },
    ...Object.entries(SCRIPTS).map(([script, letters]) => ({
      name: `a name, ${script}`,
      texts: some.filter((name) => letters.test(name)).slice(0, EACH),
    })),
    { name: 'words turned round', texts: latin.map((name) => name.split(' ').slice(0, 2).reverse().join(' ')) },
    {
      name: 'a name misspelt',
      texts: latin.map((name) => name.replace(/[aeiou]/, (vowel) => (vowel === 'a' ? 'e' : 'a'))),
    },
  ];
}
