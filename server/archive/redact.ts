/**
 * Withholding a span: its words in every language, and the time in which they are spoken. Whoever looks from then on is shown
 * the sign for withheld words; the original and the words themselves stay, for staff and the giver.
 */

import type { Database } from '../db/open.ts';
import { type AssetKind, renditionJob } from './asset.ts';
import { Conflict, Invalid, NotFound } from './errors.ts';
import { addJob } from './job.ts';
import { changed } from './outbox.ts';
import { forgetWithheld } from './quotation.ts';
import { addRevision } from './revision.ts';

/** Words of one passage, as the archivist saw it. Offsets count UTF-16 units. */
export interface MarkedWords {
  publicId: string;
  version: number;
  start: number;
  end: number;
}

export interface NewRedaction {
  accession: string;
  actor: string; // an account's e-mail
  reason: string;
  marks: MarkedWords[];
  /** Milliseconds from the beginning of the part; null: the whole time of the passages. */
  time: { partId: number; startMs: number; endMs: number } | null;
}

export interface Redaction {
  id: number;
  publicId: string | null; // of the passage
  lang: string | null;
  words: string | null;
  partId: number | null;
  part: number | null;
  startMs: number | null;
  endMs: number | null;
  reason: string | null;
  madeAt: string;
}

/**
 * Withholds words and time. Searches leave the testimony out until they know of it, and a rendition without the withheld time
 * is asked for. Throws Invalid for nothing to withhold, Conflict where a passage has been changed since it was looked at.
 */
export function redact(db: Database, redaction: NewRedaction): void {
  db.transaction(() => {
    withholdWords(db, redaction);
  }).immediate();
}

/** What `redact` does, within a transaction of the caller. */
export function withholdWords(db: Database, { accession, actor, reason, marks, time }: NewRedaction): void {
  const testimonyId = testimonyOf(db, accession);
  if (marks.length === 0 && time === null)
    throw new Invalid('Mark the words to be withheld, or give a time.', { key: 'nothing_marked' });
  if (!reason.trim())
    throw new Invalid('Say why it is withheld: others must be able to understand it later.', {
      field: 'reason',
      key: 'reason_needed',
    });
  if (time) checkTime(db, testimonyId, time);
  const insert = db.prepare(`
    INSERT INTO redaction (testimony_id, passage_id, char_start, char_end, part_id, start_ms, end_ms, reason)
    VALUES (@testimonyId, @passageId, @start, @end, @partId, @startMs, @endMs, @reason)`);
  const span = { partId: time?.partId ?? null, startMs: time?.startMs ?? null, endMs: time?.endMs ?? null };
  const parts = new Set<number>(time ? [time.partId] : []);
  for (const mark of marks) {
    const passage = passageToMark(db, testimonyId, mark);
    const own = time && time.partId === passage.partId ? span : { partId: null, startMs: null, endMs: null };
    insert.run({ ...own, testimonyId, passageId: passage.id, start: mark.start, end: mark.end, reason: reason.trim() });
    db.prepare('UPDATE passage SET version = version + 1 WHERE id = ?').run(passage.id);
    parts.add(passage.partId);
  }
  if (marks.length === 0)
    insert.run({ ...span, testimonyId, passageId: null, start: null, end: null, reason: reason.trim() });
  forgetWithheld(db, testimonyId);
  told(db, testimonyId, { actor, action: 'redaction made', parts });
}

/** Takes a redaction back, and keeps what it was. Throws NotFound. */
export function liftRedaction(
  db: Database,
  { accession, id, actor, reason }: { accession: string; id: number; actor: string; reason: string | null },
): void {
  db.transaction(() => {
    const testimonyId = testimonyOf(db, accession);
    const before = db
      .prepare<[number, number], { passage_id: number | null; part_id: number | null }>(
        'SELECT * FROM redaction WHERE id = ? AND testimony_id = ?',
      )
      .get(id, testimonyId);
    if (!before) throw new NotFound('redaction', String(id));
    addRevision(db, testimonyId, { thing: 'redaction', thingId: id, actor, reason, before, logged: null });
    db.prepare('DELETE FROM redaction WHERE id = ?').run(id);
    const partOf = db.prepare<[number | null], number>('SELECT part_id FROM passage WHERE id = ?').pluck();
    const part = before.part_id ?? partOf.get(before.passage_id);
    told(db, testimonyId, { actor, action: 'redaction lifted', parts: new Set(part === undefined ? [] : [part]) });
  }).immediate();
}

