/** What the page of a country shows. */
import { eventsOfCountry } from '../../archive/country-page.ts';
import { picturesOfCountry } from '../../archive/country-pictures.ts';
import { directionOf } from '../../archive/languages.ts';
import type { Viewer } from '../../archive/viewer.ts';
import type { Lang } from '../../i18n/languages.ts';
import { type AboutEvent, passagesAboutEvents } from '../../search/about-events.ts';
import { find } from '../../search/find.ts';
import { eventMarks, yearsBeside } from '../event-marks.ts';
import { facetLabels } from '../facet-labels.ts';
import { histogram } from '../histogram.ts';
import type { Site } from '../site.ts';
import { countryAtlas } from './country.ts';
import { periodsOf } from './periods.ts';

const LINES = 12;
const PICTURES = 4;
const QUOTED = 8; // events for which a passage is looked for, those spoken of the most

/** A country by its code as `viewer` may see it, its maps called as in `year`. */
export async function countryShown(site: Site, viewer: Viewer, lang: Lang, code: string, year: number | null) {
  const { db } = site.archive;
  const { answer, results } = await find(
    site,
    viewer,
    {
      q: '',
      filters: { facets: { country: [code] }, yearFrom: null, yearTo: null },
      sort: 'departure',
      page: 1,
      perPage: LINES,
    },
    lang,
  );
  const spokenOf = new Map(answer.facets.event.map(({ value, count }) => [value, count]));
  const known = eventsOfCountry(db, viewer, code, lang).map((event) => ({
    ...event,
    testimonies: spokenOf.get(event.slug) ?? 0,
  }));
  const most = [...known].sort((one, other) => other.testimonies - one.testimonies).slice(0, QUOTED);
  const passages =
    answer.total === 0 ? new Map<string, AboutEvent>() : await passagesAboutEvents(site, viewer, code, most);
  const events = known.map((event) => ({ ...event, passage: passages.get(event.slug) ?? null }));
  const years = histogram(answer.years, {
    beside: yearsBeside(events, answer.years),
    mirrored: directionOf(lang) === 'rtl',
  });
  const label = facetLabels(db, lang);
  return {
    total: answer.total,
    atlas: countryAtlas(db, lang, code, answer, year),
    periods: periodsOf(db, code, lang, year),
    years,
    byYear: answer.years,
    undated: answer.undated,
    timeline: years && eventMarks(events, years),
    events,
    communities: answer.facets.community.map(({ value, count }) => ({ value, count, name: label('community', value) })),
    states: answer.facets.polity.map(({ value, count }) => ({ value, count, name: label('polity', value) })),
    pictures: picturesOfCountry(db, viewer, code, lang, PICTURES),
    lines: results,
  };
}
