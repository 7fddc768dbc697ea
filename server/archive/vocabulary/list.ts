import type { Database } from '../../db/open.ts';
import { nameIn } from '../preferred-name.ts';
import { AUTHORITY_KINDS, type AuthorityKind } from './authority.ts';

/** How many there are of each kind. */
export function authorityCounts(db: Database): Record<AuthorityKind, number> {
  const terms = db
    .prepare<[], { kind: AuthorityKind; count: number }>(
      'SELECT vocabulary AS kind, count(*) AS count FROM term GROUP BY vocabulary',
    )
    .all();
  const count = (table: string) => db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get()!;
  const counts = new Map<AuthorityKind, number>(terms.map((row) => [row.kind, row.count]));
  counts.set('place', count('place')).set('person', count('person'));
  return Object.fromEntries(AUTHORITY_KINDS.map((kind) => [kind, counts.get(kind) ?? 0])) as Record<
    AuthorityKind,
    number
  >;
}

/** Ids of a kind in the order of their labels in `lang`. */
export function authorityIds(
  db: Database,
  kind: AuthorityKind,
  lang: string,
  page: { from: number; limit: number },
): number[] {
  const sql =
    kind === 'place'
      ? `SELECT id, ${nameIn('place_name', 'place_id', 'place.id')} AS label FROM place WHERE @kind IS NOT NULL`
      : kind === 'person'
        ? 'SELECT id, sort_name AS label FROM person WHERE @kind IS NOT NULL AND @lang IS NOT NULL'
        : `SELECT id, ${nameIn('term_label', 'term_id', 'term.id', 'label')} AS label FROM term WHERE vocabulary = @kind`;
  return db
    .prepare<object, number>(`SELECT id FROM (${sql}) ORDER BY label COLLATE NOCASE, id LIMIT @limit OFFSET @from`)
    .pluck()
    .all({ kind, lang, ...page });
}
