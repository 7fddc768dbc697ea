/** Finding a place, person or term by whatever spelling is typed, for those who catalogue: names of every script, begun or heard. */

import { nameIn } from '../archive/preferred-name.ts';
import type { Database } from '../db/open.ts';
import { whileUnchanged } from '../db/unchanged.ts';
import { fold } from './folding.ts';
import { soundsLike } from './names/sounds-like.ts';

export const AUTHORITY_KINDS = ['place', 'person', 'topic', 'event', 'community'] as const;
export type AuthorityKind = (typeof AUTHORITY_KINDS)[number];

/** Something the archive knows by a name. `also` is the spelling that was found, where it is not the label. */
export interface Candidate {
  id: number;
  slug: string;
  label: string;
  also: string | null;
  exact: boolean; // a spelling of it is just what was typed
  country: string | null; // ISO; of a person, of birth
  parent: string | null; // the label of what stands above
  years: [number | null, number | null] | null; // of birth; of an event
  uses: number; // testimonies
}

const ALIKE = 0.7; // how alike two words sound that may be the same name
const SHORTEST_HEARD = 3; // letters

/**
 * What may be meant by `text`, likeliest first; `lang` is that of the labels. Without a text, what is used most. Everything
 * the archive has is searched, whoever may know of it: for staff.
 */
export function findAuthorities(
  db: Database,
  kind: AuthorityKind,
  text: string,
  lang: string,
  { limit = 12, country = null }: { limit?: number; country?: string | null } = {},
): Candidate[] {
  const wanted = fold(text);
  const names = namesOf(db, kind);
  const best = new Map<number, { score: number; name: string }>();
  const consider = (score: (folded: string) => number) => {
    for (const { id, name, folded } of names) {
      const points = score(folded);
      const known = best.get(id);
      if (points > 0 && (!known || points > known.score)) best.set(id, { score: points, name });
    }
  };
  if (wanted === '') for (const { id, name } of names) best.set(id, { score: 1, name });
  else {
    const words = wanted.split(' ');
    consider((folded) => spelled(folded, wanted, words));
    const heard = words.filter((word) => word.length >= SHORTEST_HEARD);
    const known = [...best.values()].some(({ score }) => score >= EXACT);
    if (!known && best.size < limit && heard.length === words.length) consider((folded) => sounded(folded, heard));
  }
  const likeliest = [...best].sort(([, one], [, other]) => other.score - one.score).slice(0, 400);
  const details = new Map(
    detailsOf(
      db,
      kind,
      likeliest.map(([id]) => id),
      lang,
    ).map((one) => [one.id, one]),
  );
  return likeliest
    .map(([id, { score, name }]) => {
      const { min, max, ...known } = details.get(id)!;
      const years: Candidate['years'] = min === null && max === null ? null : [min, max];
      const also = fold(name) === fold(known.label) ? null : name;
      return { ...known, years, also: wanted === '' ? null : also, exact: score >= EXACT, score };
    })
    .filter((one) => country === null || one.country === null || one.country === country)
    .sort(
      (one, other) => other.score - one.score || other.uses - one.uses || one.label.localeCompare(other.label, lang),
    )
    .slice(0, limit)
    .map(({ score: _, ...candidate }) => candidate);
}

/** Those of these ids that are there, with their labels in `lang`. */
export function authoritiesById(
  db: Database,
  kind: AuthorityKind,
  ids: number[],
  lang: string,
): Map<number, Omit<Candidate, 'also' | 'exact'>> {
  return new Map(
    detailsOf(db, kind, ids, lang).map(({ min, max, ...one }) => [
      one.id,
      { ...one, years: min === null && max === null ? null : [min, max] },
    ]),
  );
}

const EXACT = 100;

function spelled(folded: string, wanted: string, words: string[]): number {
  if (folded === wanted) return EXACT;
  if (folded.startsWith(wanted)) return 80;
  const own = folded.split(' ');
  return words.every((word) => own.some((one) => one.startsWith(word))) ? 60 : 0;
}

function sounded(folded: string, words: string[]): number {
  const own = folded.split(' ');
  let sum = 0;
  for (const word of words) {
    const likest = Math.max(...own.map((one) => soundsLike(word, one)));
    if (likest < ALIKE) return 0;
    sum += likest;
  }
  return (40 * sum) / words.length;
}

interface Name {
  id: number;
  name: string;
  folded: string;
}

const NAMES: Record<AuthorityKind, string> = {
  place: 'SELECT place_id AS id, name FROM place_name',
  person: 'SELECT id, name FROM person UNION ALL SELECT person_id, name FROM person_name',
  topic: termNames('topic'),
  event: termNames('event'),
  community: termNames('community'),
};

function termNames(vocabulary: string): string {
  return `SELECT term.id, term_label.label AS name FROM term JOIN term_label ON term_label.term_id = term.id
    WHERE vocabulary = '${vocabulary}'`;
}

/** Every name of a kind, folded; read again when anything in the archive has changed. */
function namesOf(db: Database, kind: AuthorityKind): Name[] {
  return whileUnchanged(db, `names of authorities: ${kind}`, () =>
    db
      .prepare<[], { id: number; name: string }>(NAMES[kind])
      .all()
      .map((row) => ({ ...row, folded: fold(row.name) })),
  );
}

interface Details extends Omit<Candidate, 'also' | 'exact' | 'years'> {
  min: number | null;
  max: number | null;
}

function detailsOf(db: Database, kind: AuthorityKind, ids: number[], lang: string): Details[] {
  const sql = kind === 'place' ? PLACES : kind === 'person' ? PEOPLE : TERMS;
  return db
    .prepare<{ ids: string; lang: string; kind: string }, Details>(sql)
    .all({ ids: JSON.stringify(ids), lang, kind });
}

const PLACES = `
  SELECT place.id, place.slug, ${nameIn('place_name', 'place_id', 'place.id')} AS label, place.country,
    ${nameIn('place_name', 'place_id', 'place.parent_id')} AS parent, NULL AS min, NULL AS max,
    (SELECT count(*) FROM (SELECT testimony_id FROM departure WHERE place_id = place.id
      UNION SELECT testimony_id FROM leg WHERE place_id = place.id
      UNION SELECT testimony_id FROM testimony_mention WHERE place_id = place.id)) AS uses
  FROM place WHERE place.id IN (SELECT value FROM json_each(@ids)) AND @kind IS NOT NULL`;
const PEOPLE = `
  SELECT person.id, person.slug, person.name AS label, coalesce(birth_country, birth.country) AS country, NULL AS parent,
    birth_year_min AS min, birth_year_max AS max,
    (SELECT count(DISTINCT testimony_id) FROM testimony_person WHERE person_id = person.id) AS uses
  FROM person LEFT JOIN place AS birth ON birth.id = birth_place_id
  WHERE person.id IN (SELECT value FROM json_each(@ids)) AND @lang IS NOT NULL AND @kind IS NOT NULL`;
const TERMS = `
  SELECT term.id, term.slug, ${nameIn('term_label', 'term_id', 'term.id', 'label')} AS label, NULL AS country,
    ${nameIn('term_label', 'term_id', 'term.parent_id', 'label')} AS parent, year_min AS min, year_max AS max,
    (SELECT count(*) FROM testimony_term WHERE term_id = term.id) AS uses
  FROM term WHERE term.vocabulary = @kind AND term.id IN (SELECT value FROM json_each(@ids))`;
