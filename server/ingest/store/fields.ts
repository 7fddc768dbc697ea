import { updateTestimony } from '../../archive/testimony.ts';
import type { Resolver } from '../authorities.ts';
import { languageOfTitle } from '../language.ts';
import type { TestimonyRecord } from '../record.ts';
import { type Field, type Merge, mergeField } from './merge.ts';

type Own = Parameters<typeof updateTestimony>[2];

/** Writes what is catalogued of a testimony itself: its own fields, the terms it is about, the words its source gave it. */
export function storeFields(merge: Merge, record: TestimonyRecord, resolve: Resolver, lang: string): void {
  const collection = record.collection
    ? resolve.collection(record.collection, languageOfTitle(record.collection, lang))
    : null;
  const own: Field[] = [
    ownField(merge, 'title', record.title, (title) => ({ title })),
    ownField(merge, 'lang', lang, (value) => ({ lang: value })),
    ownField(merge, 'form', record.form, (form) => ({ form })),
    ownField(merge, 'abstract', record.abstract, (abstract) => ({ abstract })),
    ownField(merge, 'generation', record.generation, (generation) => ({ generation })),
    ownField(merge, 'collection', collection, (collectionId) => ({ collectionId }), 'collection_id'),
    ownField(merge, 'provenance', record.provenance, (provenance) => ({ provenance })),
    terms(
      merge,
      'topic',
      record.topics.map((label) => resolve.term('topic', label, lang)),
    ),
    terms(
      merge,
      'event',
      record.events.map((label) => resolve.term('event', label, lang)),
    ),
    terms(
      merge,
      'community',
      record.communities.map((label) => resolve.term('community', label, lang)),
    ),
    keywords(merge, 'subject', record.subjects),
    keywords(merge, 'keyword', record.keywords),
  ];
  for (const field of own) mergeField(merge, field);
}

function ownField<T extends string | number | null>(
  { db, id }: Merge,
  name: string,
  incoming: T,
  fields: (value: T) => Own,
  column = name,
): Field {
  return {
    name,
    incoming,
    untouched: null,
    current: () => db.prepare<[number], T>(`SELECT ${column} FROM testimony WHERE id = ?`).pluck().get(id) ?? null,
    write: () => updateTestimony(db, id, fields(incoming)),
  };
}

function terms({ db, id }: Merge, vocabulary: 'topic' | 'event' | 'community', ids: number[]): Field {
  return {
    name: vocabulary === 'community' ? 'communities' : `${vocabulary}s`,
    incoming: [...new Set(ids)].sort((a, b) => a - b),
    untouched: [],
    current: () =>
      db
        .prepare(`
          SELECT term.id FROM testimony_term JOIN term ON term.id = testimony_term.term_id
          WHERE testimony_term.testimony_id = ? AND term.vocabulary = ? ORDER BY term.id`)
        .pluck()
        .all(id, vocabulary),
    write() {
      db.prepare(`
        DELETE FROM testimony_term WHERE testimony_id = ? AND term_id IN (SELECT id FROM term WHERE vocabulary = ?)`).run(
        id,
        vocabulary,
      );
      const insert = db.prepare('INSERT OR IGNORE INTO testimony_term (testimony_id, term_id) VALUES (?, ?)');
      for (const termId of ids) insert.run(id, termId);
    },
  };
}

function keywords({ db, id }: Merge, kind: 'subject' | 'keyword', texts: string[]): Field {
  return {
    name: `${kind}s`,
    incoming: texts,
    untouched: [],
    current: () =>
      db
        .prepare('SELECT text FROM testimony_keyword WHERE testimony_id = ? AND kind = ? ORDER BY position')
        .pluck()
        .all(id, kind),
    write() {
      db.prepare('DELETE FROM testimony_keyword WHERE testimony_id = ? AND kind = ?').run(id, kind);
      const insert = db.prepare(
        'INSERT INTO testimony_keyword (testimony_id, kind, position, text) VALUES (?, ?, ?, ?)',
      );
      texts.forEach((text, position) => {
        insert.run(id, kind, position, text);
      });
    },
  };
}
