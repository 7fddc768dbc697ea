/** What was joined to another place, person or term is spoken of as that other. */
import type { Database } from '../../db/open.ts';
import type { CatalogueEntry } from './record.ts';

/** An entry of before, with every authority that has been joined to another since replaced by it. */
export function followJoined(db: Database, entry: CatalogueEntry): CatalogueEntry {
  const places = joinedIds(db, ['place']);
  const people = joinedIds(db, ['person']);
  const terms = joinedIds(db, ['topic', 'event', 'community']);
  const place = <T extends { placeId: number | null }>(one: T): T => ({ ...one, placeId: end(places, one.placeId) });
  const person = <T extends { personId: number | null }>(one: T): T => ({
    ...one,
    personId: end(people, one.personId),
  });
  const unique = (ids: number[]) => [...new Set(ids.map((id) => end(terms, id)!))].sort((a, b) => a - b);
  return {
    ...entry,
    people: entry.people
      .map((one) => ({ ...one, personId: end(people, one.personId)! }))
      .filter(
        (one, at, all) => all.findIndex((other) => other.personId === one.personId && other.role === one.role) === at,
      ),
    departures: entry.departures.map((one) => person(place(one))),
    journey: entry.journey.map((one) => person(place(one))),
    losses: entry.losses.map(place),
    mentions: entry.mentions.map(place),
    sessions: entry.sessions.map((one) => ({
      ...place(one),
      interviewers: [...new Set(one.interviewers.map((id) => end(people, id)!))],
    })),
    topics: unique(entry.topics),
    events: unique(entry.events),
    communities: unique(entry.communities),
  };
}

function joinedIds(db: Database, kinds: string[]): Map<number, number> {
  const rows = db
    .prepare<[string], { id: number; into: number }>(`
      SELECT authority_id AS id, json_extract(after, '$.into') AS "into" FROM authority_revision
      WHERE action = 'joined' AND undone_at IS NULL AND kind IN (SELECT value FROM json_each(?))`)
    .all(JSON.stringify(kinds));
  return new Map(rows.map(({ id, into }) => [id, into]));
}

function end<T extends number | null>(joined: Map<number, number>, id: T): T | number {
  let at: number | null = id;
  for (let step = 0; at !== null && joined.has(at) && step < 50; step += 1) at = joined.get(at)!;
  return at as T | number;
}
