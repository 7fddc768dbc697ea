import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { recount } from '../../../server/search/embedded/dictionary.ts';
import { nearWords } from '../../../server/search/embedded/near-words.ts';
import { createTables, createTermIndexes, setMeta } from '../../../server/search/embedded/schema.ts';
import { errorsBetween, forgiven, lettersOf } from '../../../server/search/names/mistyped.ts';

const word = fc.string({ unit: fc.constantFrom(...'abcאבجد'), minLength: 3, maxLength: 10 });
const words = fc.uniqueArray(word, { maxLength: 40 });

test('the nearest words of a dictionary are those found by comparing with each, after any edits', () => {
  fc.assert(
    fc.property(words, words, fc.array(word, { maxLength: 12 }), (first, second, asked) => {
      const db = new Sqlite(':memory:');
      createTables(db, { archive: 'test', cursor: 0, day: '2024-01-01' });
      createTermIndexes(db);
      let revision = 0;
      const write = (all: readonly string[]) => {
        const known = db.prepare<[], { id: number; word: string }>('SELECT id, word FROM term_0').all();
        recount(db, 0, new Set(known.map(({ id }) => id)), new Set());
        const add = db.prepare(
          'INSERT INTO term_0 (id, word, testimonies) VALUES ((SELECT coalesce(max(id), 0) + 1 FROM term_0), ?, 1)',
        );
        for (const one of all) add.run(one);
        setMeta(db, 'revision', ++revision);
      };
      for (const all of [first, second, [...first, ...second.filter((one) => !first.includes(one))]]) {
        write(all);
        for (const one of asked) {
          expect(new Set(nearWords(db, 0, one).map((near) => near.word))).toEqual(nearestOf(all, one));
        }
      }
      db.close();
    }),
    { numRuns: 60 },
  );
});

function nearestOf(all: readonly string[], asked: string): Set<string> {
  const most = forgiven(asked);
  const near = all.flatMap((word) => {
    const errors = errorsBetween(lettersOf(asked), [0, asked.length], lettersOf(word), [0, word.length], 2);
    const first = word[0] === asked[0] ? 0 : 1;
    return errors > 0 && errors <= most && (errors === 1 || first === 0) ? [{ word, far: 2 * errors + first }] : [];
  });
  const far = Math.min(...near.map((one) => one.far));
  return new Set(near.filter((one) => one.far === far).map(({ word }) => word));
}
