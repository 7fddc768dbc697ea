/**
 * Audiences of words and recordings, which sections and redactions narrow, as SQL expressions. Whatever is spoken in a
 * withheld stretch of time, or says elsewhere what a redaction withholds, is withheld whole until somebody has marked its own
 * words: withholding too much can be mended, too little cannot.
 */
import { audienceOf, audienceOfKind, level, STAFF } from './audience.ts';

const FOREVER = 1_000_000_000_000; // milliseconds: beyond the end of any recording

/** The nearest passage of the same recording whose beginning was read and not worked out between two others, and when it begins. */
function measured(passage: string, which: 'earlier' | 'later'): string {
  const [sign, order] = which === 'later' ? ['>', ''] : ['<', 'DESC'];
  return `(SELECT other.start_ms FROM passage AS other WHERE other.transcript_id = ${passage}.transcript_id
    AND other.part_id = ${passage}.part_id AND other.position ${sign} ${passage}.position AND other.estimated = 0
    AND other.start_ms ${sign} ${passage}.start_ms ORDER BY other.position ${order} LIMIT 1)`;
}

/** The earliest that a passage may begin, in milliseconds of its part; null where it is untimed. */
function startOf(passage: string): string {
  return `CASE WHEN ${passage}.estimated THEN coalesce(${measured(passage, 'earlier')}, 0) ELSE ${passage}.start_ms END`;
}

/** The latest that it may end: as its source says, else when the next one begins that has a time of its own. */
function endOf(passage: string): string {
  const untilNext = `EXISTS (SELECT 1 FROM passage AS next WHERE next.transcript_id = ${passage}.transcript_id
    AND next.position = ${passage}.position + 1 AND next.part_id = ${passage}.part_id AND next.estimated)`;
  return `CASE WHEN ${passage}.start_ms IS NOT NULL THEN MAX(${passage}.start_ms + 1,
    coalesce(CASE WHEN NOT ${untilNext} THEN ${passage}.end_ms END, ${measured(passage, 'later')}, ${FOREVER})) END`;
}

/** The ids of a passage, its original, and the translations of either: they say the same. */
function sayings(passage: string): string {
  return `SELECT ${passage}.id UNION ALL SELECT ${passage}.original_id
    UNION ALL SELECT told.id FROM passage AS told WHERE told.original_id IN (${passage}.id, ${passage}.original_id)`;
}

/** True for a passage of which nothing tells when it is spoken. */
function untimed(passage: string): string {
  return `NOT EXISTS (SELECT 1 FROM passage AS same WHERE same.id IN (${sayings(passage)}) AND same.start_ms IS NOT NULL)`;
}

/** True for a passage spoken in a stretch of a part; one without times may be spoken in any. */
function spokenIn(stretch: string, passage: string): string {
  return `(EXISTS (SELECT 1 FROM passage AS same WHERE same.id IN (${sayings(passage)}) AND +same.part_id = ${stretch}.part_id
      AND ${stretch}.start_ms < ${endOf('same')} AND ${stretch}.end_ms > ${startOf('same')})
    OR (${stretch}.part_id = ${passage}.part_id AND ${untimed(passage)}))`;
}

/** The text that a transcript is or translates. */
function textOf(transcript: string): string {
  return `(SELECT coalesce(told.original_id, told.id) FROM transcript AS told WHERE told.id = ${transcript})`;
}

/**
 * The redactions of a testimony with the stretch of a part in which the withheld words are spoken: as it says itself
 * (`timed`), else that of its passage, or of the original of an untimed translation; else (not `placed`) the whole part. A
 * redaction of a translation without a time adds nothing to one of its original.
 */
export function withheldStretches(testimonyId: string): string {
  return `SELECT redaction.passage_id, redaction.made_at, said.transcript_id, said.original_id, ${textOf('said.transcript_id')} AS text_id,
      redaction.part_id IS NOT NULL AS timed, coalesce(redaction.start_ms, heard.start_ms) IS NOT NULL AS placed,
      coalesce(redaction.part_id, said.part_id) AS part_id, coalesce(redaction.start_ms, ${startOf('heard')}, 0) AS start_ms,
      coalesce(redaction.end_ms, ${endOf('heard')}, ${FOREVER}) AS end_ms
    FROM redaction LEFT JOIN passage AS said ON said.id = redaction.passage_id
      LEFT JOIN passage AS heard ON heard.id = CASE WHEN said.start_ms IS NULL THEN coalesce(said.original_id, said.id) ELSE said.id END
    WHERE redaction.testimony_id = ${testimonyId} AND (redaction.part_id IS NOT NULL
      OR NOT EXISTS (SELECT 1 FROM redaction AS own WHERE own.passage_id = said.original_id))`;
}

/**
 * True where somebody has marked what `withheld` withholds in the words of a passage, or, where no time tells which passage
 * that is, anywhere in its transcript. The mark lies in the same stretch of time; where one of the two has no time, it is no
 * older than the redaction of the original, or of the sound.
 */
function marked(withheld: string, passage: string, testimony: string, inTranscript: string): string {
  return `EXISTS (SELECT 1 FROM redaction AS own JOIN passage AS here ON here.id = own.passage_id
    WHERE own.testimony_id = ${testimony}.id AND (here.id = ${passage}.id OR (here.transcript_id = ${passage}.transcript_id AND ${inTranscript})) AND CASE
      WHEN own.part_id IS NOT NULL AND ${withheld}.timed THEN own.part_id = ${withheld}.part_id
        AND own.start_ms < ${withheld}.end_ms AND own.end_ms > ${withheld}.start_ms
      WHEN ${withheld}.passage_id IS NULL OR ${withheld}.passage_id = ${passage}.original_id THEN own.made_at >= ${withheld}.made_at
      ELSE 1 END)`;
}

