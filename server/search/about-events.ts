/** A passage about each event of a country, in the words of people who left it. */
import type { Archive } from '../archive/archive.ts';
import { accessionsOf, indexedPassage, namesOfEvent, warnedOf } from '../archive/event-passage.ts';
import { type Passage, passagesById } from '../archive/passage.ts';
import { testimoniesOpenedTo, type Viewer } from '../archive/viewer.ts';
import type { Database } from '../db/open.ts';
import { Busy } from './busy.ts';
import type { SearchEngine } from './engine.ts';
import { excerpt } from './excerpt.ts';
import { foldedTokens } from './folding.ts';
import { highlight } from './highlight.ts';
import { leftOut } from './left-out.ts';
import { parse } from './query.ts';

export interface AboutEvent extends Passage {
  accession: string;
  excerpt: string; // plain text, cut where the passage is long
}

const EXCERPT = 260; // characters
const MOST_WORDS = 60; // of names in one search: a query has room for 64
const LOOKED_AT = 40; // testimonies
const PASSAGES = 3; // of each
const REMEMBERED = 500;

/** Which passage for each event: by the state of the index, who looks and the country. Whether it may be shown is asked anew. */
const remembered = new WeakMap<Archive, Map<string, ReadonlyMap<string, number>>>();

/**
 * One passage for each of `events` that has any: where an index point of a testimony names the event, else one that names it by
 * one of its names. By slug; the first of `events` are looked for first. One search at the most, and none where the searches
 * are too many already: a page of a country can do without.
 */
export async function passagesAboutEvents(
  { archive, engine }: { archive: Archive; engine: SearchEngine },
  viewer: Viewer,
  country: string,
  events: readonly { slug: string }[],
): Promise<Map<string, AboutEvent>> {
  const { db } = archive;
  const opened = testimoniesOpenedTo(db, viewer);
  const { cursor, day } = engine.current();
  const known = remembered.get(archive) ?? new Map<string, ReadonlyMap<string, number>>();
  remembered.set(archive, known);
  const who = `${viewer.reach} ${opened.granted.join()} ${opened.given.join()}`;
  const key = `${cursor} ${day} ${viewer.today} ${who} ${country} ${events.map(({ slug }) => slug).join()}`;
  const chosen = known.get(key) ?? (await choose());
  return shown(db, viewer, chosen);

  async function choose(): Promise<ReadonlyMap<string, number>> {
    const found = new Map<string, number>();
    for (const { slug } of events) {
      const id = indexedPassage(db, viewer, slug, country);
      if (id !== null) found.set(slug, id);
    }
    const named = events
      .filter(({ slug }) => !found.has(slug))
      .map(({ slug }) => ({ slug, names: namesOfEvent(db, slug).map((name) => foldedTokens(name)) }));
    const query = queryOf(named);
    try {
      if (query === '') return found;
      const answer = await engine.search({
        query: parse(query),
        filters: { facets: { country: [country] }, yearFrom: null, yearTo: null },
        sort: 'relevance',
        page: 1,
        perPage: LOOKED_AT,
        passagesPerResult: PASSAGES,
        who: { reach: viewer.reach, ...opened },
        leaveOut: leftOut(db, engine, viewer.today),
      });
      // A testimony can be found by what is catalogued of it, and then shows passages that name nothing.
      const ids = answer.hits.flatMap(({ passages }) => passages);
      const warned = warnedOf(db, ids);
      for (const { id, text, machineDraft } of passagesById(db, viewer, ids)) {
        if (machineDraft || warned.has(id)) continue;
        const event = named.find(({ slug, names }) => !found.has(slug) && isNamed(text, names));
        if (event) found.set(event.slug, id);
      }
    } catch (error) {
      if (!(error instanceof Busy)) throw error;
      return found;
    }
    if (known.size >= REMEMBERED) known.clear();
    known.set(key, found);
    return found;
  }
}

/** The passages as the viewer may read them now, and those alone that need no word before them. */
function shown(db: Database, viewer: Viewer, chosen: ReadonlyMap<string, number>): Map<string, AboutEvent> {
  const ids = [...chosen.values()];
  const warned = warnedOf(db, ids);
  const accession = accessionsOf(db, ids);
  const passages = new Map(passagesById(db, viewer, ids).map((passage) => [passage.id, passage]));
  return new Map(
    [...chosen].flatMap(([slug, id]) => {
      const passage = passages.get(id);
      if (!passage || passage.machineDraft || warned.has(id)) return [];
      const cut = excerpt(passage.text, [], EXCERPT).text;
      return [[slug, { ...passage, accession: accession.get(id)!, excerpt: cut }] as const];
    }),
  );
}

/** The names as alternatives, one of each event before a second of any, as many as a query has room for. */
function queryOf(named: readonly { names: string[][] }[]): string {
  const phrases: string[] = [];
  let words = 0;
  const longest = Math.max(0, ...named.map(({ names }) => names.length));
  for (let at = 0; at < longest; at += 1) {
    for (const { names } of named) {
      const name = names[at];
      if (!name || words + name.length > MOST_WORDS) continue;
      phrases.push(`"${name.join(' ')}"`);
      words += name.length;
    }
  }
  return phrases.join(' OR ');
}

function isNamed(text: string, names: readonly string[][]): boolean {
  const terms = new Set(names.flatMap((name) => (name.length === 1 ? name : [])));
  return highlight(text, { terms, prefixes: [], phrases: names.filter((name) => name.length > 1) }).length > 0;
}
