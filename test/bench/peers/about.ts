/** What the corpus says of each testimony beside its words: for engines that are given plain documents. */
import type { Database } from '../../../server/db/open.ts';
import type { Filters } from '../../../server/search/engine.ts';

export interface About {
  lang: string;
  form: string;
  generation: string;
  collection: string;
  recorded: number;
  departures: { country: string; place: number; from: number; to: number }[];
  terms: string[]; // slugs
  values: string[]; // of all facets, each once
}

export function aboutTestimonies(db: Database): Map<number, About> {
  const all = new Map<number, About>();
  const rows = db.prepare<[], Omit<About, 'departures' | 'terms' | 'values'> & { id: number }>(`
    SELECT testimony.id, lang, form, generation, collection.slug AS collection, session.year_min AS recorded
    FROM testimony JOIN collection ON collection.id = collection_id JOIN session ON session.testimony_id = testimony.id`);
  for (const { id, ...row } of rows.all()) all.set(id, { ...row, departures: [], terms: [], values: [] });
  const departures = db.prepare<[], About['departures'][number] & { id: number }>(`
    SELECT testimony_id AS id, country, place_id AS place, year_min AS "from", year_max AS "to" FROM departure`);
  for (const { id, ...departure } of departures.all()) all.get(id)!.departures.push(departure);
  const terms = db.prepare<[], { id: number; slug: string }>(
    'SELECT testimony_id AS id, slug FROM testimony_term JOIN term ON term.id = term_id',
  );
  for (const { id, slug } of terms.all()) all.get(id)!.terms.push(slug);
  for (const about of all.values()) about.values = valuesOf(about);
  return all;
}

function valuesOf({ lang, form, generation, collection, recorded, departures, terms }: About): string[] {
  const values = [`lang ${lang}`, `form ${form}`, `generation ${generation}`, `in ${collection}`, `at ${recorded}`];
  for (const { country, place, from } of departures)
    values.push(`country ${country}`, `place ${place}`, `year ${from}`);
  for (const term of terms) values.push(`term ${term}`);
  return [...new Set(values)];
}

export function answersTo({ departures, terms }: About, { facets, yearFrom, yearTo }: Filters): boolean {
  const left = departures.some(
    ({ country, from, to }) =>
      (facets.country ?? [country]).includes(country) && from <= (yearTo ?? from) && to >= (yearFrom ?? to),
  );
  return left && (facets.topic ?? [terms[0]]).some((topic) => terms.includes(topic ?? ''));
}
