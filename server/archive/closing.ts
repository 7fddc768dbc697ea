/** What of a record is closed, by whom and why: hidden at once, a file or a stretch of a recording with an access of its own. */

import type { Database } from '../db/open.ts';
import { ACCESS_LEVELS, type AccessLevel, accessShown } from './access.ts';
import { audit } from './audit.ts';
import { isDay } from './dates/day.ts';
import { Invalid, NotFound } from './errors.ts';
import { addRevision } from './revision.ts';
import { referenceOf } from './submission/submission.ts';
import { touch } from './testimony.ts';

export interface ClosingRecord {
  id: number;
  accession: string;
  title: string;
  lang: string;
  access: string; // as `accessShown` says
  hiddenOn: string | null;
  /** Who hid it or showed it again, newest first. */
  history: { at: string; actor: string; action: string; detail: string | null }[];
}

/** Throws NotFound. */
export function closingRecord(db: Database, accession: string, today: string): ClosingRecord {
  const row = db
    .prepare<{ accession: string; today: string }, Omit<ClosingRecord, 'history'>>(`
      SELECT id, accession, title, lang, hidden_on AS hiddenOn, ${accessShown('testimony')} AS access
      FROM testimony WHERE accession = @accession`)
    .get({ accession, today });
  if (!row) throw new NotFound('testimony', accession);
  const history = db
    .prepare<[string], ClosingRecord['history'][number]>(`
      SELECT at, actor, action, detail FROM audit WHERE thing = 'testimony' AND thing_id = ?
        AND action IN ('hidden', 'shown again', 'closed a file', 'closed a section', 'opened a section') ORDER BY id DESC LIMIT 50`)
    .all(accession);
  return { ...row, history };
}

export interface ClosedFile {
  publicId: string;
  kind: string;
  name: string | null; // as it was given
  caption: string | null;
  access: AccessLevel | null; // null: as its testimony
  embargoUntil: string | null;
}

export function filesToClose(db: Database, testimonyId: number): ClosedFile[] {
  return db
    .prepare<[number], ClosedFile>(`
      SELECT public_id AS publicId, kind, original_name AS name, access, embargo_until AS embargoUntil,
        (SELECT caption FROM asset_text WHERE asset_id = asset.id AND caption IS NOT NULL ORDER BY lang LIMIT 1) AS caption
      FROM asset WHERE testimony_id = ? AND kind IN ('photograph', 'document', 'audio', 'video') ORDER BY kind, position, id`)
    .all(testimonyId);
}

export interface By {
  actor: string; // an account's e-mail
  reason: string | null;
}

/** Access of one file, beside that of its testimony: the stricter holds. Throws NotFound, Invalid for no day. */
export function closeFile(
  db: Database,
  accession: string,
  file: { publicId: string; access: AccessLevel | null; embargoUntil: string | null },
  by: By,
): void {
  db.transaction(() => {
    const before = db
      .prepare<unknown[], { id: number; testimonyId: number; access: string | null; embargoUntil: string | null }>(`
        SELECT asset.id, testimony_id AS testimonyId, asset.access, asset.embargo_until AS embargoUntil
        FROM asset JOIN testimony ON testimony.id = testimony_id WHERE accession = @accession AND public_id = @publicId`)
      .get({ accession, publicId: file.publicId });
    if (!before) throw new NotFound('file', file.publicId);
    const { id, testimonyId, ...was } = before;
    addRevision(db, testimonyId, {
      thing: 'asset',
      thingId: id,
      actor: by.actor,
      reason: by.reason,
      before: was,
      logged: null,
    });
    db.prepare('UPDATE asset SET access = @access, embargo_until = @until WHERE id = @id').run({
      id,
      access: file.access,
      until: dayOrNull(file.embargoUntil),
    });
    touch(db, testimonyId, { narrowed: true });
    audit(db, { actor: by.actor, action: 'closed a file', thing: 'testimony', thingId: accession, detail: by.reason });
  }).immediate();
}

export interface ClosedSection {
  id: number;
  part: number;
  startMs: number;
  endMs: number;
  access: AccessLevel;
  embargoUntil: string | null;
  reason: string | null;
}

