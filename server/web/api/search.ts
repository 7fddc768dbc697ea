import type { RequestHandler } from 'express';
import { countriesOfAtlas } from '../../archive/atlas.ts';
import { href } from '../../i18n/href.ts';
import { isLang, type Lang } from '../../i18n/languages.ts';
import { FACETS, type SearchAnswer } from '../../search/engine.ts';
import { find } from '../../search/find.ts';
import { type CountedPlace, destinationsIn, townsIn } from '../atlas/country.ts';
import { eventsFound } from '../atlas/timeline.ts';
import { facetLabels } from '../facet-labels.ts';
import { searchQuery, type View } from '../search-query.ts';
import type { Site } from '../site.ts';
import { passageLink } from '../testimony-address.ts';
import { refuseUnmeant } from './parameters.ts';

const PER_PAGE = 20;

/**
 * GET /api/v1/search?q=&country=IQ&year_from=&year_to=&topic=&language=&sort=&page=&spellings=&view= — every facet is a parameter of its name
 * that may be repeated, `lang` chooses the language of labels. A page beyond the last has no results, and says how many pages
 * there are; so does a query without a word to look for, whose `notes` has `no-words`. Answers
 * `{ total, page, pages, read, notes, spellings, also_spelled, other_names, corrected, did_you_mean, fallback, results: [{ accession, title, narrators, departures, url, matched,
 * matching_passages, passages }], facets, years, undated }`, and `map` or `timeline` where `view` asks for it; docs/api.md says what each is.
 */
export function searchApi(site: Site): RequestHandler {
  return async (req, res) => {
    refuseUnmeant(req.query, PARAMETERS, FACETS);
    const query = searchQuery(req.query);
    const asked = String(req.query.lang ?? '');
    const lang = isLang(asked) ? asked : site.config.defaultLanguage;
    const { answer, results, read, notice, alsoSpelled } = await find(
      site,
      req.viewer,
      { ...query, perPage: PER_PAGE },
      lang,
    );
    const label = facetLabels(site.archive.db, lang);
    const url = (path: string) => site.config.publicUrl + href(lang, path);
    res.json({
      total: answer.total,
      page: answer.page,
      pages: answer.pages,
      read: read.query,
      notes: read.notes,
      spellings: query.spellings,
      also_spelled: alsoSpelled.map(({ asked, spellings }) => ({
        typed: asked,
        found: spellings.map(({ text }) => text),
        by: spellings.map(({ by }) => by),
      })),
      other_names: answer.otherNames.map(({ asked, names }) => ({ typed: asked, names })),
      corrected: answer.corrected,
      did_you_mean: answer.didYouMean,
      fallback: notice === 'fallback',
      results: results.map((result) => ({
        accession: result.accession,
        title: result.title,
        narrators: result.narrators.map(({ name }) => name),
        departures: result.departures.map(({ country, year }) => ({ country, year })),
        url: url(`/testimonies/${encodeURIComponent(result.accession)}`),
        sample: result.sample,
        matched: result.matched.map(({ kind, typed, found, ...match }) => ({ kind, typed, found, in: match.in })),
        matching_passages: result.matchingPassages,
        passages: result.passages.map((passage) => ({
          id: passage.publicId,
          part: passage.part,
          start_ms: passage.startMs,
          end_ms: passage.endMs,
          speaker: passage.speaker,
          lang: passage.lang,
          machine_draft: passage.machineDraft,
          text: passage.text,
          html: passage.html,
          url: url(passageLink(passage.publicId, query)),
        })),
      })),
      facets: Object.fromEntries(
        FACETS.map((facet) => [
          facet,
          answer.facets[facet].map(({ value, count }) => ({ value, label: label(facet, value), count })),
        ]),
      ),
      years: answer.years,
      undated: answer.undated,
      ...seenAs(site, lang, query.view, answer),
    });
  };
}

/** What a map or a timeline draws, beside the answer that every view has. */
function seenAs({ archive: { db } }: Site, lang: Lang, view: View, answer: SearchAnswer) {
  if (view === 'timeline') {
    const events = eventsFound(db, lang, answer).map(({ slug, label, date, yearMin, yearMax, count }) => ({
      value: slug,
      label,
      date,
      year_from: yearMin,
      year_to: yearMax,
      count,
    }));
    return { timeline: { events } };
  }
  if (view === 'list') return {};
  const countries = countriesOfAtlas(db, lang);
  const located = (facet: 'country' | 'destination') =>
    destinationsIn(countries, answer.facets[facet]).map(({ country, count }) => ({
      value: country.code,
      label: country.name,
      latitude: country.latitude,
      longitude: country.longitude,
      count,
    }));
  const town = ({ slug, name, country, latitude, longitude, count }: CountedPlace) => ({
    value: slug,
    label: name,
    country,
    latitude,
    longitude,
    count,
  });
  return {
    map: {
      countries: located('country'),
      towns: townsIn(db, lang, answer.facets.place).map(town),
      destinations: located('destination'),
    },
  };
}

const PARAMETERS = new Set<string>([
  'q',
  ...FACETS,
  'year_from',
  'year_to',
  'sort',
  'page',
  'lang',
  'spellings',
  'view',
]);
