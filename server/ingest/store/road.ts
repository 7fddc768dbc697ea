import { polityOf, setDepartures, setJourney } from '../../archive/departure.ts';
import { setSession } from '../../archive/session.ts';
import type { ResolvedPlace, Resolver } from '../authorities.ts';
import type { TestimonyRecord } from '../record.ts';
import { inColumn } from '../row.ts';
import { type Merge, mergeField } from './merge.ts';

/** Writes the countries left, the road from there, and where and when the account was recorded. */
export function storeRoad(merge: Merge, record: TestimonyRecord, resolve: Resolver, lang: string): void {
  const origins = record.departures.map((departure) =>
    inColumn(record.where, departure.country ? 'country_of_origin' : 'place_of_origin', () =>
      resolve.place(departure.place, departure.country, lang),
    ),
  );
  storeDepartures(merge, record, origins);
  // The road begins where somebody left: while staff have other departures than the source, it is theirs as well.
  if (!merge.conflicts.includes('departures')) storeJourney(merge, record, origins, resolve, lang);
  storeSitting(merge, record, resolve);
}

function storeDepartures(merge: Merge, record: TestimonyRecord, origins: ResolvedPlace[]): void {
  const { db, id } = merge;
  // A descendant did not leave; who of the family did, a table does not say.
  const whose = record.generation === 'descendant' ? ('other' as const) : ('narrator' as const);
  const departures = record.departures.map(({ date, manner }, at) => ({ ...origins[at]!, date, manner, whose }));
  mergeField(merge, {
    name: 'departures',
    incoming: departures.map(({ country, placeId, date, manner }) => ({
      whose,
      personId: null,
      country,
      placeId,
      polityId: polityOf(db, country, date),
      date: date?.edtf ?? null,
      given: date?.given ?? null,
      manner,
    })),
    untouched: [],
    current: () =>
      db
        .prepare(`
          SELECT whose, person_id AS personId, country, place_id AS placeId, polity_id AS polityId, date, date_given AS given,
            manner
          FROM departure WHERE testimony_id = ? ORDER BY position`)
        .all(id),
    write: () => setDepartures(db, id, departures),
  });
}

/** From each place left to the destinations, in the order given. */
function storeJourney(
  merge: Merge,
  record: TestimonyRecord,
  origins: ResolvedPlace[],
  resolve: Resolver,
  lang: string,
): void {
  const { db, id } = merge;
  const left = record.departures.flatMap(({ date, manner }, at) =>
    manner === 'never-left' ? [] : { ...origins[at]!, date },
  );
  const from = left.map((leg, at) => ({ kind: at === 0 ? ('origin' as const) : ('stop' as const), ...leg }));
  const to = record.destinations.map((name, at) => ({
    kind: at === record.destinations.length - 1 ? ('destination' as const) : ('stop' as const),
    ...inColumn(record.where, 'destination', () => resolve.place(name, null, lang)),
    date: null,
  }));
  const legs = [...from, ...to];
  mergeField(merge, {
    name: 'journey',
    incoming: legs.map(({ kind, country, placeId, date }) => ({
      kind,
      country,
      placeId,
      date: date?.edtf ?? null,
      given: date?.given ?? null,
      note: null,
    })),
    untouched: [],
    current: () =>
      db
        .prepare(`
          SELECT kind, country, place_id AS placeId, date, date_given AS given, note
          FROM leg WHERE testimony_id = ? AND person_id IS NULL ORDER BY position`)
        .all(id),
    write: () => setJourney(db, id, legs),
  });
}

/** A place of recording that the gazetteer does not know stays in words: it may be somebody's home. */
function storeSitting(merge: Merge, { recordedOn, recordedPlace }: TestimonyRecord, resolve: Resolver): void {
  const { db, id } = merge;
  const placeId = recordedPlace ? (resolve.knownPlace(recordedPlace)?.id ?? null) : null;
  mergeField(merge, {
    name: 'session',
    incoming: { date: recordedOn?.edtf ?? null, given: recordedOn?.given ?? null, placeId, placeText: recordedPlace },
    untouched: { date: null, given: null, placeId: null, placeText: null },
    current: () =>
      db
        .prepare(`
          SELECT date, date_given AS given, place_id AS placeId, place_text AS placeText
          FROM session WHERE testimony_id = ? AND position = 0`)
        .get(id) ?? null,
    write: () => {
      setSession(db, id, 0, { date: recordedOn, placeId, placeText: recordedPlace });
    },
  });
}
