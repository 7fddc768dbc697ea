/** A passage with all that hangs on it, as plain data: what an edit keeps before it changes anything, and what undo puts back. */
import type { Database } from '../../db/open.ts';

export interface CueState {
  startMs: number | null;
  endMs: number | null;
  charStart: number;
  charEnd: number;
  payload: string | null; // null: the whole text of the passage, word for word
  identifier: string | null;
  settings: string | null;
}

export interface RedactionState {
  charStart: number;
  charEnd: number;
  partId: number | null;
  startMs: number | null;
  endMs: number | null;
  reason: string | null;
  madeAt: string;
}

/** Passages are named by their public ids, which outlive a row. Times in milliseconds from the beginning of the part. */
export interface PassageState {
  publicId: string;
  partId: number;
  position: number;
  startMs: number | null;
  endMs: number | null;
  estimated: number;
  speaker: string | null;
  personId: number | null;
  text: string;
  edited: number;
  original: string | null; // the passage it translates
  translations: string[]; // that point to it
  cues: CueState[];
  redactions: RedactionState[];
  uncertain: { charStart: number; charEnd: number; confidence: number }[];
}

/** The states of these passages, in the order of the transcript; those that are not there are left out. */
export function statesOf(db: Database, publicIds: Iterable<string>): PassageState[] {
  type Row = Omit<PassageState, 'translations' | 'cues' | 'redactions' | 'uncertain'> & { id: number };
  const rows = db
    .prepare<[string], Row>(`
      SELECT passage.id, passage.public_id AS publicId, passage.part_id AS partId, passage.position, passage.start_ms AS startMs,
        passage.end_ms AS endMs, passage.estimated, passage.speaker, passage.person_id AS personId, passage.text,
        passage.edited, original.public_id AS original
      FROM passage LEFT JOIN passage AS original ON original.id = passage.original_id
      WHERE passage.public_id IN (SELECT value FROM json_each(?)) ORDER BY passage.position`)
    .all(JSON.stringify([...publicIds]));
  const translations = db
    .prepare<[number], string>('SELECT public_id FROM passage WHERE original_id = ? ORDER BY public_id')
    .pluck();
  const cues = db.prepare<[number], CueState>(`
    SELECT start_ms AS startMs, end_ms AS endMs, char_start AS charStart, char_end AS charEnd, payload, identifier, settings
    FROM cue WHERE passage_id = ? ORDER BY position`);
  const redactions = db.prepare<[number], RedactionState>(`
    SELECT char_start AS charStart, char_end AS charEnd, part_id AS partId, start_ms AS startMs, end_ms AS endMs, reason,
      made_at AS madeAt
    FROM redaction WHERE passage_id = ? ORDER BY char_start, char_end, id`);
  const uncertain = db.prepare<[number], PassageState['uncertain'][number]>(`
    SELECT char_start AS charStart, char_end AS charEnd, confidence FROM uncertain_word WHERE passage_id = ?
    ORDER BY char_start`);
  return rows.map(({ id, ...row }) => ({
    ...row,
    translations: translations.all(id),
    cues: cues.all(id),
    redactions: redactions.all(id),
    uncertain: uncertain.all(id),
  }));
}

/** Writes a passage as a state has it, making it where there is none, and counts the edit. */
export function writeState(db: Database, transcriptId: number, state: PassageState): void {
  const values = {
    transcriptId,
    publicId: state.publicId,
    partId: state.partId,
    position: state.position,
    startMs: state.startMs,
    endMs: state.endMs,
    estimated: state.estimated,
    speaker: state.speaker,
    personId: state.personId,
    text: state.text,
    edited: state.edited,
    original: state.original,
  };
  db.prepare('DELETE FROM passage_redirect WHERE public_id = ?').run(state.publicId);
  const id = db
    .prepare<unknown[], number>(`
      INSERT INTO passage (public_id, transcript_id, part_id, position, start_ms, end_ms, estimated, speaker, person_id, text,
        edited, original_id)
      VALUES (@publicId, @transcriptId, @partId, @position, @startMs, @endMs, @estimated, @speaker, @personId, @text, @edited,
        (SELECT id FROM passage WHERE public_id = @original))
      ON CONFLICT (public_id) DO UPDATE SET part_id = @partId, position = @position, start_ms = @startMs, end_ms = @endMs,
        estimated = @estimated, speaker = @speaker, person_id = @personId, text = @text, edited = @edited,
        original_id = excluded.original_id, version = version + 1
      RETURNING id`)
    .pluck()
    .get(values)!;
  for (const table of ['cue', 'redaction', 'uncertain_word']) {
    db.prepare(`DELETE FROM ${table} WHERE passage_id = ?`).run(id);
  }
  const cue = db.prepare(`
    INSERT INTO cue (passage_id, position, start_ms, end_ms, char_start, char_end, payload, identifier, settings)
    VALUES (@id, @position, @startMs, @endMs, @charStart, @charEnd, @payload, @identifier, @settings)`);
  state.cues.forEach((one, position) => {
    cue.run({ ...one, id, position });
  });
  const redaction = db.prepare(`
    INSERT INTO redaction (testimony_id, passage_id, char_start, char_end, part_id, start_ms, end_ms, reason, made_at)
    VALUES ((SELECT testimony_id FROM transcript WHERE id = @transcriptId), @id, @charStart, @charEnd, @partId, @startMs, @endMs,
      @reason, @madeAt)`);
  for (const one of state.redactions) redaction.run({ ...one, id, transcriptId });
  const uncertain = db.prepare(`
    INSERT INTO uncertain_word (passage_id, char_start, char_end, confidence) VALUES (@id, @charStart, @charEnd, @confidence)`);
  for (const one of state.uncertain) uncertain.run({ ...one, id });
  const translation = db.prepare('UPDATE passage SET original_id = ? WHERE public_id = ? AND original_id IS NOT ?');
  for (const one of state.translations) translation.run(id, one, id);
}

/** The cues of a state with their words written out, as they must be before the text of the passage changes. */
export function spelledOut({ cues, text }: PassageState): CueState[] {
  return cues.map((cue) => ({ ...cue, payload: cue.payload ?? text }));
}

/** Whether two lists of states say the same, but for where in the transcript they stand. */
export function sameStates(one: PassageState[], other: PassageState[]): boolean {
  const plain = (states: PassageState[]) => JSON.stringify(states.map((state) => ({ ...state, position: 0 })));
  return plain(one) === plain(other);
}
