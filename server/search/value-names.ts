/** What people call the values of the facets, in any language, folded: to read `country:عراق` or `topic:music`. */
import { languageTag } from '../archive/languages.ts';
import type { Database } from '../db/open.ts';
import { whileUnchanged } from '../db/unchanged.ts';
import type { Facet } from './engine.ts';
import { fold } from './folding.ts';
import { sameWord, stemKey } from './stem.ts';

const COUNTRIES = `
  SELECT code AS value, code AS name FROM country
  UNION ALL SELECT country, name FROM country_name`;
const TERMS = (vocabulary: string) => `
  SELECT slug AS value, slug AS name FROM term WHERE vocabulary = '${vocabulary}'
  UNION ALL SELECT slug, label FROM term JOIN term_label ON term_label.term_id = term.id WHERE vocabulary = '${vocabulary}'`;

/** Lists of the archive: each value with a name of it, a row a name. */
const LISTS = {
  country: COUNTRIES,
  place: `
    SELECT slug AS value, slug AS name FROM place
    UNION ALL SELECT slug, name FROM place JOIN place_name ON place_name.place_id = place.id`,
  polity: `
    SELECT slug AS value, slug AS name FROM polity
    UNION ALL SELECT slug, name FROM polity JOIN polity_name ON polity_name.polity_id = polity.id`,
  collection: `
    SELECT slug AS value, slug AS name FROM collection
    UNION ALL SELECT slug, title FROM collection JOIN collection_text ON collection_text.collection_id = collection.id`,
  topic: TERMS('topic'),
  event: TERMS('event'),
  community: TERMS('community'),
} as const;
type List = keyof typeof LISTS;

const LIST_OF: Partial<Record<Facet, List>> = {
  country: 'country',
  destination: 'country',
  mentioned: 'country',
  place: 'place',
  polity: 'polity',
  collection: 'collection',
  topic: 'topic',
  event: 'event',
  community: 'community',
};

/** Values that are words of ours. */
const WORDS: Partial<Record<Facet, readonly string[]>> = {
  form: ['interview', 'memoir', 'family-story', 'speech', 'letter', 'song', 'prayer', 'recipe'],
  generation: ['first', 'descendant'],
  gender: ['female', 'male', 'other'],
  transcript: ['machine-draft', 'uncorrected', 'audited-against-sound', 'narrator-reviewed'],
  media: ['photograph', 'document', 'audio', 'video'],
  access: ['public', 'registered', 'restricted', 'closed', 'draft', 'embargoed'],
};

/** The values of `facet` that `text` may mean: several where a name is that of several; none where nothing is called so. */
export function valuesCalled(db: Database, facet: Facet, text: string): string[] {
  const name = fold(text);
  const list = LIST_OF[facet];
  if (list) return called(namesOf(db, list), name);
  if (facet === 'language') return languages(db, text);
  if (facet === 'birth_decade') return decades(name);
  return ourWords(WORDS[facet] ?? [], name);
}

interface Names {
  values: Map<string, Set<string>>; // by folded name
  alike: Map<string, string[]>; // folded names by stem (stem.ts)
}

/** Those called exactly so; else those called so but for an article or a plural. */
function called({ values, alike }: Names, name: string): string[] {
  const exact = values.get(name);
  if (exact) return [...exact];
  const others = alike.get(stemKey(name)) ?? [];
  const same = others.filter((other) => sameWord(name, other) || sameWord(other, name));
  return [...new Set(same.flatMap((other) => [...values.get(other)!]))];
}

/** The names of a list, read again when anything in the archive changed. */
function namesOf(db: Database, list: List): Names {
  return whileUnchanged(db, `names of values: ${list}`, () => readNames(db, list));
}

function readNames(db: Database, list: List): Names {
  const values: Names['values'] = new Map();
  const alike: Names['alike'] = new Map();
  for (const { value, name } of db.prepare<[], { value: string; name: string }>(LISTS[list]).all()) {
    const folded = fold(name);
    const known = values.get(folded);
    if (known) {
      known.add(value);
      continue;
    }
    values.set(folded, new Set([value]));
    const stem = stemKey(folded);
    alike.set(stem, [...(alike.get(stem) ?? []), folded]);
  }
  return { values, alike };
}

/** The languages of transcripts that are this one, in any script or dialect: Judeo-Arabic is also Judeo-Arabic in Hebrew letters. */
function languages(db: Database, text: string): string[] {
  const tag = languageTag(text);
  if (tag === null) return [];
  const spoken = db.prepare<[], string>('SELECT DISTINCT lang FROM transcript').pluck().all();
  const found = spoken.filter((lang) => lang === tag || lang.startsWith(`${tag}-`));
  return found.length ? found : [tag];
}

function decades(text: string): string[] {
  const year = /^(\d{4})s?$/.exec(text)?.[1];
  return year ? [String(Math.floor(Number(year) / 10) * 10)] : [];
}

/** The one of our words that begins so, or of which this is another form: `photos`, `family story`. */
function ourWords(words: readonly string[], name: string): string[] {
  const slug = name.replaceAll(' ', '-');
  const alike = words.filter((word) => word === slug || sameWord(name, word) || sameWord(word, name));
  if (alike.length) return alike;
  const begun = words.filter(
    (word) => slug.length >= 3 && (word.startsWith(slug) || word.startsWith(slug.replace(/s$/, ''))),
  );
  return begun.length === 1 ? begun : [];
}
