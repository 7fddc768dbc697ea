import { kept } from '../../db/kept.ts';
import type { Database } from '../../db/open.ts';
import { toTheDecade } from '../departure.ts';
import { nameIn } from '../preferred-name.ts';

export interface DepartureShown {
  country: string | null; // ISO 3166-1 alpha-2
  place: string | null;
  placeSlug: string | null;
  polity: string | null;
  date: string | null; // EDTF
  dateGiven: string | null;
  calendar: string | null;
  manner: string | null;
  whose: string;
}

export interface LegShown {
  kind: 'origin' | 'stop' | 'destination';
  country: string | null;
  place: string | null;
  placeSlug: string | null;
  latitude: number | null;
  longitude: number | null;
  date: string | null;
}

export interface SessionShown {
  date: string | null;
  place: string | null;
  placeSlug: string | null;
}

interface DepartureRow extends DepartureShown {
  coarse: number;
  yearMin: number | null;
  yearMax: number | null;
}

/** The departures; `exact` for those to whom nothing is coarsened. A polity can say as much as a town, and a year more than its decade. */
export function departuresOf(db: Database, testimonyId: number, lang: string, exact: boolean): DepartureShown[] {
  return kept<{ testimonyId: number; lang: string }, DepartureRow>(
    db,
    `
      SELECT coalesce(departure.country, place.country) AS country, place.slug AS placeSlug,
        ${nameIn('place_name', 'place_id', 'departure.place_id')} AS place,
        ${nameIn('polity_name', 'polity_id', 'departure.polity_id')} AS polity,
        departure.date, date_given AS dateGiven, calendar, manner, whose, coarse, year_min AS yearMin, year_max AS yearMax
      FROM departure LEFT JOIN place ON place.id = departure.place_id
      WHERE departure.testimony_id = @testimonyId ORDER BY departure.position`,
  )
    .all({ testimonyId, lang })
    .map(({ coarse, yearMin, yearMax, ...departure }) =>
      coarse === 0 || exact
        ? departure
        : {
            ...departure,
            place: null,
            placeSlug: null,
            polity: null,
            date: toTheDecade(yearMin, yearMax),
            dateGiven: null,
            calendar: null,
          },
    );
}

/** The road of those who tell; none of it where a departure is coarsened, since it begins there. */
export function journeyOf(db: Database, testimonyId: number, lang: string, exact: boolean): LegShown[] {
  return kept<{ testimonyId: number; lang: string; exact: number }, LegShown>(
    db,
    `
      SELECT leg.kind, coalesce(leg.country, place.country) AS country, ${nameIn('place_name', 'place_id', 'leg.place_id')} AS place,
        place.slug AS placeSlug, coalesce(place.latitude, country.latitude) AS latitude,
        coalesce(place.longitude, country.longitude) AS longitude, leg.date
      FROM leg LEFT JOIN place ON place.id = leg.place_id LEFT JOIN country ON country.code = coalesce(leg.country, place.country)
      WHERE leg.testimony_id = @testimonyId
        AND (@exact OR NOT EXISTS (SELECT 1 FROM departure WHERE departure.testimony_id = leg.testimony_id AND departure.coarse = 1))
      ORDER BY leg.position`,
  ).all({ testimonyId, lang, exact: exact ? 1 : 0 });
}

export function sessionsOf(db: Database, testimonyId: number, lang: string): SessionShown[] {
  return kept<{ testimonyId: number; lang: string }, SessionShown>(
    db,
    `
      SELECT session.date, coalesce(${nameIn('place_name', 'place_id', 'session.place_id')}, session.place_text) AS place,
        place.slug AS placeSlug
      FROM session LEFT JOIN place ON place.id = session.place_id WHERE session.testimony_id = @testimonyId
      ORDER BY session.position`,
  ).all({ testimonyId, lang });
}
