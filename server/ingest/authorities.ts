import { addCollection, collectionsByTitle } from '../archive/collection.ts';
import { countriesByName } from '../archive/country.ts';
import { Invalid } from '../archive/errors.ts';
import { nameKey } from '../archive/names.ts';
import { addPlace, type PlaceRef, placeNamed, placesByName } from '../archive/place.ts';
import { addTerm, termsByLabel, type Vocabulary } from '../archive/term.ts';
import type { Database } from '../db/open.ts';
import { quoted } from './refusal.ts';

export interface ResolvedPlace {
  placeId: number | null;
  country: string | null; // ISO 3166-1 alpha-2
}

/**
 * The archive's authorities as an import resolves names against them. What a table names and the archive does not know (a
 * town, a topic, a community, a collection) is added, and noted for an archivist to complete; an unknown country is refused,
 * since it is far more often a slip.
 */
export interface Resolver {
  country(name: string): string;
  /** A town, or a country alone; the country is what was said beside it, or follows from the town. */
  place(name: string | null, country: string | null, lang: string): ResolvedPlace;
  /** A place only if the gazetteer already knows it. */
  knownPlace(name: string): PlaceRef | null;
  term(vocabulary: Vocabulary, label: string, lang: string): number;
  /** The topic of that label only if the vocabulary already has it. */
  knownTopic(label: string): number | null;
  collection(title: string, lang: string): number;
}

/** The authorities as one run of an import holds them in memory. */
export interface Authorities {
  /** For one record, inside its transaction; `note` hears of what had to be added. */
  resolver(note: (text: string) => void): Resolver;
  /** Says how that transaction ended: of one rolled back, what it added is not there. */
  ended(committed: boolean): void;
}

interface Held {
  countries: Map<string, string | null>;
  places: Map<string, PlaceRef[]>;
  terms: Record<Vocabulary, Map<string, number>>;
  collections: Map<string, number>;
}

/** Reads the authorities once, and again only after another process has written to the archive. */
export function openAuthorities(db: Database, sample: boolean): Authorities {
  let held: Held | null = null;
  let version: unknown = null;
  let marks: unknown = null;
  let undo: (() => void)[] = [];

  function put<V>(map: Map<string, V>, key: string, value: V): void {
    const before = map.get(key);
    map.set(key, value);
    undo.push(() => (before === undefined ? map.delete(key) : map.set(key, before)));
  }

  return {
    resolver(note) {
      const now = db.pragma('data_version', { simple: true });
      if (now !== version) {
        const seen = marksOf(db);
        if (seen !== marks) held = null;
        marks = seen;
      }
      version = now;
      held ??= read(db, sample);
      return resolverOf(db, held, sample, put, note);
    },
    ended(committed) {
      if (!committed) for (const step of undo.reverse()) step();
      else if (undo.length) marks = marksOf(db);
      undo = [];
    },
  };
}

/** Changes when a name is added or taken away: most of what another process writes is none. */
function marksOf(db: Database): string {
  return db
    .prepare<[], string>(`
      SELECT concat_ws(' ', (SELECT count(*) FROM place_name), (SELECT max(id) FROM place), (SELECT count(*) FROM term_label),
        (SELECT max(id) FROM term), (SELECT count(*) FROM collection_text), (SELECT max(id) FROM collection))`)
    .pluck()
    .get()!;
}

function read(db: Database, sample: boolean): Held {
  return {
    countries: countriesByName(db),
    places: placesByName(db),
    terms: {
      topic: termsByLabel(db, 'topic'),
      event: termsByLabel(db, 'event'),
      community: termsByLabel(db, 'community'),
    },
    collections: collectionsByTitle(db, sample),
  };
}

const VOCABULARY_NAMES: Record<Vocabulary, string> = { topic: 'topics', event: 'events', community: 'communities' };

function resolverOf(
  db: Database,
  { countries, places, terms, collections }: Held,
  sample: boolean,
  put: <V>(map: Map<string, V>, key: string, value: V) => void,
  note: (text: string) => void,
): Resolver {
  const countryOrNull = (name: string) => countries.get(nameKey(name)) ?? null;

  const country = (name: string): string => {
    const code = countryOrNull(name);
    if (code) return code;
    throw new Invalid(
      `Kolot knows no country ${quoted(name)}. Write its name in English, French, Arabic, Hebrew or Persian, or its two-letter ISO code.`,
    );
  };

  const place: Resolver['place'] = (name, countryName, lang) => {
    const code = countryName ? country(countryName) : null;
    if (!name) return { placeId: null, country: code };
    const known = placeNamed(places, name, code);
    if (known) return { placeId: known.id, country: code ?? known.country };
    const [, town, land] = /^(.+?)\s*[,،]\s*([^,،]+)$/.exec(name) ?? [];
    if (!code && town && land && countryOrNull(land)) return place(town, land, lang);
    if (!code && countryOrNull(name)) return { placeId: null, country: country(name) };
    const key = nameKey(name);
    const others = places.get(key) ?? [];
    const added = addPlace(db, { name, lang, country: code });
    put(places, key, [...others, added]);
    note(
      !code && others.length
        ? `Several places are called “${name}”, and nothing says in which country this one is: it was added apart from them.`
        : `The gazetteer did not know “${name}”${code ? ` in ${code}` : ''}: it was added, without coordinates.`,
    );
    return { placeId: added.id, country: code };
  };

  return {
    country,
    place,
    knownPlace(name) {
      const known = placeNamed(places, name, null);
      if (known) return known;
      const [, town, land] = /^(.+?)\s*[,،]\s*([^,،]+)$/.exec(name) ?? [];
      return town && land && countryOrNull(land) ? placeNamed(places, town, countryOrNull(land)) : null;
    },
    term(vocabulary, label, lang) {
      const key = nameKey(label);
      const known = terms[vocabulary].get(key);
      if (known !== undefined) return known;
      const id = addTerm(db, vocabulary, label, lang);
      put(terms[vocabulary], key, id);
      note(`The vocabulary of ${VOCABULARY_NAMES[vocabulary]} did not have “${label}”: it was added.`);
      return id;
    },
    knownTopic: (label) => terms.topic.get(nameKey(label)) ?? null,
    collection(title, lang) {
      const key = nameKey(title);
      const known = collections.get(key);
      if (known !== undefined) return known;
      const id = addCollection(db, title, lang, sample);
      put(collections, key, id);
      return id;
    },
  };
}
