import type { Database } from '../db/open.ts';
import { knowsCollection } from './collection-page.ts';
import { countryNames } from './country.ts';
import { languageName } from './languages.ts';
import { knowsPlace } from './place-page.ts';
import { nameIn } from './preferred-name.ts';
import { knowsTerm } from './term-page.ts';
import type { Viewer } from './viewer.ts';

/**
 * What an authority is called in `lang`, by the facet it serves and its value there (ISO code, slug or language tag); null for
 * facets whose values are words of the interface, and for values that no authority has. Reads each list once.
 */
export function authorityLabels(db: Database, lang: string): (facet: string, value: string) => string | null {
  const known = new Map<string, Map<string, string>>();
  const read = (list: string): Map<string, string> => {
    const labels = known.get(list) ?? (list === 'country' ? countryNames(db, lang) : slugLabels(db, list, lang));
    known.set(list, labels);
    return labels;
  };
  return (facet, value) => {
    switch (facet) {
      case 'country':
      case 'destination':
      case 'mentioned':
        return read('country').get(value) ?? null;
      case 'language':
        return languageName(value, lang);
      case 'place':
      case 'polity':
      case 'topic':
      case 'event':
      case 'community':
      case 'collection':
        return read(facet).get(value) ?? null;
      default:
        return null;
    }
  };
}

/**
 * Whether `viewer` may be told that the archive has this value of a facet: a collection, place or term that only closed
 * testimonies have tells by its name what is in them. Values that no authority has are not known.
 */
export function isKnownTo(db: Database, viewer: Viewer, facet: string, value: string): boolean {
  switch (facet) {
    case 'place':
      return knowsPlace(db, viewer, value);
    case 'topic':
    case 'event':
    case 'community':
      return knowsTerm(db, viewer, facet, value);
    case 'collection':
      return knowsCollection(db, viewer, value);
    default:
      return true;
  }
}

const LISTS: Record<string, string> = {
  place: `SELECT slug, ${nameIn('place_name', 'place_id', 'place.id')} AS label FROM place`,
  polity: `SELECT slug, ${nameIn('polity_name', 'polity_id', 'polity.id')} AS label FROM polity`,
  topic: termList('topic'),
  event: termList('event'),
  community: termList('community'),
  collection: `SELECT slug, (SELECT title FROM collection_text WHERE collection_id = collection.id
    ORDER BY lang = @lang DESC, lang = 'en' DESC LIMIT 1) AS label FROM collection`,
};

function termList(vocabulary: string): string {
  return `SELECT slug, ${nameIn('term_label', 'term_id', 'term.id', 'label')} AS label FROM term WHERE vocabulary = '${vocabulary}'`;
}

function slugLabels(db: Database, list: string, lang: string): Map<string, string> {
  const rows = db.prepare<{ lang: string }, { slug: string; label: string }>(LISTS[list]!).all({ lang });
  return new Map(rows.map(({ slug, label }) => [slug, label]));
}
