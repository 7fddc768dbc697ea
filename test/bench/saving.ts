import type { Archive } from '../../server/archive/archive.ts';
import { changed } from '../../server/archive/outbox.ts';
import type { SearchEngine } from '../../server/search/engine.ts';
import { timesOf } from './measure.ts';
import { requestFor } from './request.ts';

const TIMES = 10;
const LOOK_EVERY = 5; // milliseconds
const GIVE_UP = 60_000; // milliseconds

/** From the commit of a change to the first search that finds it, as the site finds it by itself. */
export async function benchSaving({ db }: Archive, engine: SearchEngine): Promise<string> {
  const write = db.transaction((id: number, word: string) => {
    db.prepare("UPDATE passage SET text = text || ' ' || @word WHERE transcript_id = @id AND position = 1").run({
      id,
      word,
    });
    changed(db, id);
  });
  const times: number[] = [];
  for (let at = 1; at <= TIMES; at++) {
    const word = `savedword${String.fromCharCode(96 + at).repeat(6)}`; // no letter-by-letter neighbour of another
    write(at * 3, word);
    const begun = performance.now();
    while ((await found(engine, word)) === 0) {
      if (performance.now() - begun > GIVE_UP) throw new Error('What was saved is not found.');
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
    }
    times.push(performance.now() - begun);
  }
  const { p50, max } = timesOf(times);
  return `One testimony saved and searchable: ${p50.toFixed(0)} ms (at most ${max.toFixed(0)} ms of ${TIMES})`;
}

async function found(engine: SearchEngine, word: string): Promise<number> {
  return (await engine.search({ ...requestFor(word, null), spellings: 'as-typed' })).total;
}
