/** A search seen along the years: departures, and the events that the testimonies found speak of. */
import { type AtlasEvent, eventsOfAtlas } from '../../archive/atlas.ts';
import { directionOf } from '../../archive/languages.ts';
import type { Database } from '../../db/open.ts';
import type { Lang } from '../../i18n/languages.ts';
import type { Facet, Filters, SearchAnswer } from '../../search/engine.ts';
import { eventMarks, yearsBeside } from '../event-marks.ts';
import { type Histogram, histogram } from '../histogram.ts';

const MOST_EVENTS = 24; // those spoken of the most

export interface SearchEvent extends AtlasEvent {
  count: number;
  href: string; // the search with the event, or without it where it is chosen
  chosen: boolean;
}

export interface SearchTimeline {
  years: Histogram | null; // null where nothing found is dated
  marks: ReturnType<typeof eventMarks<SearchEvent>>;
  events: SearchEvent[];
}

export function searchTimeline(
  db: Database,
  lang: Lang,
  answer: Pick<SearchAnswer, 'years' | 'facets'>,
  { facets, yearFrom, yearTo }: Filters,
  toggled: (facet: Facet, value: string) => string,
): SearchTimeline {
  const events = eventsFound(db, lang, answer).map((event) => ({
    ...event,
    href: toggled('event', event.slug),
    chosen: facets.event?.includes(event.slug) ?? false,
  }));
  const years = histogram(answer.years, {
    beside: yearsBeside(events, answer.years),
    mirrored: directionOf(lang) === 'rtl',
    asked: { from: yearFrom, to: yearTo },
  });
  return { years, marks: years ? eventMarks(events, years) : { marks: [], lanes: 0 }, events };
}

/** The events spoken of the most, by their date. */
export function eventsFound(
  db: Database,
  lang: Lang,
  answer: Pick<SearchAnswer, 'facets'>,
): (AtlasEvent & { count: number })[] {
  const most = [...answer.facets.event].sort((one, other) => other.count - one.count).slice(0, MOST_EVENTS);
  const count = new Map(most.map((one) => [one.value, one.count]));
  return eventsOfAtlas(db, [...count.keys()], lang).map((event) => ({ ...event, count: count.get(event.slug) ?? 0 }));
}
