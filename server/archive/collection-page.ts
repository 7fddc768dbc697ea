import { kept, keptColumn } from '../db/kept.ts';
import type { Database } from '../db/open.ts';
import { accessShown, describedTo, openTo } from './access.ts';
import { NotFound } from './errors.ts';
import { isStaff, type Viewer } from './viewer.ts';

export interface CollectionLine {
  id: number;
  slug: string;
  title: string;
  lang: string;
  description: string | null;
  sample: boolean;
  testimonies: number;
}

/** Collections in which the viewer may see something. */
export function collections(db: Database, viewer: Viewer, lang: string): CollectionLine[] {
  return kept<Viewer & { lang: string }, Omit<CollectionLine, 'sample'> & { sample: number }>(
    db,
    `
      SELECT collection.id, collection.slug, words.title, words.lang, words.description, collection.sample,
        (SELECT count(*) FROM testimony WHERE testimony.collection_id = collection.id AND ${describedTo('testimony')}) AS testimonies
      FROM collection JOIN collection_text AS words ON words.collection_id = collection.id AND words.lang = (
        SELECT lang FROM collection_text AS any_text WHERE any_text.collection_id = collection.id
        ORDER BY any_text.lang = @lang DESC, any_text.lang = 'en' DESC, any_text.lang LIMIT 1)
      ORDER BY words.title`,
  )
    .all({ ...viewer, lang })
    .map((row) => ({ ...row, sample: row.sample === 1 }))
    .filter(({ testimonies }) => testimonies > 0);
}

/** Whether the viewer may see anything of a collection, and so know of it; staff know of the empty ones as well. */
export function knowsCollection(db: Database, viewer: Viewer, slug: string): boolean {
  if (isStaff(viewer))
    return kept<[string], unknown>(db, 'SELECT 1 FROM collection WHERE slug = ?').get(slug) !== undefined;
  return (
    kept<Viewer & { slug: string }, unknown>(
      db,
      `
        SELECT 1 FROM collection JOIN testimony ON testimony.collection_id = collection.id
        WHERE collection.slug = @slug AND ${describedTo('testimony')} LIMIT 1`,
    ).get({ ...viewer, slug }) !== undefined
  );
}

/** A collection with the ids of its testimonies, and whether some must be asked for. Throws NotFound where the viewer may see none of it. */
export function collectionPage(
  db: Database,
  viewer: Viewer,
  slug: string,
  lang: string,
): CollectionLine & { ids: number[]; asks: boolean } {
  const collection = collections(db, viewer, lang).find((line) => line.slug === slug);
  if (!collection) throw new NotFound('collection', slug);
  const ids = keptColumn<Viewer & { id: number }, number>(
    db,
    `
      SELECT id FROM testimony WHERE collection_id = @id AND ${describedTo('testimony')} ORDER BY accession`,
  ).all({ ...viewer, id: collection.id });
  const closed = keptColumn<Viewer & { id: number }, number>(
    db,
    `
      SELECT count(*) FROM testimony WHERE collection_id = @id AND ${describedTo('testimony')}
        AND ${accessShown('testimony')} = 'restricted' AND NOT ${openTo('transcript', 'testimony')}`,
  ).get({ ...viewer, id: collection.id });
  return { ...collection, ids, asks: closed !== 0 };
}
