import type { Database } from '../../db/open.ts';
import type { SearchDocument } from '../document.ts';
import { FACETS, type Facet } from '../engine.ts';
import { foldedTokens } from '../folding.ts';
import { kept, keptColumn } from './statements.ts';
import { readNumber, readSigned, writeNumber, writeSigned, writing, written } from './varint.ts';

/** What is counted and sorted of a testimony, as the file keeps it. Values of facets are numbers of `facet_value`. */
export interface TestimonyRow {
  slot: number;
  id: number | null;
  revision: number;
  audience: number;
  accession: string;
  title: string;
  recorded: number | null;
  published: number | null;
  passages: number;
  facets: Buffer;
  departures: Buffer;
}

export interface FacetEntry {
  facet: number; // its place in FACETS
  value: number;
  audience: number;
}

export interface DepartureEntry {
  country: number | null; // a value of the facet country
  yearMin: number | null;
  yearMax: number | null;
  audience: number;
}

export const COUNTRY = 'country' satisfies Facet;

/** The row of a testimony, all but its slot. The facet `country` is that of the departures, so that it and the years agree. */
export function rowOf(
  db: Database,
  document: Omit<SearchDocument, 'texts' | 'passages'>,
  passages: number,
  revision: number,
): Omit<TestimonyRow, 'slot'> {
  return {
    id: document.id,
    revision,
    audience: document.audience,
    accession: document.accession.toLowerCase(),
    title: foldedTokens(document.title).join(' '),
    recorded: document.recordedYear,
    published: document.published,
    passages,
    facets: facetBytes(db, document),
    departures: departureBytes(db, document),
  };
}

function facetBytes(db: Database, document: Pick<SearchDocument, 'facets' | 'audience'>): Buffer {
  const openest = new Map<string, { facet: Facet; value: string; audience: number }>();
  for (const { facet, value, audience } of document.facets) {
    if (facet === COUNTRY) continue;
    const key = `${facet} ${value}`;
    const known = openest.get(key);
    if (!known || audience < known.audience) openest.set(key, { facet, value, audience });
  }
  const bytes = writing(64);
  for (const { facet, value, audience } of openest.values()) {
    writeNumber(bytes, FACETS.indexOf(facet));
    writeNumber(bytes, valueNumber(db, facet, value));
    writeNumber(bytes, Math.max(audience, document.audience));
  }
  return Buffer.from(written(bytes));
}

function departureBytes(db: Database, document: Pick<SearchDocument, 'departures' | 'audience'>): Buffer {
  const bytes = writing(64);
  for (const { country, yearMin, yearMax, audience } of document.departures) {
    writeNumber(bytes, country === null ? 0 : valueNumber(db, COUNTRY, country) + 1);
    writeNumber(bytes, (yearMin === null ? 0 : 1) + (yearMax === null ? 0 : 2));
    if (yearMin !== null) writeSigned(bytes, yearMin);
    if (yearMax !== null) writeSigned(bytes, yearMax);
    writeNumber(bytes, Math.max(audience, document.audience));
  }
  return Buffer.from(written(bytes));
}

export function readFacets(bytes: Uint8Array): FacetEntry[] {
  const reading = { bytes, at: 0 };
  const entries: FacetEntry[] = [];
  while (reading.at < bytes.length) {
    entries.push({ facet: readNumber(reading), value: readNumber(reading), audience: readNumber(reading) });
  }
  return entries;
}

export function readDepartures(bytes: Uint8Array): DepartureEntry[] {
  const reading = { bytes, at: 0 };
  const entries: DepartureEntry[] = [];
  while (reading.at < bytes.length) {
    const country = readNumber(reading);
    const dated = readNumber(reading);
    entries.push({
      country: country === 0 ? null : country - 1,
      yearMin: dated & 1 ? readSigned(reading) : null,
      yearMax: dated & 2 ? readSigned(reading) : null,
      audience: readNumber(reading),
    });
  }
  return entries;
}

function valueNumber(db: Database, facet: Facet, value: string): number {
  const known = keptColumn<number>(db, 'SELECT number FROM facet_value WHERE facet = ? AND value = ?').get(
    facet,
    value,
  );
  if (known !== undefined) return known;
  return keptColumn<number>(
    db,
    `INSERT INTO facet_value (facet, number, value) VALUES (
      @facet, (SELECT coalesce(max(number) + 1, 0) FROM facet_value WHERE facet = @facet), @value) RETURNING number`,
  ).get({ facet, value })!;
}

/** Values of facets in the order of their numbers. */
export function facetValues(db: Database, facet: Facet, from: number): string[] {
  return keptColumn<string>(db, 'SELECT value FROM facet_value WHERE facet = ? AND number >= ? ORDER BY number').all(
    facet,
    from,
  );
}

/** Writes a testimony's row; gives its slot, the one it had or a free one. */
export function storeRow(db: Database, row: Omit<TestimonyRow, 'slot'>): number {
  const slot =
    slotOf(db, row.id!) ??
    keptColumn<number>(db, 'SELECT slot FROM testimony WHERE id IS NULL LIMIT 1').get() ??
    keptColumn<number>(db, 'SELECT coalesce(max(slot) + 1, 0) FROM testimony').get()!;
  kept(
    db,
    `INSERT OR REPLACE INTO testimony
      (slot, id, revision, audience, accession, title, recorded, published, passages, facets, departures)
    VALUES (@slot, @id, @revision, @audience, @accession, @title, @recorded, @published, @passages, @facets, @departures)`,
  ).run({ ...row, slot });
  return slot;
}

/** Frees the slot of a testimony that is gone, and forgets all it said. */
export function freeSlot(db: Database, slot: number, revision: number): void {
  kept(
    db,
    `UPDATE testimony SET id = NULL, revision = @revision, audience = 3, accession = '', title = '', recorded = NULL,
      published = NULL, passages = 0, facets = x'', departures = x'' WHERE slot = @slot`,
  ).run({ slot, revision });
}

export function slotOf(db: Database, testimonyId: number): number | undefined {
  return keptColumn<number>(db, 'SELECT slot FROM testimony WHERE id = ?').get(testimonyId);
}

/** Rows written after `revision`, free slots among them. */
export function rowsAfter(db: Database, revision: number): IterableIterator<TestimonyRow> {
  return kept<TestimonyRow>(db, 'SELECT * FROM testimony WHERE revision > ? ORDER BY slot').iterate(revision);
}