/**
 * True for a passage spoken when the words of a redaction are: in its stretch of time, or, of another text, in the time of its
 * passage. A redaction of the same transcript says which passage its words are in, and concerns one beside it only where its
 * time reaches into it.
 */
function spokenWith(withheld: string, passage: string): string {
  return `CASE WHEN ${withheld}.transcript_id = ${passage}.transcript_id
    THEN ${withheld}.timed AND ${withheld}.part_id = ${passage}.part_id AND ${withheld}.end_ms > ${passage}.start_ms
      AND ${withheld}.start_ms < coalesce(${passage}.end_ms, ${passage}.start_ms + 1)
    ELSE (${withheld}.timed OR ${withheld}.text_id <> ${textOf(`${passage}.transcript_id`)}) AND ${spokenIn(withheld, passage)} END`;
}

/**
 * True for a passage that may say what a redaction withholds elsewhere, and whose own words nobody has marked yet: it says
 * the same as the redacted one, or is spoken when the withheld words are.
 */
function mayTell(passage: string, testimony: string): string {
  const sameAs = `withheld.passage_id = ${passage}.original_id OR withheld.original_id IN (${passage}.id, ${passage}.original_id)`;
  return `(EXISTS (SELECT 1 FROM redaction WHERE redaction.testimony_id = ${testimony}.id)
    AND EXISTS (SELECT 1 FROM (${withheldStretches(`${testimony}.id`)}) AS withheld
      WHERE withheld.passage_id IS NOT ${passage}.id AND (
        ((${sameAs}) AND NOT ${marked('withheld', passage, testimony, '0')})
        OR (${spokenWith('withheld', passage)}
          AND NOT ${marked('withheld', passage, testimony, `(NOT withheld.placed OR ${untimed(passage)})`)}))))`;
}

/** The strictest section that a passage is spoken in. */
function sectionsOf(passage: string, testimony: string): string {
  return `coalesce((SELECT MAX(${level('section.access', 'section.embargo_until')}) FROM section
    WHERE section.testimony_id = ${testimony}.id AND ${spokenIn('section', passage)}), 0)`;
}

/** What a program wrote and nobody has read yet is for staff and the giver. */
export function audienceOfDraft(transcriptId: string): string {
  return `CASE WHEN (SELECT written.unread FROM transcript AS written WHERE written.id = ${transcriptId}) THEN ${STAFF} ELSE 0 END`;
}

/** The audience of a passage joined with its testimony; its redacted words apart (see ../redaction.ts). */
export function audienceOfPassage(passage: string, testimony: string): string {
  return `MAX(${audienceOf('transcript', testimony)}, ${audienceOfDraft(`${passage}.transcript_id`)}, ${narrowingOfPassage(passage, testimony)})`;
}

/** What sections and redactions make of the audience of a passage, whatever the state of its testimony. */
export function narrowingOfPassage(passage: string, testimony: string): string {
  return `MAX(${sectionsOf(passage, testimony)}, CASE WHEN ${mayTell(passage, testimony)} THEN ${STAFF} ELSE 0 END)`;
}

/** The audience of an index point joined with its testimony. */
export function audienceOfIndexPoint(point: string, testimony: string): string {
  return `MAX(${audienceOf('transcript', testimony)}, ${narrowingOfIndexPoint(point, testimony)})`;
}

/**
 * What sections and redactions make of it: all in the stretch that it describes, which ends where the next one begins. A
 * redaction made before somebody took the withheld words out of the point (`cleared_at`) withholds it no longer.
 */
export function narrowingOfIndexPoint(point: string, testimony: string): string {
  const end = `coalesce((SELECT MIN(later.start_ms) FROM index_point AS later
    WHERE later.part_id = ${point}.part_id AND later.start_ms > ${point}.start_ms), ${FOREVER})`;
  const describes = (stretch: string) =>
    `${stretch}.part_id = ${point}.part_id AND ${stretch}.start_ms < ${end} AND ${stretch}.end_ms > ${point}.start_ms`;
  return `MAX(coalesce((SELECT MAX(${level('section.access', 'section.embargo_until')}) FROM section WHERE ${describes('section')}), 0),
    CASE WHEN EXISTS (SELECT 1 FROM (${withheldStretches(`${testimony}.id`)}) AS withheld WHERE ${describes('withheld')}
      AND withheld.made_at > coalesce(${point}.cleared_at, '')) THEN ${STAFF} ELSE 0 END)`;
}

/**
 * The audience of an asset joined with its testimony. Of a recording that the archive has and knows the part of, what is
 * withheld is silenced; any other with something withheld in it is withheld whole.
 */
export function audienceOfAsset(asset: string, testimony: string): string {
  const here = `(${asset}.part_id IS NULL OR withheld.part_id = ${asset}.part_id)`;
  return `MAX(${audienceOfKind(`${asset}.kind`, testimony)},
    CASE WHEN ${asset}.withdrawn_on IS NOT NULL THEN ${STAFF} ELSE 0 END,
    ${level(`coalesce(${asset}.access, 'public')`, `${asset}.embargo_until`)},
    CASE WHEN ${asset}.kind IN ('audio', 'video') AND (${asset}.sha256 IS NULL OR ${asset}.part_id IS NULL) THEN MAX(
      coalesce((SELECT MAX(${level('withheld.access', 'withheld.embargo_until')}) FROM section AS withheld
        WHERE withheld.testimony_id = ${testimony}.id AND ${here}), 0),
      CASE WHEN EXISTS (SELECT 1 FROM (${withheldStretches(`${testimony}.id`)}) AS withheld WHERE ${here}) THEN ${STAFF} ELSE 0 END)
    ELSE 0 END)`;
}
