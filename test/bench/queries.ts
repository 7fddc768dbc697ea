import type { Database } from '../../server/db/open.ts';
import { foldedTokens } from '../../server/search/folding.ts';
import { below, oneOf, type Random, random } from './random.ts';

/** Queries of one class, as people type them, no two alike. */
export interface QueryClass {
  name: string;
  queries: string[];
  filtered?: boolean; // with a country, a range of years and a topic
}

/** Draws the queries of every class from the index and the texts themselves. */
export function queryClasses(index: Database, archive: Database, each: number): QueryClass[] {
  const next = random(42);
  const testimonies = index.prepare<[], number>('SELECT count(*) FROM testimony').pluck().get()!;
  const between = (low: number, high: number) =>
    shuffled(
      next,
      index
        .prepare<[number, number], string>(
          'SELECT word FROM term_0 WHERE testimonies BETWEEN ? AND ? AND length(word) > 3 LIMIT 20000',
        )
        .pluck()
        .all(low, high),
    );
  const rare = between(1, 5);
  const medium = between(testimonies * 0.005, testimonies * 0.03);
  const frequent = between(testimonies * 0.08, testimonies * 0.15);
  const common = shuffled(
    next,
    index
      .prepare<[number], string>('SELECT word FROM term_0 WHERE testimonies >= ? ORDER BY testimonies DESC')
      .pluck()
      .all(testimonies * 0.17),
  ); // of five languages each has a fifth of the testimonies
  const pairs = (one: string[], other: string[]) => one.slice(0, each).map((word, i) => `${word} ${other.at(-1 - i)}`);
  const runs = phrases(archive, next, each);
  return [
    { name: 'rare word', queries: rare.slice(0, each) },
    { name: 'medium word', queries: medium.slice(0, each) },
    { name: 'frequent word', queries: frequent.slice(0, each) },
    { name: 'very common word', queries: common.slice(0, each) },
    { name: 'rare AND common', queries: pairs(rare, common) },
    { name: 'medium AND medium', queries: pairs(medium, medium) },
    { name: 'common AND common', queries: pairs(common, shuffled(next, common)) },
    { name: 'phrase of three words', queries: runs },
    { name: 'phrase of common words', queries: commonPhrases(archive, next, each, new Set(common.slice(0, 200))) },
    { name: 'prefix of four letters', queries: frequent.slice(0, each).map((word) => `${word.slice(0, 4)}*`) },
    { name: 'prefix of two letters', queries: frequent.slice(0, each).map((word) => `${word.slice(0, 2)}*`) },
    { name: 'medium word, filtered', queries: medium.slice(each, each * 2), filtered: true },
    { name: 'common word, filtered', queries: common.slice(0, each), filtered: true },
    { name: 'no word', queries: [''] },
    { name: 'no word, filtered', queries: [''], filtered: true },
  ];
}

function shuffled<Value>(next: Random, values: readonly Value[]): Value[] {
  const all = [...values];
  for (let i = all.length - 1; i > 0; i--) {
    const j = below(next, i + 1);
    [all[i], all[j]] = [all[j]!, all[i]!];
  }
  return all;
}

function passages(archive: Database, next: Random): string[][] {
  const last = archive.prepare<[], number>('SELECT max(id) FROM passage').pluck().get()!;
  const text = archive.prepare<[number], string>('SELECT text FROM passage WHERE id >= ? LIMIT 1').pluck();
  return Array.from({ length: 3000 }, () => foldedTokens(text.get(1 + below(next, last)) ?? ''));
}

/** Three words that follow each other somewhere. */
function phrases(archive: Database, next: Random, each: number): string[] {
  return passages(archive, next)
    .filter((words) => words.length > 10)
    .slice(0, each)
    .map((words) => {
      const at = below(next, words.length - 3);
      return `"${words.slice(at, at + 3).join(' ')}"`;
    });
}

/** Two of the commonest words that follow each other somewhere. */
function commonPhrases(archive: Database, next: Random, each: number, common: ReadonlySet<string>): string[] {
  const found = new Set<string>();
  for (const words of passages(archive, next)) {
    const pairs = words.flatMap((word, i) =>
      common.has(word) && common.has(words[i + 1] ?? '') ? [`"${word} ${words[i + 1]}"`] : [],
    );
    if (pairs.length) found.add(oneOf(next, pairs));
    if (found.size === each) break;
  }
  return [...found];
}
