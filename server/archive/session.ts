import type { Database } from '../db/open.ts';
import type { KeptDate } from './departure.ts';

export interface SessionFields {
  date: KeptDate | null;
  placeId: number | null;
  placeText: string | null;
}

/** The sitting at `position` (from 0) of a testimony, made where missing, with what is given of it. */
export function setSession(db: Database, testimonyId: number, position: number, fields: SessionFields): number {
  const values = {
    testimonyId,
    position,
    date: fields.date?.edtf ?? null,
    given: fields.date?.given ?? null,
    min: fields.date?.min ?? null,
    max: fields.date?.max ?? null,
    placeId: fields.placeId,
    placeText: fields.placeText,
  };
  const known = db
    .prepare<[number, number], number>('SELECT id FROM session WHERE testimony_id = ? AND position = ?')
    .pluck()
    .get(testimonyId, position);
  if (known !== undefined) {
    db.prepare(`
      UPDATE session SET date = @date, date_given = @given, year_min = @min, year_max = @max, place_id = @placeId,
        place_text = @placeText
      WHERE testimony_id = @testimonyId AND position = @position`).run(values);
    return known;
  }
  const { lastInsertRowid } = db
    .prepare(`
      INSERT INTO session (testimony_id, position, date, date_given, year_min, year_max, place_id, place_text)
      VALUES (@testimonyId, @position, @date, @given, @min, @max, @placeId, @placeText)`)
    .run(values);
  return Number(lastInsertRowid);
}

/** The first sitting of a testimony, which every one has. */
export function firstSession(db: Database, testimonyId: number): number {
  const known = db
    .prepare<[number], number>('SELECT id FROM session WHERE testimony_id = ? ORDER BY position, id LIMIT 1')
    .pluck()
    .get(testimonyId);
  return known ?? setSession(db, testimonyId, 0, { date: null, placeId: null, placeText: null });
}

/** The part at `position` (from 1), made in the given session where missing. */
export function partAt(db: Database, testimonyId: number, sessionId: number, position: number): number {
  const known = db
    .prepare<[number, number], number>('SELECT id FROM part WHERE testimony_id = ? AND position = ?')
    .pluck()
    .get(testimonyId, position);
  if (known !== undefined) return known;
  const { lastInsertRowid } = db
    .prepare('INSERT INTO part (session_id, testimony_id, position) VALUES (?, ?, ?)')
    .run(sessionId, testimonyId, position);
  return Number(lastInsertRowid);
}

/** Where the source's time code begins, and how long the recording is; null leaves what is known. */
export function setPartTimes(
  db: Database,
  partId: number,
  times: { zeroOffsetMs?: number | null; durationMs?: number | null; label?: string | null },
): void {
  db.prepare(`
    UPDATE part SET zero_offset_ms = coalesce(@zeroOffsetMs, zero_offset_ms), duration_ms = coalesce(@durationMs, duration_ms),
      label = coalesce(@label, label)
    WHERE id = @partId`).run({
    partId,
    zeroOffsetMs: times.zeroOffsetMs ?? null,
    durationMs: times.durationMs ?? null,
    label: times.label ?? null,
  });
}

/** The parts of a testimony, in order. */
export function partsOf(db: Database, testimonyId: number): { id: number; position: number }[] {
  return db
    .prepare<[number], { id: number; position: number }>(
      'SELECT id, position FROM part WHERE testimony_id = ? ORDER BY position',
    )
    .all(testimonyId);
}

/** What the source's time code shows where a part begins, in milliseconds. */
export function partZero(db: Database, partId: number): number {
  return db.prepare<[number], number>('SELECT zero_offset_ms FROM part WHERE id = ?').pluck().get(partId)!;
}

/** Takes out the part at `position` if it holds nothing; gives whether it is gone. The files its words came from stay. */
export function removeEmptyPart(db: Database, testimonyId: number, position: number): boolean {
  const part = db
    .prepare<[number, number], number>('SELECT id FROM part WHERE testimony_id = ? AND position = ?')
    .pluck()
    .get(testimonyId, position);
  if (part === undefined) return true;
  const held = db
    .prepare<{ part: number }, number>(`
      SELECT EXISTS (SELECT 1 FROM passage WHERE part_id = @part) OR EXISTS (SELECT 1 FROM index_point WHERE part_id = @part)
        OR EXISTS (SELECT 1 FROM section WHERE part_id = @part) OR EXISTS (SELECT 1 FROM redaction WHERE part_id = @part)
        OR EXISTS (SELECT 1 FROM asset WHERE part_id = @part AND kind <> 'source')`)
    .pluck()
    .get({ part });
  if (held) return false;
  db.prepare('UPDATE asset SET part_id = NULL WHERE part_id = ?').run(part);
  db.prepare('DELETE FROM part WHERE id = ?').run(part);
  return true;
}
