import type { Database } from '../db/open.ts';
import { freeSlug, nameKey } from './names.ts';

/** The collection of that title in any language, made where there is none. */
export function collectionTitled(db: Database, title: string, lang: string, sample: boolean): number {
  const key = nameKey(title);
  const known = db
    .prepare<[], { id: number; title: string }>('SELECT collection_id AS id, title FROM collection_text')
    .all()
    .find((row) => nameKey(row.title) === key);
  if (known) return known.id;
  const id = Number(
    db
      .prepare('INSERT INTO collection (slug, sample) VALUES (@slug, @sample)')
      .run({ slug: freeSlug(db, 'collection', title), sample: sample ? 1 : 0 }).lastInsertRowid,
  );
  db.prepare('INSERT INTO collection_text (collection_id, lang, title) VALUES (@id, @lang, @title)').run({
    id,
    lang,
    title,
  });
  return id;
}
