/** Every edit of a transcript: one transaction with its check for other people's edits, its revision and its news for the search. */
import type { Database } from '../../db/open.ts';
import { Conflict, Invalid, NotFound } from '../errors.ts';
import { changed } from '../outbox.ts';
import { redirect } from '../passage-store.ts';
import { addRevision } from '../revision.ts';
import { audiencesOf, refuseOpening } from './opening.ts';
import { type PassageState, statesOf, writeState } from './state.ts';

export type Operation =
  | 'words'
  | 'split'
  | 'join'
  | 'retime'
  | 'speakers'
  | 'replace'
  | 'remove'
  | 'synchronise'
  | 'align';

/** A passage as an editor saw it when they began. */
export interface Seen {
  publicId: string;
  version: number;
}

export interface Edit {
  transcriptId: number;
  actor: string; // an account's e-mail
  operation: Operation;
  /** The passages it touches, as their editor saw them. */
  seen: Seen[];
}

/** What an edit leaves: the passages it touched in order, new ones among them, and where removed ones lead. */
export interface Outcome {
  states: PassageState[];
  into?: Map<string, string>; // removed public id -> the one that it redirects to
  from?: Map<string, string>; // new public id -> the one whose words it has
}

/**
 * Carries out an edit; `change` gets the passages as they are, in order, and gives what shall be. Nothing is written where
 * it changes nothing. Throws NotFound for a passage that is not in the transcript, Conflict where somebody has changed one
 * since, or where closed words would be opened.
 */
export function carryOut(db: Database, edit: Edit, change: (states: PassageState[]) => Outcome): void {
  db.transaction(() => {
    const testimonyId = testimonyOf(db, edit.transcriptId);
    refuseStale(db, edit);
    const before = statesOf(
      db,
      edit.seen.map(({ publicId }) => publicId),
    );
    const outcome = change(before.map((state) => ({ ...state })));
    const same = JSON.stringify(before) === JSON.stringify(outcome.states) && !outcome.into?.size;
    if (same) return;
    write(db, { ...edit, testimonyId }, before, outcome);
    const touched = touchedBy(before, outcome);
    const revision = addRevision(db, testimonyId, {
      thing: 'transcript',
      thingId: edit.transcriptId,
      actor: edit.actor,
      reason: edit.operation,
      before: before.filter(({ publicId }) => touched.has(publicId)),
      logged: edit.operation === 'synchronise' ? 'synchronised a transcript' : 'edited a transcript',
    });
    db.prepare('DELETE FROM transcript_edit WHERE transcript_id = ? AND undone = 1').run(edit.transcriptId);
    db.prepare(`
      INSERT INTO transcript_edit (transcript_id, revision_id, operation, after) VALUES (?, ?, ?, ?)`).run(
      edit.transcriptId,
      revision,
      edit.operation,
      JSON.stringify(statesOf(db, touched)),
    );
  }).immediate();
}

/** What undo must know of: of an edit that adds or removes passages also those beside them, which say where they stand. */
function touchedBy(before: PassageState[], { states, into }: Outcome): Set<string> {
  const known = new Map(before.map((state) => [state.publicId, JSON.stringify(state)]));
  const all = into?.size || states.length !== before.length;
  const touched = all
    ? [...before, ...states]
    : states.filter((state) => known.get(state.publicId) !== JSON.stringify(state));
  return new Set(touched.map(({ publicId }) => publicId));
}

/** Writes an outcome over what was, keeps the order, and says that the words changed. Call in a transaction. */
export function write(
  db: Database,
  { transcriptId, testimonyId }: { transcriptId: number; testimonyId: number },
  before: PassageState[],
  { states, into = new Map(), from = new Map() }: Outcome,
): void {
  const audiences = audiencesOf(db, testimonyId);
  const order = ordered(orderOf(db, transcriptId), states, into);
  const known = new Map(before.map((state) => [state.publicId, JSON.stringify({ ...state, position: 0 })]));
  for (const state of states) {
    if (known.get(state.publicId) === JSON.stringify({ ...state, position: 0 })) continue;
    writeState(db, transcriptId, { ...state, position: order.indexOf(state.publicId) + 1 });
  }
  const idOf = db.prepare<[string], number>('SELECT id FROM passage WHERE public_id = ?').pluck();
  for (const { publicId } of before) {
    const target = into.get(publicId);
    if (target !== undefined) redirect(db, { id: idOf.get(publicId)! }, idOf.get(target)!);
  }
  if (into.size > 0 || from.size > 0 || states.length !== before.length) renumber(db, transcriptId, order);
  db.prepare('UPDATE transcript SET version = version + 1 WHERE id = ?').run(transcriptId);
  db.prepare("UPDATE testimony SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ') WHERE id = ?").run(testimonyId);
  refuseOpening(audiences, audiencesOf(db, testimonyId), { from, into });
  // What an index knows of old words must not outlive them where somebody has withheld some.
  changed(db, testimonyId, { narrowed: audiences !== null });
}

/** The testimony of a transcript. Throws NotFound. */
export function testimonyOf(db: Database, transcriptId: number): number {
  const id = db.prepare<[number], number>('SELECT testimony_id FROM transcript WHERE id = ?').pluck().get(transcriptId);
  if (id === undefined) throw new NotFound('transcript', String(transcriptId));
  return id;
}

function refuseStale(db: Database, { transcriptId, seen }: Edit): void {
  if (seen.length === 0)
    throw new Invalid('No passage was chosen. Choose one, and do this again.', { key: 'none_chosen' });
  const version = db
    .prepare<[string, number], number>('SELECT version FROM passage WHERE public_id = ? AND transcript_id = ?')
    .pluck();
  for (const one of seen) {
    const now = version.get(one.publicId, transcriptId);
    if (now === undefined) throw new NotFound('passage', one.publicId);
    if (now !== one.version) {
      throw new Conflict(
        'Somebody else changed this passage in the meantime. Nothing was overwritten: look at it as it is now, and bring in your words again.',
        { key: 'stale' },
      );
    }
  }
}

function orderOf(db: Database, transcriptId: number): string[] {
  return db
    .prepare<[number], string>('SELECT public_id FROM passage WHERE transcript_id = ? ORDER BY position, id')
    .pluck()
    .all(transcriptId);
}

/** The order of all passages once `states` are written: new ones stand after the one before them in the list, or before the first. */
function ordered(order: string[], states: PassageState[], into: Map<string, string>): string[] {
  const known = new Set(order);
  const result = order.filter((publicId) => !into.has(publicId));
  const first = states.findIndex(({ publicId }) => known.has(publicId));
  states.forEach(({ publicId }, at) => {
    if (known.has(publicId)) return;
    const neighbour = at < first ? states[first]! : states[at - 1];
    const place = neighbour ? result.indexOf(neighbour.publicId) : result.length;
    result.splice(at < first ? place : place + 1, 0, publicId);
  });
  return result;
}

function renumber(db: Database, transcriptId: number, order: string[]): void {
  const now = db
    .prepare<[number], { publicId: string; position: number }>(
      'SELECT public_id AS publicId, position FROM passage WHERE transcript_id = ?',
    )
    .all(transcriptId);
  const wanted = new Map(order.map((publicId, at) => [publicId, at + 1]));
  const move = db.prepare('UPDATE passage SET position = ? WHERE public_id = ?');
  for (const { publicId, position } of now) {
    if (position !== wanted.get(publicId)) move.run(wanted.get(publicId), publicId);
  }
}
