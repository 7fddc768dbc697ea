import type { Database } from '../db/open.ts';

export const MANNERS = ['emigrated', 'fled', 'expelled', 'airlifted', 'never-left'] as const;
export type Manner = (typeof MANNERS)[number];

/** A date as the archive keeps it; structurally the `ArchiveDate` of edtf.ts. */
export interface KeptDate {
  edtf: string;
  given: string;
  calendar: 'gregorian' | 'hebrew' | 'islamic' | 'persian';
  min: number | null;
  max: number | null;
}

export interface NewDeparture {
  country: string | null;
  placeId: number | null;
  date: KeptDate | null;
  manner: Manner | null;
  whose?: 'narrator' | 'parent' | 'grandparent' | 'spouse' | 'other';
  personId?: number | null;
  polityId?: number | null;
}

/**
 * The departures of a testimony, in order; replaces those it had. Where one of them was told coarsely, so are all that an
 * archivist has not looked at yet.
 */
export function setDepartures(db: Database, testimonyId: number, departures: NewDeparture[]): void {
  const coarse = db
    .prepare<[number], number>('SELECT coalesce(max(coarse), 0) FROM departure WHERE testimony_id = ?')
    .pluck()
    .get(testimonyId)!;
  db.prepare('DELETE FROM departure WHERE testimony_id = ?').run(testimonyId);
  const insert = db.prepare(`
    INSERT INTO departure (testimony_id, position, whose, person_id, country, place_id, polity_id, date, date_given, calendar,
      year_min, year_max, manner, coarse)
    VALUES (@testimonyId, @position, @whose, @personId, @country, @placeId, @polityId, @date, @given, @calendar, @min, @max,
      @manner, @coarse)`);
  departures.forEach((departure, position) => {
    insert.run({
      testimonyId,
      position,
      whose: departure.whose ?? 'narrator',
      personId: departure.personId ?? null,
      country: departure.country,
      placeId: departure.placeId,
      polityId: departure.polityId ?? polityOf(db, departure.country, departure.date),
      date: departure.date?.edtf ?? null,
      given: departure.date?.given ?? null,
      calendar: departure.date?.calendar ?? null,
      min: departure.date?.min ?? null,
      max: departure.date?.max ?? null,
      manner: departure.manner,
      coarse,
    });
  });
}

/**
 * The polity of the past that a country was in during all possible years of the date: the one that lasted the shortest, as
 * Mandatory Iraq within the Ottoman centuries. Null where the years do not say.
 */
export function polityOf(db: Database, country: string | null, date: KeptDate | null): number | null {
  if (!country || date?.min == null || date.max == null) return null;
  return (
    db
      .prepare<{ country: string; min: number; max: number }, number>(`
        SELECT polity.id FROM polity JOIN polity_country ON polity_country.polity_id = polity.id
        WHERE polity_country.country = @country AND polity.from_year <= @min AND polity.to_year >= @max
        ORDER BY polity.to_year - polity.from_year LIMIT 1`)
      .pluck()
      .get({ country, min: date.min, max: date.max }) ?? null
  );
}

/** A date told no closer than its decade, as EDTF: `194X`, or `[1940..1959]` where it may be of several. */
export function toTheDecade(yearMin: number | null, yearMax: number | null): string | null {
  if (yearMin === null && yearMax === null) return null;
  const first = yearMin === null ? null : Math.floor(yearMin / 10) * 10;
  const last = yearMax === null ? null : Math.floor(yearMax / 10) * 10 + 9;
  if (first !== null && last === first + 9) return `${String(first / 10).padStart(3, '0')}X`;
  return `[${first ?? ''}..${last ?? ''}]`;
}

export interface NewLeg {
  kind: 'origin' | 'stop' | 'destination';
  country: string | null;
  placeId: number | null;
  date: KeptDate | null;
}

/** The road of those who tell, in order; replaces what was there. */
export function setJourney(db: Database, testimonyId: number, legs: NewLeg[]): void {
  db.prepare('DELETE FROM leg WHERE testimony_id = ? AND person_id IS NULL').run(testimonyId);
  const insert = db.prepare(`
    INSERT INTO leg (testimony_id, position, kind, country, place_id, date, date_given, year_min, year_max)
    VALUES (@testimonyId, @position, @kind, @country, @placeId, @date, @given, @min, @max)`);
  legs.forEach((leg, position) => {
    insert.run({
      testimonyId,
      position,
      kind: leg.kind,
      country: leg.country,
      placeId: leg.placeId,
      date: leg.date?.edtf ?? null,
      given: leg.date?.given ?? null,
      min: leg.date?.min ?? null,
      max: leg.date?.max ?? null,
    });
  });
}
