import { countryCode } from '../archive/country.ts';
import { Invalid } from '../archive/errors.ts';
import { nameKey } from '../archive/names.ts';
import { addPlace, type PlaceRef, placeNamed, placesByName } from '../archive/place.ts';
import { addTerm, termsByLabel, type Vocabulary } from '../archive/term.ts';
import type { Database } from '../db/open.ts';

/**
 * The archive's authorities as an import resolves names against them. What a table names and the archive does not know (a
 * town, a topic, a community) is added, and noted for an archivist to complete; an unknown country is refused, since it is
 * far more often a slip.
 */
export interface Resolver {
  country(name: string): string;
  /** A town, or a country alone; the country is what was said beside it, or follows from the town. */
  place(name: string | null, country: string | null, lang: string): { placeId: number | null; country: string | null };
  /** A place only if the gazetteer already knows it. */
  knownPlace(name: string): PlaceRef | null;
  term(vocabulary: Vocabulary, label: string, lang: string): number;
  /** The topic of that label only if the vocabulary already has it. */
  knownTopic(label: string): number | null;
}

export function resolver(db: Database, note: (text: string) => void): Resolver {
  const places = placesByName(db);
  const terms = new Map<Vocabulary, Map<string, number>>();
  const vocabulary = (name: Vocabulary) => {
    const known = terms.get(name) ?? termsByLabel(db, name);
    terms.set(name, known);
    return known;
  };
  const countryOrNull = (name: string) => countryCode(db, name);

  const country = (name: string): string => {
    const code = countryOrNull(name);
    if (!code) {
      throw new Invalid(
        `Kolot knows no country “${name}”. Write its name in English, French, Arabic, Hebrew or Persian, or its two-letter ISO code.`,
      );
    }
    return code;
  };

  const place: Resolver['place'] = (name, countryName, lang) => {
    const code = countryName ? country(countryName) : null;
    if (!name) return { placeId: null, country: code };
    const known = placeNamed(places, name, code);
    if (known) return { placeId: known.id, country: code ?? known.country };
    const [, town, land] = /^(.+?)\s*[,،]\s*([^,،]+)$/.exec(name) ?? [];
    if (!code && town && land && countryOrNull(land)) return place(town, land, lang);
    if (!code && countryOrNull(name)) return { placeId: null, country: country(name) };
    const added = addPlace(db, { name, lang, country: code });
    places.set(nameKey(name), [...(places.get(nameKey(name)) ?? []), added]);
    note(`The gazetteer did not know “${name}”${code ? ` in ${code}` : ''}: it was added, without coordinates.`);
    return { placeId: added.id, country: code };
  };

  return {
    country,
    place,
    knownPlace: (name) => placeNamed(places, name, null),
    term(name, label, lang) {
      const known = vocabulary(name).get(nameKey(label));
      if (known !== undefined) return known;
      const id = addTerm(db, name, label, lang);
      vocabulary(name).set(nameKey(label), id);
      note(
        `The vocabulary of ${name === 'community' ? 'communities' : `${name}s`} did not have “${label}”: it was added.`,
      );
      return id;
    },
    knownTopic: (label) => vocabulary('topic').get(nameKey(label)) ?? null,
  };
}
