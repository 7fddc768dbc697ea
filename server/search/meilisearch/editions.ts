import type { DocumentDeparture, SearchDocument } from '../document.ts';
import { type Piece, piecesOf } from '../embedded/pieces.ts';
import type { Facet } from '../engine.ts';

/**
 * A testimony as those of one reach may find it (archive/access.ts), or of several where they may find the same. A search
 * looks in one edition of each testimony, and nothing closed to the one who searches is in it.
 */
export interface Edition {
  testimonyId: number;
  reaches: number[]; // ascending; the first tells it from the testimony's other editions
  accession: string;
  title: string;
  recordedYear: number | null;
  published: number | null;
  pieces: Piece[];
  facets: { facet: Exclude<Facet, 'country'>; value: string }[]; // countries are those of the departures
  departures: Omit<DocumentDeparture, 'audience'>[];
}

export const REACHES = [0, 1, 2, 3] as const;

/** The editions of a testimony, the most open first: a new one wherever somebody may find more than those before. */
export function editionsOf(document: SearchDocument): Edition[] {
  const pieces = piecesOf(document);
  const within = (audience: number) => Math.max(audience, document.audience);
  const begins = new Set<number>([
    document.audience,
    ...REACHES.filter((reach) => pieces[reach]!.length > 0),
    ...document.facets.map(({ audience }) => within(audience)),
    ...document.departures.map(({ audience }) => within(audience)),
  ]);
  const first = [...begins].sort((a, b) => a - b);
  return first.map((reach, i) => ({
    testimonyId: document.id,
    reaches: REACHES.filter((one) => one >= reach && one < (first[i + 1] ?? REACHES.length)),
    accession: document.accession,
    title: document.title,
    recordedYear: document.recordedYear,
    published: document.published,
    pieces: pieces.slice(0, reach + 1).flat(),
    facets: valuesFor(document, reach),
    departures: document.departures
      .filter(({ audience }) => within(audience) <= reach)
      .map(({ country, yearMin, yearMax }) => ({ country, yearMin, yearMax })),
  }));
}

function valuesFor({ facets, audience: least }: SearchDocument, reach: number): Edition['facets'] {
  const values = new Map<string, Edition['facets'][number]>();
  for (const { facet, value, audience } of facets) {
    if (facet === 'country' || Math.max(audience, least) > reach) continue;
    values.set(`${facet} ${value}`, { facet, value });
  }
  return [...values.values()];
}
