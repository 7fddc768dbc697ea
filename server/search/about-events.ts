/** A passage about each event of a country, in the words of people who left it. */
import type { Archive } from '../archive/archive.ts';
import { accessionsOf, indexedPassage, namesOfEvent, warnedOf } from '../archive/event-passage.ts';
import { type Passage, passagesById } from '../archive/passage.ts';
import { testimoniesOpenedTo, type Viewer } from '../archive/viewer.ts';
import type { SearchEngine } from './engine.ts';
import { excerpt } from './excerpt.ts';
import { wantedOf } from './find.ts';
import { highlight } from './highlight.ts';
import { leftOut } from './left-out.ts';
import { parse } from './query.ts';

export interface AboutEvent extends Passage {
  accession: string;
  excerpt: string; // plain text, cut where the passage is long
}

const EXCERPT = 260; // characters
const MOST_NAMES = 8;
const LOOKED_AT = 3; // testimonies of each event
const REMEMBERED = 4_000;

/** Which passage: by the state of the index, who looks and the event. Whether it may be shown is asked anew each time. */
const remembered = new WeakMap<Archive, Map<string, number | null>>();

/**
 * One passage for each of `events` that has any: where an index point of a testimony names the event, else the one that names it by
 * one of its names. By slug.
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
  const who = `${viewer.reach} ${opened.granted.join()} ${opened.given.join()}`;
  const known = remembered.get(archive) ?? new Map<string, number | null>();
  remembered.set(archive, known);
  const chosen = await Promise.all(
    events.map(async ({ slug }) => {
      const key = `${cursor} ${day} ${viewer.today} ${who} ${country} ${slug}`;
      const before = known.get(key);
      if (before !== undefined) return { slug, id: before };
      const id = indexedPassage(db, viewer, slug, country) ?? (await named(slug));
      if (known.size >= REMEMBERED) known.clear();
      known.set(key, id);
      return { slug, id };
    }),
  );
  const ids = chosen.flatMap(({ id }) => (id === null ? [] : [id]));
  const warned = warnedOf(db, ids);
  // What is hard to hear is met where a reader is told before; a draft nobody has corrected, where that is said.
  const passages = passagesById(db, viewer, ids).filter(({ id, machineDraft }) => !machineDraft && !warned.has(id));
  const accession = accessionsOf(
    db,
    passages.map(({ id }) => id),
  );
  const shown = new Map(passages.map((passage) => [passage.id, passage]));
  return new Map(
    chosen.flatMap(({ slug, id }) => {
      const passage = id === null ? undefined : shown.get(id);
      if (!passage) return [];
      const about = {
        ...passage,
        accession: accession.get(passage.id)!,
        excerpt: excerpt(passage.text, [], EXCERPT).text,
      };
      return [[slug, about] as const];
    }),
  );

  async function named(slug: string): Promise<number | null> {
    const names = namesOfEvent(db, slug)
      .slice(0, MOST_NAMES)
      .map((name) => `"${name.replaceAll('"', ' ')}"`)
      .join(' OR ');
    const answer = await engine.search({
      query: parse(names),
      filters: { facets: { country: [country] }, yearFrom: null, yearTo: null },
      sort: 'relevance',
      page: 1,
      perPage: LOOKED_AT,
      passagesPerResult: 1,
      who: { reach: viewer.reach, ...opened },
      leaveOut: leftOut(db, engine, viewer.today),
    });
    const wanted = wantedOf(answer);
    // A testimony can be found by what is catalogued of it, and then shows a passage that names nothing.
    const found = passagesById(
      db,
      viewer,
      answer.hits.flatMap(({ passages }) => passages.slice(0, 1)),
    );
    return found.find(({ text }) => highlight(text, wanted).length > 0)?.id ?? null;
  }
}