export function sectionsOf(db: Database, testimonyId: number): ClosedSection[] {
  return db
    .prepare<[number], ClosedSection>(`
      SELECT section.id, part.position AS part, section.start_ms AS startMs, section.end_ms AS endMs, section.access,
        section.embargo_until AS embargoUntil, section.reason
      FROM section JOIN part ON part.id = part_id WHERE section.testimony_id = ? ORDER BY part.position, section.start_ms`)
    .all(testimonyId);
}

/** A stretch of a part with an access of its own. Throws NotFound for the part, Invalid for a stretch that is none. */
export function closeSection(
  db: Database,
  accession: string,
  section: {
    part: number;
    startMs: number | null;
    endMs: number | null;
    access: AccessLevel;
    embargoUntil: string | null;
  },
  by: By,
): void {
  const { startMs, endMs } = section;
  if (startMs === null || endMs === null || endMs <= startMs)
    throw new Invalid('Give a beginning and a later end, as 01:20 and 02:05.', { field: 'time' });
  db.transaction(() => {
    const part = db
      .prepare<[string, number], { id: number; testimonyId: number }>(`
        SELECT part.id, testimony_id AS testimonyId FROM part JOIN testimony ON testimony.id = testimony_id
        WHERE accession = ? AND part.position = ?`)
      .get(accession, section.part);
    if (!part) throw new NotFound('part', String(section.part));
    db.prepare(`
      INSERT INTO section (testimony_id, part_id, start_ms, end_ms, access, embargo_until, reason)
      VALUES (@testimonyId, @id, @startMs, @endMs, @access, @until, @reason)`).run({
      ...part,
      startMs,
      endMs,
      access: section.access,
      until: dayOrNull(section.embargoUntil),
      reason: by.reason,
    });
    touch(db, part.testimonyId, { narrowed: true });
    audit(db, {
      actor: by.actor,
      action: 'closed a section',
      thing: 'testimony',
      thingId: accession,
      detail: by.reason,
    });
  }).immediate();
}

/** Takes the access of a stretch away again. Throws NotFound. */
export function openSection(db: Database, accession: string, id: number, by: By): void {
  db.transaction(() => {
    const testimonyId = db
      .prepare<[number, string], number>(`
        SELECT testimony.id FROM section JOIN testimony ON testimony.id = testimony_id WHERE section.id = ? AND accession = ?`)
      .pluck()
      .get(id, accession);
    if (testimonyId === undefined) throw new NotFound('section', String(id));
    db.prepare('DELETE FROM section WHERE id = ?').run(id);
    touch(db, testimonyId);
    audit(db, {
      actor: by.actor,
      action: 'opened a section',
      thing: 'testimony',
      thingId: accession,
      detail: by.reason,
    });
  }).immediate();
}

function dayOrNull(day: string | null): string | null {
  if (!day) return null;
  if (!isDay(day)) throw new Invalid('Write the day as 2030-05-01.', { field: 'until' });
  return day;
}

export function isAccessLevel(text: string): text is AccessLevel {
  return (ACCESS_LEVELS as readonly string[]).includes(text);
}

export interface OpenConcern {
  id: number;
  reference: string;
  at: string | null;
  lang: string;
  name: string | null;
  email: string | null;
  answers: Record<string, unknown>; // as the form was filled in
  state: string;
}

/** Concerns about a record that nobody has answered yet, oldest first. */
export function openConcerns(db: Database, testimonyId: number): OpenConcern[] {
  return db
    .prepare<[number], Omit<OpenConcern, 'answers' | 'reference'> & { answers: string | null }>(`
      SELECT submission.id, submitted_at AS at, submission.lang, state,
        (SELECT name FROM submission_person WHERE submission_id = submission.id ORDER BY id LIMIT 1) AS name,
        (SELECT email FROM submission_person WHERE submission_id = submission.id ORDER BY id LIMIT 1) AS email,
        (SELECT answers FROM submission_step WHERE submission_id = submission.id AND step = 'concern') AS answers
      FROM submission WHERE testimony_id = ? AND kind = 'concern' AND state NOT IN ('draft', 'answered', 'withdrawn')
      ORDER BY id`)
    .all(testimonyId)
    .map(({ answers, ...row }) => ({
      ...row,
      reference: referenceOf(row.id),
      answers: answers ? JSON.parse(answers) : {},
    }));
}
