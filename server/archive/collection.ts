import type { Database } from '../db/open.ts';
import { freeSlug, nameKey } from './names.ts';

/**
 * Every collection by its titles in all languages, for one run of an import; those of the sample apart, so that no record
 * of the archive's own ends up in one of them.
 */
export function collectionsByTitle(db: Database, sample: boolean): Map<string, number> {
  const rows = db
    .prepare<{ sample: number }, { id: number; title: string }>(`
      SELECT collection.id, collection_text.title FROM collection JOIN collection_text ON collection_id = collection.id
      WHERE collection.sample = @sample ORDER BY collection.id DESC`)
    .all({ sample: sample ? 1 : 0 });
  return new Map(rows.map(({ id, title }) => [nameKey(title), id]));
}

/** A new collection with its title in one language. */
export function addCollection(db: Database, title: string, lang: string, sample: boolean): number {
  const { lastInsertRowid: id } = db
    .prepare('INSERT INTO collection (slug, sample) VALUES (@slug, @sample)')
    .run({ slug: freeSlug(db, 'collection', title), sample: sample ? 1 : 0 });
  db.prepare('INSERT INTO collection_text (collection_id, lang, title) VALUES (@id, @lang, @title)').run({
    id,
    lang,
    title,
  });
  return Number(id);
}
