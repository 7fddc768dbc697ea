import type { Database } from '../db/open.ts';
import { publicId } from './names.ts';
import { matchPassages, type NewCue, type NewPassage, type OldPassage, sourceOf } from './passage-match.ts';

export type { NewCue, NewPassage } from './passage-match.ts';

/** What became of the passages of a part. */
export interface KeptPassages {
  /** False where an edited or redacted passage has no counterpart in the source any more: then nothing was written. */
  written: boolean;
  changes: number;
  /** Passages that people have edited or redacted and that the source has changed since: they stay as they are. */
  conflicts: { position: number; startMs: number | null }[];
}

/**
 * Writes the passages of one part of a transcript. Known ones keep their id (passage-match.ts), and what is gone redirects to
 * the passage now at its place. One that a person has edited or redacted stays as it is: other words would undo the edit, or
 * stand in the span that is withheld.
 */
export function keepPassages(
  db: Database,
  { transcriptId, partId, passages }: { transcriptId: number; partId: number; passages: NewPassage[] },
): KeptPassages {
  const old = oldPassages(db, transcriptId, partId);
  const matches = matchPassages(old, passages);
  const matched = new Set(matches);
  const lost = old.filter((passage) => !matched.has(passage));
  if (lost.some(({ held }) => held)) return { written: false, changes: 0, conflicts: [] };

  const write = writer(db, transcriptId, partId);
  const kept: KeptPassages = { written: true, changes: lost.length, conflicts: [] };
  const ids = passages.map((passage, index) => {
    const match = matches[index];
    const position = index + 1;
    if (!match) {
      kept.changes += 1;
      return write.insert(passage, position);
    }
    const isNew = match.source !== sourceOf(passage);
    if (match.held || (match.withheld && movedInTime(match, passage))) {
      write.move(match.id, position);
      if (isNew) kept.conflicts.push({ position, startMs: match.startMs });
    } else if (
      isNew ||
      movedInTime(match, passage) ||
      match.text !== passage.text ||
      match.personId !== passage.personId
    ) {
      kept.changes += 1;
      write.update(match.id, passage, position);
    } else write.move(match.id, position);
    return match.id;
  });
  for (const passage of lost) redirect(db, passage, redirectedTo(passage, old, matches, passages, ids));
  return kept;
}

function movedInTime(old: OldPassage, passage: NewPassage): boolean {
  return old.startMs !== passage.startMs || old.endMs !== passage.endMs;
}

function oldPassages(db: Database, transcriptId: number, partId: number): OldPassage[] {
  const rows = db
    .prepare<
      [number, number],
      Omit<OldPassage, 'held' | 'withheld' | 'source'> & { estimated: number; held: number; withheld: number }
    >(`
      SELECT id, start_ms AS startMs, end_ms AS endMs, estimated, speaker, person_id AS personId, text,
        edited OR EXISTS (SELECT 1 FROM redaction WHERE redaction.passage_id = passage.id) AS held,
        EXISTS (SELECT 1 FROM redaction WHERE redaction.part_id = passage.part_id
          AND redaction.start_ms < coalesce(passage.end_ms, passage.start_ms + 1) AND redaction.end_ms > passage.start_ms)
          OR EXISTS (SELECT 1 FROM section WHERE section.part_id = passage.part_id
            AND section.start_ms < coalesce(passage.end_ms, passage.start_ms + 1) AND section.end_ms > passage.start_ms) AS withheld
      FROM passage WHERE transcript_id = ? AND part_id = ? ORDER BY position`)
    .all(transcriptId, partId);
  const cues = db.prepare<[number], Omit<NewCue, 'payload'> & { payload: string | null }>(`
    SELECT start_ms AS startMs, end_ms AS endMs, char_start AS charStart, char_end AS charEnd, payload, identifier, settings
    FROM cue WHERE passage_id = ? ORDER BY position`);
  return rows.map(({ estimated, held, withheld, ...row }) => {
    const own = cues.all(row.id).map((cue) => ({ ...cue, payload: cue.payload ?? row.text }));
    return {
      ...row,
      held: held === 1,
      withheld: withheld === 1,
      source: sourceOf({ speaker: row.speaker, estimated: estimated === 1, cues: own }),
    };
  });
}

function writer(db: Database, transcriptId: number, partId: number) {
  const insert = db
    .prepare<unknown[], number>(`
      INSERT INTO passage (public_id, transcript_id, part_id, position, start_ms, end_ms, estimated, speaker, person_id, text)
      VALUES (@publicId, @transcriptId, @partId, @position, @startMs, @endMs, @estimated, @speaker, @personId, @text) RETURNING id`)
    .pluck();
  const update = db.prepare(`
    UPDATE passage SET position = @position, start_ms = @startMs, end_ms = @endMs, estimated = @estimated, speaker = @speaker,
      person_id = @personId, text = @text, version = version + 1
    WHERE id = @id`);
  const move = db.prepare('UPDATE passage SET position = ? WHERE id = ?');
  const dropCues = db.prepare('DELETE FROM cue WHERE passage_id = ?');
  const insertCue = db.prepare(`
    INSERT INTO cue (passage_id, position, start_ms, end_ms, char_start, char_end, payload, identifier, settings)
    VALUES (@passageId, @position, @startMs, @endMs, @charStart, @charEnd, @payload, @identifier, @settings)`);
  const fields = ({ cues: _, estimated, ...passage }: NewPassage) => ({ ...passage, estimated: estimated ? 1 : 0 });
  const addCues = (passageId: number, { cues, text }: NewPassage) =>
    cues.forEach((cue, position) => {
      const whole = cues.length === 1 && cue.payload === text;
      insertCue.run({ ...cue, payload: whole ? null : cue.payload, passageId, position });
    });
  return {
    insert(passage: NewPassage, position: number): number {
      const id = insert.get({ ...fields(passage), publicId: publicId(), transcriptId, partId, position })!;
      addCues(id, passage);
      return id;
    },
    update(id: number, passage: NewPassage, position: number): void {
      update.run({ ...fields(passage), position, id });
      dropCues.run(id);
      addCues(id, passage);
    },
    move: (id: number, position: number) => move.run(position, id),
  };
}

/** The passage now at the place of one that is gone: by its time, or after the passage that stood before it. */
function redirectedTo(
  lost: OldPassage,
  old: OldPassage[],
  matches: (OldPassage | null)[],
  passages: NewPassage[],
  ids: number[],
): number | null {
  if (ids.length === 0) return null;
  if (lost.startMs !== null) {
    const later = passages.findIndex((passage) => (passage.endMs ?? passage.startMs ?? 0) > lost.startMs!);
    return ids[later < 0 ? ids.length - 1 : later]!;
  }
  for (let at = old.indexOf(lost) - 1; at >= 0; at -= 1) {
    const index = matches.indexOf(old[at]!);
    if (index >= 0) return ids[index]!;
  }
  return ids[0]!;
}

/** Lets the public ids that lead to a passage lead to another, and deletes it. */
export function redirect(db: Database, lost: { id: number }, target: number | null): void {
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