/** What is withheld of a testimony, in the order of its recordings. */
export function redactionsOf(db: Database, accession: string): Redaction[] {
  return db
    .prepare<[string], Redaction>(`
      SELECT redaction.id, passage.public_id AS publicId, transcript.lang, substr(passage.text, char_start + 1, char_end - char_start) AS words,
        redaction.part_id AS partId, part.position AS part, redaction.start_ms AS startMs, redaction.end_ms AS endMs, reason,
        made_at AS madeAt
      FROM redaction JOIN testimony ON testimony.id = redaction.testimony_id LEFT JOIN passage ON passage.id = redaction.passage_id
        LEFT JOIN transcript ON transcript.id = passage.transcript_id
        LEFT JOIN part ON part.id = coalesce(redaction.part_id, passage.part_id)
      WHERE accession = ? ORDER BY part.position, coalesce(redaction.start_ms, passage.start_ms), passage.position, redaction.id`)
    .all(accession);
}

function testimonyOf(db: Database, accession: string): number {
  const id = db.prepare<[string], number>('SELECT id FROM testimony WHERE accession = ?').pluck().get(accession);
  if (id === undefined) throw new NotFound('testimony', accession);
  return id;
}

function checkTime(db: Database, testimonyId: number, time: NonNullable<NewRedaction['time']>): void {
  const { partId, startMs, endMs } = time;
  const whole = Number.isSafeInteger(startMs) && Number.isSafeInteger(endMs) && startMs >= 0 && endMs > startMs;
  if (!whole)
    throw new Invalid('The withheld time begins at 0:00 or later, and ends after it begins.', {
      field: 'end',
      key: 'time_order',
    });
  if (!db.prepare('SELECT 1 FROM part WHERE id = ? AND testimony_id = ?').get(partId, testimonyId))
    throw new NotFound('part', String(partId));
}

function passageToMark(db: Database, testimonyId: number, mark: MarkedWords): { id: number; partId: number } {
  const passage = db
    .prepare<[string, number], { id: number; partId: number; version: number; length: number; text: string }>(`
      SELECT passage.id, part_id AS partId, passage.version, passage.text FROM passage
        JOIN transcript ON transcript.id = passage.transcript_id
      WHERE public_id = ? AND testimony_id = ?`)
    .get(mark.publicId, testimonyId);
  if (!passage) throw new NotFound('passage', mark.publicId);
  if (passage.version !== mark.version) {
    throw new Conflict(
      'Somebody else changed this passage in the meantime. Nothing was withheld: mark the words as they stand now.',
      { key: 'stale' },
    );
  }
  const inText =
    Number.isSafeInteger(mark.start) && mark.start >= 0 && mark.end > mark.start && mark.end <= passage.text.length;
  if (!inText || !passage.text.slice(mark.start, mark.end).trim()) {
    throw new Invalid('Mark at least one word of the passage.', { field: 'words', key: 'nothing_marked' });
  }
  return passage;
}

/** Tells who must know: the searches at once, the log without the words, and the makers of renditions. */
function told(
  db: Database,
  testimonyId: number,
  { actor, action, parts }: { actor: string; action: string; parts: Set<number> },
): void {
  db.prepare(
    "INSERT INTO audit (actor, action, thing, thing_id) VALUES (?, ?, 'testimony', (SELECT accession FROM testimony WHERE id = ?))",
  ).run(actor, action, testimonyId);
  changed(db, testimonyId, { narrowed: true });
  const recordings = db.prepare<[number], { id: number; kind: AssetKind }>(
    "SELECT id, kind FROM asset WHERE part_id = ? AND kind IN ('audio', 'video') AND sha256 IS NOT NULL",
  );
  for (const part of parts) {
    for (const { id, kind } of recordings.all(part)) addJob(db, renditionJob(kind), { asset: id });
  }
}
