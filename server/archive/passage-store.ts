import type { Database } from '../db/open.ts';
import { publicId } from './names.ts';

export interface NewCue {
  startMs: number | null;
  endMs: number | null;
  charStart: number;
  charEnd: number;
  payload: string; // the cue as the file has it
  identifier: string | null;
  settings: string | null;
}

/** Times in milliseconds from the beginning of the part. */
export interface NewPassage {
  startMs: number | null;
  endMs: number | null;
  estimated: boolean; // the start was worked out, not read
  speaker: string | null;
  personId: number | null;
  text: string;
  cues: NewCue[];
}

interface OldPassage {
  id: number;
  startMs: number | null;
  endMs: number | null;
  speaker: string | null;
  personId: number | null;
  text: string;
  edited: number;
}

/**
 * Writes the passages of one part of a transcript. Known ones keep their id: first those with the same text, in order, then
 * those that share time with a passage still without one. What is gone redirects to the passage now at its place.
 * False, and nothing written, where a person's edit would be lost, or a redaction: other words would stand in its span.
 */
export function keepPassages(
  db: Database,
  { transcriptId, partId, passages }: { transcriptId: number; partId: number; passages: NewPassage[] },
): boolean {
  const old = db
    .prepare<[number, number], OldPassage>(`
      SELECT id, start_ms AS startMs, end_ms AS endMs, speaker, person_id AS personId, text,
        edited OR EXISTS (SELECT 1 FROM redaction WHERE redaction.passage_id = passage.id) AS edited
      FROM passage WHERE transcript_id = ? AND part_id = ? ORDER BY position`)
    .all(transcriptId, partId);
  const matches = old.length ? matchPassages(old, passages) : passages.map(() => null);
  const kept = new Set(matches.filter((match) => match !== null).map((match) => match.id));
  const lost = old.filter((passage) => !kept.has(passage.id));
  const changedEdit = matches.some((match, index) => match?.edited && match.text !== passages[index]!.text);
  if (changedEdit || lost.some((passage) => passage.edited)) return false;

  const insert = db
    .prepare<unknown[], number>(`
    INSERT INTO passage (public_id, transcript_id, part_id, position, start_ms, end_ms, estimated, speaker, person_id, text)
    VALUES (@publicId, @transcriptId, @partId, @position, @startMs, @endMs, @estimated, @speaker, @personId, @text) RETURNING id`)
    .pluck();
  const update = db.prepare(`
    UPDATE passage SET position = @position, start_ms = @startMs, end_ms = @endMs, estimated = @estimated, speaker = @speaker,
      person_id = @personId,
      text = @text
    WHERE id = @id`);
  const dropCues = db.prepare('DELETE FROM cue WHERE passage_id = ?');
  const insertCue = db.prepare(`
    INSERT INTO cue (passage_id, position, start_ms, end_ms, char_start, char_end, payload, identifier, settings)
    VALUES (@passageId, @position, @startMs, @endMs, @charStart, @charEnd, @payload, @identifier, @settings)`);
  const ids = passages.map((passage, index) => {
    const { cues, estimated, ...rest } = passage;
    const fields = { ...rest, estimated: estimated ? 1 : 0 };
    const match = matches[index];
    let id: number;
    if (match) {
      id = match.id;
      update.run({ ...fields, position: index + 1, id });
      dropCues.run(id);
    } else {
      id = insert.get({ ...fields, publicId: publicId(), transcriptId, partId, position: index + 1 })!;
    }
    cues.forEach((cue, position) => {
      const whole = cues.length === 1 && cue.payload === passage.text;
      insertCue.run({ ...cue, payload: whole ? null : cue.payload, passageId: id, position });
    });
    return id;
  });
  for (const passage of lost) redirect(db, passage, passages, ids);
  return true;
}

/** For each new passage the old one that it continues, or null. */
function matchPassages(old: OldPassage[], passages: NewPassage[]): (OldPassage | null)[] {
  const byText = new Map<string, OldPassage[]>();
  for (const passage of old) byText.set(passage.text, [...(byText.get(passage.text) ?? []), passage]);
  const matches = passages.map((passage) => byText.get(passage.text)?.shift() ?? null);
  const free = old.filter((passage) => !matches.includes(passage));
  passages.forEach((passage, index) => {
    if (matches[index] || !free.length) return;
    const at = free.findIndex((candidate) => sameMoment(candidate, passage));
    if (at >= 0) matches[index] = free.splice(at, 1)[0]!;
  });
  return matches;
}

/** Both timed, and the shorter one lies at least half within the other. */
function sameMoment(one: OldPassage, other: NewPassage): boolean {
  if (one.startMs === null || one.endMs === null || other.startMs === null || other.endMs === null) return false;
  const shared = Math.min(one.endMs, other.endMs) - Math.max(one.startMs, other.startMs);
  return shared > 0 && shared * 2 >= Math.min(one.endMs - one.startMs, other.endMs - other.startMs);
}

function redirect(db: Database, lost: OldPassage, passages: NewPassage[], ids: number[]): void {
  const later = passages.findIndex((passage) => (passage.endMs ?? passage.startMs ?? 0) > (lost.startMs ?? 0));
  const target = ids.length ? ids[later < 0 ? ids.length - 1 : later]! : null;
  if (target !== null) {
    db.prepare(`
      INSERT INTO passage_redirect (public_id, passage_id) SELECT public_id, @target FROM passage WHERE id = @lost`).run(
      {
        target,
        lost: lost.id,
      },
    );
    db.prepare('UPDATE passage_redirect SET passage_id = @target WHERE passage_id = @lost').run({
      target,
      lost: lost.id,
    });
  }
  db.prepare('DELETE FROM passage WHERE id = ?').run(lost.id);
}
