/**
 * Erasure: removal of a testimony, a file or a name from everything that the archive keeps. Rows go in one transaction; what
 * lies outside the database, the search index and free pages go after it (server/erasure.ts).
 */
import type { Database } from '../../db/open.ts';
import { audit } from '../audit.ts';
import { Conflict, Invalid, NotFound } from '../errors.ts';
import { addJob } from '../job.ts';
import { removeFile } from './file.ts';
import { removeName } from './name.ts';
import { removeEverywhere } from './testimony.ts';

/** The kind of the job that finishes an erasure: `{ erasure }`. */
export const ERASURE_JOB = 'erasure';

export type ErasedThing = 'testimony' | 'file' | 'name' | 'submission';

export interface NewErasure {
  actor: string; // an account's e-mail, 'command line', 'kolot'
  reason: string;
  now: Date;
}

export interface Erasure {
  id: number;
  at: string;
  actor: string;
  what: ErasedThing;
  reason: string;
  finishedAt: string | null;
  problem: string | null;
}

/** What an erasure left to be done outside the database. */
export interface Begun {
  id: number;
  /** sha256 of originals that may be named by nothing any more. */
  originals: string[];
}

const LONGEST_REASON = 2_000; // characters

/** The reason without blanks around it. Throws Invalid where none is given. */
function checkedReason(reason: string): string {
  const text = reason.trim();
  if (!text) throw new Invalid('Say why it is erased. The reason is all that stays.', { field: 'reason' });
  if (text.length > LONGEST_REASON)
    throw new Invalid(`The reason is longer than ${LONGEST_REASON} characters.`, { field: 'reason' });
  return text;
}

/** Notes that something is erased, and asks for the erasure to be finished. Call in the transaction that removes it. */
export function noteErasure(db: Database, what: ErasedThing, { actor, reason, now }: NewErasure): number {
  const { lastInsertRowid } = db
    .prepare('INSERT INTO erasure (at, actor, what, reason) VALUES (?, ?, ?, ?)')
    .run(now.toISOString(), actor, what, reason);
  const id = Number(lastInsertRowid);
  addJob(db, ERASURE_JOB, { erasure: id });
  return id;
}

function erase(db: Database, what: ErasedThing, asked: NewErasure, remove: () => string[]): Begun {
  const reason = checkedReason(asked.reason);
  return db
    .transaction(() => {
      const originals = remove();
      const id = noteErasure(db, what, { ...asked, reason });
      audit(db, { actor: asked.actor, action: 'erased', thing: what, detail: reason });
      return { id, originals };
    })
    .immediate();
}

function idOf(db: Database, accession: string): number {
  const id = db.prepare<[string], number>('SELECT id FROM testimony WHERE accession = ?').pluck().get(accession);
  if (id === undefined) throw new NotFound('testimony', accession);
  return id;
}

/**
 * Removes a testimony with all that hangs on it, what was sent with it and what is remembered of it elsewhere. Throws NotFound,
 * Invalid without a reason, Conflict where `typed` is not its accession number.
 */
export function eraseTestimony(db: Database, accession: string, asked: NewErasure & { typed: string }): Begun {
  if (asked.typed.trim() !== accession)
    throw new Conflict('The number that was typed is another one. Nothing was erased.', { key: 'typed' });
  return erase(db, 'testimony', asked, () => removeEverywhere(db, idOf(db, accession), asked.now));
}

/** Removes one file of a testimony. Throws NotFound where it is of another, Invalid without a reason. */
export function eraseFile(db: Database, accession: string, publicId: string, asked: NewErasure): Begun {
  return erase(db, 'file', asked, () => removeFile(db, idOf(db, accession), publicId));
}

/** Takes a person out of a testimony, and their names out of all that is remembered of it. Throws NotFound, Invalid. */
export function eraseName(db: Database, accession: string, personId: number, asked: NewErasure): Begun {
  return erase(db, 'name', asked, () => {
    removeName(db, idOf(db, accession), personId);
    return [];
  });
}

const ERASURE = 'SELECT id, at, actor, what, reason, finished_at AS finishedAt, problem FROM erasure';

/** What was erased, newest first: by whom, why, and whether nothing of it is left. */
export function erasures(db: Database, limit = 100): Erasure[] {
  return db.prepare<[number], Erasure>(`${ERASURE} ORDER BY id DESC LIMIT ?`).all(limit);
}

export function erasureById(db: Database, id: number): Erasure | null {
  return db.prepare<[number], Erasure>(`${ERASURE} WHERE id = ?`).get(id) ?? null;
}

/** Notes that nothing of it is left in the archive's folder, or what stands in the way. */
export function noteFinished(db: Database, id: number, { now, problem }: { now: Date; problem: string | null }): void {
  db.prepare('UPDATE erasure SET finished_at = @at, problem = @problem WHERE id = @id').run({
    id,
    at: problem === null ? now.toISOString() : null,
    problem,
  });
}
