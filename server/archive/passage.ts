import { kept, keptColumn } from '../db/kept.ts';
import type { Database } from '../db/open.ts';
import { namedTo, passageOpenTo, whollyOpenTo } from './access.ts';
import { NotFound } from './errors.ts';
import { keptPrivate, shownAs } from './person-privacy.ts';
import { redactedSpans, type Span, stillShown, withhold } from './redaction.ts';
import type { Viewer } from './viewer.ts';

/** A passage as `viewer` may read it: redacted words withheld, the speaker's name only where names are shown. */
export interface Passage {
  id: number;
  publicId: string;
  transcriptId: number;
  partId: number;
  part: number; // from 1
  position: number; // from 1 through the transcript
  startMs: number | null; // from the beginning of the part
  estimated: boolean; // the start was worked out between marks of the source, not read
  endMs: number | null;
  speaker: string | null; // as shown: the person's name here, or the source's label
  role: 'narrator' | 'interviewer' | null; // of the speaker; null where it is neither or unknown
  lang: string;
  text: string;
  originalId: number | null; // the passage it translates
  /** Of a text that a program wrote and nobody has corrected yet. */
  machineDraft: boolean;
  /** The words in `text` that the program was unsure of. */
  uncertain: Span[];
}

interface Row extends Omit<Passage, 'speaker' | 'estimated' | 'machineDraft' | 'uncertain'> {
  machineDraft: number;
  uncertain: string | null; // JSON
  estimated: number;
  testimonyId: number;
  label: string | null;
  name: string | null;
  shownAs: string | null;
  wholly: number; // nothing of the testimony is withheld from the viewer
  named: number; // they may read its names
  keptPrivate: number; // the speaker is named nowhere
  pseudonymous: number; // somebody in the testimony appears under another name
}

const COLUMNS = `
  passage.id, passage.public_id AS publicId, passage.transcript_id AS transcriptId, passage.part_id AS partId,
  part.position AS part, passage.position, passage.start_ms AS startMs, passage.estimated, passage.end_ms AS endMs, passage.speaker AS label,
  person.name, ${shownAs('testimony.id', 'passage.person_id')} AS shownAs,
  (SELECT max(role) FROM testimony_person AS speaking WHERE speaking.testimony_id = testimony.id
    AND speaking.person_id = passage.person_id AND role IN ('narrator', 'interviewer')) AS role,
  transcript.lang, transcript.status = 'machine draft' AS machineDraft,
  CASE WHEN transcript.status = 'machine draft' THEN (SELECT json_group_array(json_object('start', char_start, 'end', char_end))
    FROM uncertain_word WHERE uncertain_word.passage_id = passage.id) END AS uncertain, passage.text, passage.original_id AS originalId, testimony.id AS testimonyId,
  ${whollyOpenTo('testimony')} AS wholly, ${namedTo('testimony')} AS named,
  (person.id IS NOT NULL AND ${keptPrivate('person', 'testimony.id')}) AS keptPrivate,
  EXISTS (SELECT 1 FROM testimony_person AS other WHERE other.testimony_id = testimony.id AND other.shown_as IS NOT NULL)
    AS pseudonymous`;

const FROM = `
  FROM passage JOIN transcript ON transcript.id = passage.transcript_id JOIN part ON part.id = passage.part_id
    JOIN testimony ON testimony.id = transcript.testimony_id LEFT JOIN person ON person.id = passage.person_id`;

/** The passages of a transcript that `viewer` may read, in order; `from` and `to` are positions, both included. */
export function passagesOfTranscript(
  db: Database,
  viewer: Viewer,
  transcriptId: number,
  range: { from?: number; to?: number } = {},
): Passage[] {
  const rows = kept<Viewer & { transcriptId: number; from: number; to: number }, Row>(
    db,
    `
      SELECT ${COLUMNS} ${FROM}
      WHERE passage.transcript_id = @transcriptId AND passage.position BETWEEN @from AND @to
        AND ${passageOpenTo('passage', 'testimony')}
      ORDER BY passage.position`,
  ).all({ ...viewer, transcriptId, from: range.from ?? 1, to: range.to ?? Number.MAX_SAFE_INTEGER });
  return shown(db, rows);
}

/** Those of `ids` that `viewer` may read, in the order of `ids`. */
export function passagesById(db: Database, viewer: Viewer, ids: number[]): Passage[] {
  const rows = kept<Viewer & { ids: string }, Row>(
    db,
    `
      SELECT ${COLUMNS} ${FROM}
      WHERE passage.id IN (SELECT value FROM json_each(@ids)) AND ${passageOpenTo('passage', 'testimony')}`,
  ).all({ ...viewer, ids: JSON.stringify(ids) });
  const byId = new Map(shown(db, rows).map((passage) => [passage.id, passage]));
  return ids.map((id) => byId.get(id)).filter((passage) => passage !== undefined);
}

/** Where a permanent passage address leads. Throws NotFound where it never was, is gone, or is not for this viewer. */
export function passageAt(db: Database, viewer: Viewer, publicId: string): { passage: Passage; accession: string } {
  const id = keptColumn<{ publicId: string }, number>(
    db,
    `
      SELECT id FROM passage WHERE public_id = @publicId
      UNION ALL SELECT passage_id FROM passage_redirect WHERE public_id = @publicId LIMIT 1`,
  ).get({ publicId });
  const passage = id === undefined ? undefined : passagesById(db, viewer, [id])[0];
  if (!passage) throw new NotFound('passage', publicId);
  const accession = keptColumn<[number], string>(
    db,
    `
      SELECT testimony.accession FROM part JOIN testimony ON testimony.id = part.testimony_id WHERE part.id = ?`,
  ).get(passage.partId)!;
  return { passage, accession };
}

function shown(db: Database, rows: Row[]): Passage[] {
  const spans = new Map<number, Map<number, Span[]>>();
  const withheld = (row: Row): Span[] => {
    if (row.wholly) return [];
    if (!spans.has(row.testimonyId)) spans.set(row.testimonyId, redactedSpans(db, row.testimonyId));
    return spans.get(row.testimonyId)!.get(row.id) ?? [];
  };
  return rows.map((row) => {
    const { label, name, shownAs, wholly, named, keptPrivate, pseudonymous, testimonyId: _, ...passage } = row;
    return {
      ...passage,
      estimated: row.estimated === 1,
      machineDraft: row.machineDraft === 1,
      uncertain: row.uncertain ? stillShown(JSON.parse(row.uncertain), withheld(row)) : [],
      speaker: speakerOf(row),
      text: withhold(passage.text, withheld(row)),
    };
  });
}

/** Where names are withheld, or anyone appears under another name, the source's own labels would give them away. */
function speakerOf({ label, name, shownAs, wholly, named, keptPrivate, pseudonymous }: Row): string | null {
  if (wholly) return name ?? label;
  if (!named || keptPrivate) return null;
  return shownAs ?? name ?? (pseudonymous ? null : label);
}
