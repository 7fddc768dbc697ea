import { keptColumn } from '../db/kept.ts';
import type { Database } from '../db/open.ts';
import { knowsCollection } from './collection-page.ts';
import { languageName } from './languages.ts';
import { knowsPlace } from './place-page.ts';
import { nameIn } from './preferred-name.ts';
import { knowsTerm } from './term-page.ts';
import type { Viewer } from './viewer.ts';

/**
 * What an authority is called in `lang`, by the facet it serves and its value there (ISO code, slug or language tag); null for
 * facets whose values are words of the interface, and for values that no authority has.
 */
export function authorityLabels(db: Database, lang: string): (facet: string, value: string) => string | null {
  const known = new Map<string, string | null>();
  return (facet, value) => {
    if (facet === 'language') return languageName(value, lang);
    const sql = LABEL[facet];
    if (sql === undefined) return null;
    const key = `${facet} ${value}`;
    const label = known.get(key);
    if (label !== undefined) return label;
    const found = keptColumn<{ value: string; lang: string }, string>(db, sql).get({ value, lang }) ?? null;
    known.set(key, found);
    return found;
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

const COUNTRY = `SELECT name FROM country_name WHERE country = @value AND kind = 'preferred' AND lang IN (@lang, 'en')
  ORDER BY lang = @lang DESC LIMIT 1`;

/** One label by the value of a facet. */
const LABEL: Record<string, string> = {
  country: COUNTRY,
  destination: COUNTRY,
  mentioned: COUNTRY,
  place: `SELECT ${nameIn('place_name', 'place_id', 'place.id')} FROM place WHERE slug = @value`,
  polity: `SELECT ${nameIn('polity_name', 'polity_id', 'polity.id')} FROM polity WHERE slug = @value`,
  topic: term('topic'),
  event: term('event'),
  community: term('community'),
  collection: `SELECT title FROM collection JOIN collection_text ON collection_text.collection_id = collection.id
    WHERE slug = @value ORDER BY lang = @lang DESC, lang = 'en' DESC LIMIT 1`,
};

function term(vocabulary: string): string {
  return `SELECT ${nameIn('term_label', 'term_id', 'term.id', 'label')} FROM term
    WHERE vocabulary = '${vocabulary}' AND slug = @value`;
}
