import type { Database } from '../db/open.ts';
import { nameKey, slugOf } from './names.ts';

export type Vocabulary = 'topic' | 'event' | 'community';

/** Every term of a vocabulary by its slug and every label, for one run of an import; preferred labels win. */
export function termsByLabel(db: Database, vocabulary: Vocabulary): Map<string, number> {
  const rows = db
    .prepare<{ vocabulary: string }, { id: number; slug: string; label: string }>(`
      SELECT term.id, term.slug, term_label.label FROM term JOIN term_label ON term_label.term_id = term.id
      WHERE term.vocabulary = @vocabulary ORDER BY term_label.kind DESC`)
    .all({ vocabulary });
  const byLabel = new Map<string, number>();
  for (const { id, slug } of rows) byLabel.set(nameKey(slug), id);
  for (const { id, label } of rows) byLabel.set(nameKey(label), id);
  return byLabel;
}

/** Adds a term that the vocabulary does not have, labelled as given, for an archivist to place. */
export function addTerm(db: Database, vocabulary: Vocabulary, label: string, lang: string): number {
  const base = slugOf(label);
  const taken = db.prepare('SELECT 1 FROM term WHERE vocabulary = ? AND slug = ?').pluck();
  let slug = base;
  for (let number = 2; taken.get(vocabulary, slug); number += 1) slug = `${base}-${number}`;
  const { lastInsertRowid } = db
    .prepare('INSERT INTO term (vocabulary, slug) VALUES (@vocabulary, @slug)')
    .run({ vocabulary, slug });
  db.prepare("INSERT INTO term_label (term_id, lang, label, kind) VALUES (@id, @lang, @label, 'preferred')").run({
    id: lastInsertRowid,
    lang,
    label,
  });
  return Number(lastInsertRowid);
}

/** Terms that an import made and some of these testimonies have. */
export function termsAddedFor(db: Database, testimonyIds: number[]): number[] {
  return db
    .prepare<{ ids: string }, number>(`
      SELECT DISTINCT term.id FROM term JOIN testimony_term ON testimony_term.term_id = term.id
      WHERE shipped = 0 AND testimony_id IN (SELECT value FROM json_each(@ids))`)
    .pluck()
    .all({ ids: JSON.stringify(testimonyIds) });
}

/** Removes those of these terms that nothing has any more and that are still as an import made them: a label, no more. */
export function sweepTerms(db: Database, ids: number[]): void {
  const sweep = db.prepare(`
    DELETE FROM term WHERE id = ? AND shipped = 0 AND parent_id IS NULL AND date IS NULL AND note IS NULL
      AND (SELECT count(*) FROM term_label WHERE term_id = term.id) = 1
      AND NOT EXISTS (SELECT 1 FROM term_identifier WHERE term_id = term.id)
      AND NOT EXISTS (SELECT 1 FROM term_country WHERE term_id = term.id)
      AND NOT EXISTS (SELECT 1 FROM term_place WHERE term_id = term.id)
      AND NOT EXISTS (SELECT 1 FROM term AS narrower WHERE narrower.parent_id = term.id)
      AND NOT EXISTS (SELECT 1 FROM testimony_term WHERE term_id = term.id)
      AND NOT EXISTS (SELECT 1 FROM index_point_keyword WHERE term_id = term.id)`);
  for (const id of ids) sweep.run(id);
}
