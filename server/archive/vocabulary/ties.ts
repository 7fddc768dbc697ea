/** Kin and citizenship of a person as one line each, as they leave the archive and come back: relatives by their slugs. */
import type { Database } from '../../db/open.ts';
import { Invalid } from '../errors.ts';
import { type Citizenship, type Kin, RELATIONS, type Relation } from './authority.ts';

export interface KinBySlug {
  relative: string; // slug
  relation: Relation; // what the relative is to this person
  agreed: boolean; // this person, to its being shown
  theirs: boolean; // the relative
}

const AGREED = { both: [true, true], own: [true, false], theirs: [false, true], none: [false, false] } as const;

/** `relation:slug:agreed`, of which the last is `both`, `own`, `theirs` or `none`: who agreed to its being shown. */
export function kinLine({ relation, relative, agreed, theirs }: KinBySlug): string {
  return `${relation}:${relative}:${agreed ? (theirs ? 'both' : 'own') : theirs ? 'theirs' : 'none'}`;
}

/** Without its last part nobody has agreed. Throws Invalid. */
export function kinFrom(line: string): KinBySlug {
  const [, said = '', relative = '', word = 'none'] = /^([a-z]+):([^:]+)(?::(both|own|theirs|none))?$/.exec(line) ?? [];
  const relation = RELATIONS.find((one) => one === said);
  if (!relation)
    throw new Invalid(
      `“${line.slice(0, 60)}” is not written as relation:slug:agreed. A relation is ${RELATIONS.join(', ')}; agreed is both, own, theirs or none.`,
    );
  const [agreed, theirs] = AGREED[word as keyof typeof AGREED];
  return { relative, relation, agreed, theirs };
}

/** `country:from:to`, with the country's two letters or `stateless`, and calendar years where they are known. */
export function citizenshipLine({ country, fromYear, toYear }: Citizenship): string {
  return `${country ?? 'stateless'}:${fromYear ?? ''}:${toYear ?? ''}`;
}

/** Throws Invalid. */
export function citizenshipFrom(line: string): Citizenship {
  const [, country = '', from = '', to = ''] = /^(stateless|[A-Z]{2})(?::(\d{0,4}))?(?::(\d{0,4}))?$/.exec(line) ?? [];
  if (country === '')
    throw new Invalid(
      `“${line.slice(0, 60)}” is not written as country:from:to, with the two letters of a country or “stateless”, and years.`,
    );
  return {
    country: country === 'stateless' ? null : country,
    fromYear: from === '' ? null : Number(from),
    toYear: to === '' ? null : Number(to),
  };
}

/** The ties of a record with those of a row, in the order of the record; `ids`: of people of the same file, by slug. What others say of somebody we know adds ties, and changes none. */
export function kinWith(
  db: Database,
  before: Kin[],
  kin: KinBySlug[],
  { ids, replaces }: { ids: Map<string, number>; replaces: boolean },
): Kin[] {
  const said = kin.map(({ relative, relation, agreed, theirs }) => ({
    relativeId: personOf(db, relative, ids),
    relation,
    agreed,
    theirs,
  }));
  const known = (one: Kin) =>
    before.some(({ relativeId, relation }) => relativeId === one.relativeId && relation === one.relation);
  const all = replaces ? said : [...before, ...said.filter((one) => !known(one))];
  return all.sort(
    (one, other) =>
      (one.relation < other.relation ? -1 : one.relation > other.relation ? 1 : 0) || one.relativeId - other.relativeId,
  );
}

function personOf(db: Database, slug: string, ids: Map<string, number>): number {
  const id = ids.get(slug) ?? db.prepare<[string], number>('SELECT id FROM person WHERE slug = ?').pluck().get(slug);
  if (id === undefined)
    throw new Invalid(`There is no person “${slug}” who could be kin. Put them in the file, or leave the tie out.`);
  return id;
}
