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
