/** What one role is shown of a record by one answer. */
import type { Database } from '../../db/open.ts';
import type { Asked } from './addresses.ts';
import type { Answer } from './asking.ts';
import type { Thing } from './things.ts';
import { allRuns, isTelling, readable, runsOf, wordsOf } from './words.ts';

/** What to look for in the answers to one role. */
export interface LookingFor {
  reach: number;
  /** The things each run of words gives away. */
  open: Map<string, Thing[]>;
  closed: Map<string, Thing[]>;
  /** Single words that only closed things have, to be searched for. */
  closedWords: Map<string, Thing>;
}

const SHORTEST = 4; // characters of a word that is searched for

/** What a role may see and what it may not. A run that stands in anything open, or in the vocabularies, gives nothing away. */
export function lookingFor(things: readonly Thing[], reach: number, common: ReadonlySet<string>): LookingFor {
  const open = new Map<string, Thing[]>();
  const closed = new Map<string, Thing[]>();
  const mayKnow = (thing: Thing) =>
    thing.audience <= reach || (thing.elsewhere !== undefined && thing.elsewhere <= reach);
  for (const thing of things) {
    for (const text of thing.texts)
      for (const run of runsOf(text)) {
        const into = mayKnow(thing) ? open : closed;
        into.set(run, [...(into.get(run) ?? []), thing]);
      }
  }
  const closedWords = new Map<string, Thing>();
  for (const thing of things.filter((one) => !mayKnow(one)))
    for (const text of thing.texts)
      for (const word of wordsOf(text)) if (word.length >= SHORTEST && !common.has(word)) closedWords.set(word, thing);
  for (const thing of things.filter(mayKnow))
    for (const text of thing.texts)
      for (const run of allRuns(text)) {
        closed.delete(run);
        closedWords.delete(run);
      }
  for (const run of common) if ([...(closed.get(run) ?? [])].every(({ kind }) => kind !== 'name')) closed.delete(run);
  return { reach, open, closed, closedWords };
}

/** Labels of places, terms and countries, and the words of collections: anybody may meet them anywhere. */
export function commonWords(db: Database, id: number): Set<string> {
  const texts = db
    .prepare<{ id: number }, string>(`
      SELECT label FROM term_label JOIN term ON term.id = term_id WHERE shipped = 1
      UNION SELECT name FROM place_name JOIN place ON place.id = place_id WHERE shipped = 1
      UNION SELECT name FROM country_name
      UNION SELECT title FROM collection_text WHERE collection_id IS NOT (SELECT collection_id FROM testimony WHERE id = @id)`)
    .pluck()
    .all({ id });
  const common = new Set<string>();
  for (const text of texts) for (const run of allRuns(text)) common.add(run);
  return common;
}

export interface Seen {
  open: Set<Thing>;
  /** With the runs of words by which each was known. */
  closed: Map<Thing, string[]>;
}

/** The things an answer shows. What the address itself says is not shown by it. */
export function seenIn(answer: Answer, { path, near }: Asked, { open, closed }: LookingFor): Seen {
  const seen: Seen = { open: new Set(), closed: new Map() };
  const said = new Set(allRuns(readable(path)));
  for (const run of allRuns(readable(answer.text))) {
    if (!near && !isTelling(run)) continue;
    for (const thing of open.get(run) ?? []) seen.open.add(thing);
    if (said.has(run)) continue;
    for (const thing of closed.get(run) ?? []) seen.closed.set(thing, [...(seen.closed.get(thing) ?? []), run]);
  }
  return seen;
}
