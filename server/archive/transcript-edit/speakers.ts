import type { Database } from '../../db/open.ts';
import { carryOut, type Seen } from './edit.ts';

/** Who speaks: the label as it stands in the text, and the person, where known. */
export interface Speaking {
  speaker: string | null;
  personId: number | null;
}

/** Sets who speaks in one passage or a run of them. Throws as `carryOut`. */
export function setSpeakers(
  db: Database,
  edit: { transcriptId: number; actor: string; passages: Seen[]; speaking: Speaking },
): void {
  const { speaker, personId } = edit.speaking;
  const label = speaker?.trim().slice(0, 200) || null;
  carryOut(db, { ...edit, operation: 'speakers', seen: edit.passages }, (states) => ({
    states: states.map((state) =>
      state.speaker === label && state.personId === personId
        ? state
        : { ...state, speaker: label, personId, edited: 1 },
    ),
  }));
}

/** The passages from one to another of a transcript, both included, whichever stands first, as they are now. */
export function runBetween(db: Database, transcriptId: number, one: string, other: string): Seen[] {
  return db
    .prepare<unknown[], Seen>(`
      SELECT public_id AS publicId, version FROM passage
      WHERE transcript_id = @transcriptId AND position BETWEEN
        (SELECT min(position) FROM passage WHERE transcript_id = @transcriptId AND public_id IN (@one, @other))
        AND (SELECT max(position) FROM passage WHERE transcript_id = @transcriptId AND public_id IN (@one, @other))
      ORDER BY position`)
    .all({ transcriptId, one, other });
}

/** Who may speak in a transcript: everyone who has a role in the testimony, and every label that stands in it. */
export function speakersOf(
  db: Database,
  transcriptId: number,
): { personId: number | null; name: string; role: string | null }[] {
  return db
    .prepare<{ transcriptId: number }, { personId: number | null; name: string; role: string | null }>(`
      SELECT personId, name, role FROM (
        SELECT person.id AS personId, person.name, min(role) AS role FROM transcript
          JOIN testimony_person USING (testimony_id) JOIN person ON person.id = testimony_person.person_id
        WHERE transcript.id = @transcriptId AND role <> 'mentioned' GROUP BY person.id
        UNION ALL
        SELECT DISTINCT NULL, speaker, NULL FROM passage
        WHERE transcript_id = @transcriptId AND speaker IS NOT NULL AND person_id IS NULL)
      ORDER BY role IS NULL, role DESC, name`)
    .all({ transcriptId });
}
