/** What everyone would be shown once a redaction is made: worked out by making it, looking, and taking it back at once. */
import type { Database } from '../db/open.ts';
import { NotFound } from './errors.ts';
import { passagesOfTranscript } from './passage.ts';
import { type NewRedaction, withholdWords } from './redact.ts';
import { type Stretch, silencedFor } from './redaction.ts';
import { indexPointsOf } from './testimony-page/index-points.ts';
import { visitor } from './viewer.ts';

export interface RedactionPreview {
  /** Passages that change, in every language: their words as everyone is shown them, null where the whole is withheld. */
  passages: {
    publicId: string;
    lang: string;
    position: number;
    startMs: number | null;
    before: string | null;
    after: string | null;
  }[];
  /** Index points that are withheld whole from then on. */
  indexPoints: { id: number; startMs: number; title: string }[];
  /** What is silent and black in each recording that changes. */
  silence: { part: number; stretches: Stretch[] }[];
  /** Where the very same words stand elsewhere in the record, and would still be shown. */
  elsewhere: {
    where: 'passage' | 'index point' | 'caption' | 'abstract' | 'title' | 'keyword';
    id: string | null;
    lang: string;
    text: string;
  }[];
}

interface Shown {
  passages: Map<string, { lang: string; position: number; startMs: number | null; text: string }>;
  indexPoints: Map<number, { id: number; startMs: number; title: string }>;
  silence: Map<number, Stretch[]>;
}

/**
 * The preview, as if the testimony were open to everyone, whatever its state today: what is withheld must be withheld on the
 * day it opens. Throws as `redact`.
 */
export function previewRedaction(db: Database, redaction: NewRedaction): RedactionPreview {
  const testimonyId = db
    .prepare<[string], number>('SELECT id FROM testimony WHERE accession = ?')
    .pluck()
    .get(redaction.accession);
  if (testimonyId === undefined) throw new NotFound('testimony', redaction.accession);
  const words = wordsOf(db, redaction);
  db.exec('BEGIN IMMEDIATE');
  try {
    openToAll(db, testimonyId);
    const before = shownOf(db, testimonyId);
    withholdWords(db, redaction);
    const after = shownOf(db, testimonyId);
    return {
      passages: [...before.passages].flatMap(([publicId, { text, ...passage }]) => {
        const now = after.passages.get(publicId)?.text ?? null;
        return now === text ? [] : [{ ...passage, publicId, before: text, after: now }];
      }),
      indexPoints: [...before.indexPoints.values()].filter(({ id }) => !after.indexPoints.has(id)),
      silence: [...after.silence]
        .filter(([part, stretches]) => JSON.stringify(before.silence.get(part)) !== JSON.stringify(stretches))
        .map(([part, stretches]) => ({ part, stretches })),
      elsewhere: elsewhere(db, testimonyId, after, words),
    };
  } finally {
    db.exec('ROLLBACK');
  }
}

function openToAll(db: Database, testimonyId: number): void {
  db.prepare(`
    UPDATE testimony SET status = 'published', access = 'public', embargo_from = NULL, embargo_until = NULL,
      embargo_condition = NULL, withdrawn_on = NULL, hidden_on = NULL WHERE id = ?`).run(testimonyId);
  db.prepare('UPDATE agreement SET revoked_on = NULL WHERE testimony_id = ?').run(testimonyId);
  db.prepare('DELETE FROM access_rule WHERE testimony_id = ?').run(testimonyId);
  db.prepare('UPDATE transcript SET unread = 0 WHERE testimony_id = ?').run(testimonyId);
}

function shownOf(db: Database, testimonyId: number): Shown {
  const everyone = visitor();
  const transcripts = db
    .prepare<[number], number>('SELECT id FROM transcript WHERE testimony_id = ? ORDER BY id')
    .pluck()
    .all(testimonyId);
  const parts = db
    .prepare<[number], { id: number; position: number }>(
      'SELECT id, position FROM part WHERE testimony_id = ? ORDER BY position',
    )
    .all(testimonyId);
  const passages = transcripts.flatMap((id) => passagesOfTranscript(db, everyone, id));
  return {
    passages: new Map(
      passages.map(({ publicId, lang, position, startMs, text }) => [publicId, { lang, position, startMs, text }]),
    ),
    indexPoints: new Map(
      indexPointsOf(db, everyone, testimonyId, '').map(({ id, startMs, title }) => [id, { id, startMs, title }]),
    ),
    silence: new Map(parts.map(({ id, position }) => [position, silencedFor(db, everyone, id)])),
  };
}

/** The words marked, each once, and no word so short that it stands everywhere. */
function wordsOf(db: Database, { marks }: NewRedaction): string[] {
  const text = db.prepare<[string], string>('SELECT text FROM passage WHERE public_id = ?').pluck();
  const words = marks.map(({ publicId, start, end }) => (text.get(publicId) ?? '').slice(start, end).trim());
  return [...new Set(words.filter((word) => word.length > 2 && word.length < 200))];
}

function elsewhere(db: Database, testimonyId: number, after: Shown, words: string[]): RedactionPreview['elsewhere'] {
  if (words.length === 0) return [];
  const says = (text: string) => words.some((word) => text.toLocaleLowerCase().includes(word.toLocaleLowerCase()));
  const found: RedactionPreview['elsewhere'] = [];
  for (const [id, { lang, text }] of after.passages) if (says(text)) found.push({ where: 'passage', id, lang, text });
  const rest = db
    .prepare<object, RedactionPreview['elsewhere'][number]>(`
      SELECT 'index point' AS "where", CAST(index_point.id AS TEXT) AS id, lang, concat_ws(' · ', title, synopsis,
        (SELECT group_concat(text, ' · ') FROM index_point_keyword AS word WHERE word.index_point_id = index_point.id
          AND word.lang = index_point_text.lang)) AS text
      FROM index_point JOIN index_point_text ON index_point_id = index_point.id
      WHERE testimony_id = @id AND index_point.id IN (SELECT value FROM json_each(@points))
      UNION ALL SELECT 'caption', asset.public_id, lang, concat_ws(' · ', caption, alt, body) FROM asset JOIN asset_text ON asset_id = asset.id
        WHERE testimony_id = @id AND kind IN ('photograph', 'document')
      UNION ALL SELECT 'title', NULL, lang, title FROM testimony WHERE id = @id
      UNION ALL SELECT 'title', NULL, lang, title FROM testimony_text WHERE testimony_id = @id AND title IS NOT NULL
      UNION ALL SELECT 'abstract', NULL, lang, abstract FROM testimony WHERE id = @id AND abstract IS NOT NULL
      UNION ALL SELECT 'abstract', NULL, lang, abstract FROM testimony_text WHERE testimony_id = @id AND abstract IS NOT NULL
      UNION ALL SELECT 'keyword', NULL, 'und', text FROM testimony_keyword WHERE testimony_id = @id`)
    .all({ id: testimonyId, points: JSON.stringify([...after.indexPoints.keys()]) });
  return [...found, ...rest.filter(({ text }) => says(text))];
}
