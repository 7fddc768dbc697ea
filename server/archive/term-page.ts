import { kept, keptColumn } from '../db/kept.ts';
import type { Database } from '../db/open.ts';
import { indexPointOfKnown, knownTestimonies } from './access/known.ts';
import { NotFound } from './errors.ts';
import { nameIn } from './preferred-name.ts';
import type { Vocabulary } from './term.ts';
import { isStaff, type Viewer } from './viewer.ts';

/**
 * Terms with the known testimonies they lead to, by their catalogue entry or a point of their index. `which` is a condition on
 * the id of the term.
 */
const uses = (which: string) => `
  SELECT testimony_term.term_id, testimony_term.testimony_id
  FROM testimony_term JOIN known ON known.id = testimony_term.testimony_id WHERE testimony_term.term_id ${which}
  UNION
  SELECT index_point_keyword.term_id, index_point.testimony_id
  FROM index_point_keyword JOIN index_point ON index_point.id = index_point_keyword.index_point_id
    JOIN known ON known.id = index_point.testimony_id
  WHERE index_point_keyword.term_id ${which} AND ${indexPointOfKnown('index_point')}`;

/** A term and those under it. */
const DOWN = 'down (id) AS (SELECT @id UNION SELECT term.id FROM term JOIN down ON down.id = term.parent_id)';

export interface TermLine {
  slug: string;
  label: string;
  parent: string | null; // slug
  date: string | null; // EDTF, of events
  testimonies: number;
}

/**
 * The terms of a vocabulary, in the order of their labels; events by date. Those that an import or an archivist added, only
 * where a testimony that the viewer may know of uses them or a narrower one: they would tell what a closed one speaks of.
 */
export function terms(db: Database, viewer: Viewer, vocabulary: Vocabulary, lang: string): TermLine[] {
  const rows = kept<Viewer & { vocabulary: string; lang: string }, TermLine & { shipped: number }>(
    db,
    `
      WITH ${knownTestimonies('all')}
      SELECT term.slug, ${nameIn('term_label', 'term_id', 'term.id', 'label')} AS label, parent.slug AS parent, term.date,
        coalesce(used.testimonies, 0) AS testimonies, term.shipped
      FROM term LEFT JOIN term AS parent ON parent.id = term.parent_id
        LEFT JOIN (SELECT term_id, count(*) AS testimonies FROM (${uses('IS NOT NULL')}) GROUP BY term_id) AS used ON used.term_id = term.id
      WHERE term.vocabulary = @vocabulary ORDER BY term.year_min, label`,
  ).all({ ...viewer, vocabulary, lang });
  const bySlug = new Map(rows.map((row) => [row.slug, row]));
  const known = new Set<string>();
  for (const row of rows) {
    if (row.shipped === 0 && row.testimonies === 0 && !isStaff(viewer)) continue;
    for (let up: string | null = row.slug; up !== null && !known.has(up); up = bySlug.get(up)?.parent ?? null)
      known.add(up);
  }
  return rows.filter(({ slug }) => known.has(slug)).map(({ shipped: _, ...line }) => line);
}

/** Whether the viewer may know of a term, as `terms` lists it. */
export function knowsTerm(db: Database, viewer: Viewer, vocabulary: Vocabulary, slug: string): boolean {
  const term = kept<[string, string], { id: number; shipped: number }>(
    db,
    'SELECT id, shipped FROM term WHERE vocabulary = ? AND slug = ?',
  ).get(vocabulary, slug);
  if (!term) return false;
  if (term.shipped === 1 || isStaff(viewer)) return true;
  return (
    kept<Viewer & { id: number }, unknown>(
      db,
      `WITH RECURSIVE ${knownTestimonies('few')}, ${DOWN} SELECT 1 FROM (${uses('IN (SELECT id FROM down)')}) LIMIT 1`,
    ).get({ ...viewer, id: term.id }) !== undefined
  );
}

export interface TermPage {
  vocabulary: Vocabulary;
  slug: string;
  label: string;
  note: string | null; // in English
  date: string | null;
  parent: { slug: string; label: string } | null;
  narrower: { slug: string; label: string }[];
  labels: { label: string; lang: string; kind: string }[];
  testimonies: number[]; // its own and those of narrower terms
}

/** Throws NotFound, also for a term that is not to be known. */
export function termPage(db: Database, viewer: Viewer, vocabulary: Vocabulary, slug: string, lang: string): TermPage {
  const term = kept<
    { vocabulary: string; slug: string; lang: string },
    { id: number; parentId: number | null; label: string; note: string | null; date: string | null }
  >(
    db,
    `
      SELECT id, parent_id AS parentId, ${nameIn('term_label', 'term_id', 'term.id', 'label')} AS label, note, date
      FROM term WHERE vocabulary = @vocabulary AND slug = @slug`,
  ).get({ vocabulary, slug, lang });
  if (!term || !knowsTerm(db, viewer, vocabulary, slug)) throw new NotFound(vocabulary, slug);
  const { id, parentId, ...fields } = term;
  return {
    ...fields,
    vocabulary,
    slug,
    parent:
      kept<{ parentId: number | null; lang: string }, { slug: string; label: string }>(
        db,
        `
          SELECT slug, ${nameIn('term_label', 'term_id', 'term.id', 'label')} AS label FROM term WHERE id = @parentId`,
      ).get({ parentId, lang }) ?? null,
    narrower: narrowerOf(db, viewer, id, vocabulary, lang),
    labels: kept<[number], TermPage['labels'][number]>(
      db,
      'SELECT label, lang, kind FROM term_label WHERE term_id = ? ORDER BY lang, kind, label',
    ).all(id),
    testimonies: keptColumn<Viewer & { id: number }, number>(
      db,
      `
        WITH RECURSIVE ${knownTestimonies('few')}, ${DOWN}
        SELECT DISTINCT testimony_id FROM (${uses('IN (SELECT id FROM down)')}) ORDER BY 1`,
    ).all({ ...viewer, id }),
  };
}

/** The terms under a term, as `terms` lists them. */
function narrowerOf(
  db: Database,
  viewer: Viewer,
  id: number,
  vocabulary: Vocabulary,
  lang: string,
): TermPage['narrower'] {
  return kept<{ id: number; lang: string }, { slug: string; label: string }>(
    db,
    `
      SELECT slug, ${nameIn('term_label', 'term_id', 'term.id', 'label')} AS label
      FROM term WHERE parent_id = @id ORDER BY year_min, label`,
  )
    .all({ id, lang })
    .filter((term) => knowsTerm(db, viewer, vocabulary, term.slug));
}
