import type { Database } from '../../db/open.ts';
import { isDay } from '../dates/day.ts';
import { Conflict, Invalid } from '../errors.ts';
import { changed } from '../outbox.ts';
import { addRevision } from '../revision.ts';
import { TRANSCRIPT_STATUSES, type TranscriptStatus } from '../transcript.ts';
import { testimonyOf } from './edit.ts';

export interface StatusStep {
  status: TranscriptStatus;
  name: string; // who answers for it
  date: string; // YYYY-MM-DD
}

/**
 * Moves a transcript to a status, with who answers for it and the day. A draft that a program wrote counts as read from then
 * on, also where it stays a draft. Throws Conflict where somebody else has changed the transcript's status since, and
 * Invalid without a name or a day.
 */
export function setStatus(
  db: Database,
  step: StatusStep & { transcriptId: number; was: TranscriptStatus; actor: string },
): void {
  const name = step.name.trim().slice(0, 200);
  if (!TRANSCRIPT_STATUSES.includes(step.status))
    throw new Invalid('Choose a status.', { field: 'status', key: 'status_unknown' });
  if (!name) throw new Invalid('Say who read or audited it.', { field: 'name', key: 'name_needed' });
  if (!isDay(step.date)) throw new Invalid('Give the day as 2025-03-31.', { field: 'date', key: 'day_needed' });
  db.transaction(() => {
    const { transcriptId, status, actor } = step;
    const testimonyId = testimonyOf(db, transcriptId);
    const before = db
      .prepare<[number], { status: TranscriptStatus; unread: number }>(
        'SELECT status, unread FROM transcript WHERE id = ?',
      )
      .get(transcriptId)!;
    if (before.status !== step.was) {
      throw new Conflict(
        'Somebody else changed the status of this transcript in the meantime. Look at it, and set it anew.',
        { key: 'status_stale' },
      );
    }
    const logged = 'moved a transcript on';
    addRevision(db, testimonyId, {
      thing: 'transcript',
      thingId: transcriptId,
      actor,
      reason: 'status',
      before,
      logged,
    });
    db.prepare('UPDATE transcript SET status = ?, unread = 0, version = version + 1 WHERE id = ?').run(
      status,
      transcriptId,
    );
    db.prepare(`
      INSERT INTO transcript_status (transcript_id, status, name, date, actor)
      VALUES (@transcriptId, @status, @name, @date, @actor)`).run({
      transcriptId,
      status,
      name,
      date: step.date,
      actor,
    });
    changed(db, testimonyId);
  }).immediate();
}

/** How a transcript came to its status, newest first. */
export function statusSteps(db: Database, transcriptId: number): StatusStep[] {
  return db
    .prepare<[number], StatusStep>(
      'SELECT status, name, date FROM transcript_status WHERE transcript_id = ? ORDER BY id DESC',
    )
    .all(transcriptId);
}

/** Drafts of a program that nobody has read: their languages. A testimony is not published with one. */
export function unreadDrafts(db: Database, testimonyId: number): string[] {
  return db
    .prepare<[number], string>('SELECT lang FROM transcript WHERE testimony_id = ? AND unread = 1 ORDER BY id')
    .pluck()
    .all(testimonyId);
}
