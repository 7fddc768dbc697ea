import type { Database } from '../db/open.ts';
import { whileUnchanged } from '../db/unchanged.ts';
import { assetOpenTo, passageOpenTo } from './access.ts';
import { allows } from './agreement.ts';
import { type Passage, passagesById } from './passage.ts';
import { type Viewer, visitor } from './viewer.ts';

/** A passage that can be played, to open the archive with. */
export interface Voice extends Passage {
  testimonyId: number;
  recording: string; // public id of the asset
  recordingKind: 'audio' | 'video';
  /** Its translation into the reader's language, where there is one. */
  translation: Passage[];
}

const [SHORTEST, LONGEST] = [90, 420]; // letters: what can be read in a breath or two

/** A passage that may open the archive. */
export interface Candidate {
  id: number;
  lang: string;
  testimonyId: number;
  recording: string;
  recordingKind: 'audio' | 'video';
}

/**
 * Passages that may open the archive on the day `today`: a narrator's own words with their sound, both open to everyone, of
 * which nothing is withheld and before which nothing must be told, from testimonies whose agreements allow an exhibition.
 * `where`: a further SQL condition, which binds `values`; without one, what can be read in a breath or two.
 */
export function mayOpenTheArchive(
  db: Database,
  today: string,
  where = `length(passage.text) BETWEEN ${SHORTEST} AND ${LONGEST}`,
  values: Record<string, unknown> = {},
): Candidate[] {
  const candidates = db
    .prepare<unknown[], Candidate>(`
      SELECT passage.id, transcript.lang, testimony.id AS testimonyId, asset.public_id AS recording, asset.kind AS recordingKind
      FROM asset JOIN testimony ON testimony.id = asset.testimony_id
        JOIN passage ON passage.part_id = asset.part_id JOIN transcript ON transcript.id = passage.transcript_id
        JOIN testimony_person ON testimony_person.testimony_id = testimony.id AND testimony_person.person_id = passage.person_id
      WHERE asset.kind IN ('audio', 'video') AND asset.sha256 IS NOT NULL AND transcript.original_id IS NULL
        AND transcript.status <> 'machine draft'
        AND testimony_person.role = 'narrator' AND passage.start_ms > 0
        AND NOT EXISTS (SELECT 1 FROM content_note WHERE content_note.passage_id = passage.id)
        AND NOT EXISTS (SELECT 1 FROM redaction WHERE redaction.passage_id = passage.id)
        AND ${assetOpenTo('asset', 'testimony')} AND ${passageOpenTo('passage', 'testimony')} AND (${where})
      ORDER BY passage.id, asset.position LIMIT 2000`)
    .all({ ...visitor(today), ...values });
  const allowed = new Map<number, boolean>();
  const mayBeShown = (testimonyId: number) => {
    if (!allowed.has(testimonyId)) allowed.set(testimonyId, allows(db, 'exhibition', testimonyId));
    return allowed.get(testimonyId)!;
  };
  return candidates.filter(({ testimonyId }) => mayBeShown(testimonyId));
}

/**
 * The voice of a day: one of those that archivists chose, where any of them may be shown today, else one found in the same way.
 * Another one each day; spoken in the reader's language `lang` where there is one, else translated into it where there is one.
 * Null where there is none at all.
 */
export function voiceOfTheDay(db: Database, today: string, lang: string): Voice | null {
  return whileUnchanged(db, `voice of ${today} ${lang}`, () => findVoice(db, today, lang));
}

function findVoice(db: Database, today: string, lang: string): Voice | null {
  const viewer = visitor(today);
  const chosen = mayOpenTheArchive(db, today, 'passage.id IN (SELECT passage_id FROM home_voice)');
  const choice = chosen.length ? chosen : mayOpenTheArchive(db, today);
  const own = choice.filter((one) => one.lang.split('-')[0] === lang);
  const translated = own.length ? own : choice.filter((one) => translationsOf(db, viewer, one.id, lang).length > 0);
  const among = translated.length ? translated : choice;
  if (among.length === 0) return null;
  const days = Math.floor(Date.parse(today) / 86_400_000);
  // Those chosen take turns; of those found, a prime keeps neighbours in a text days apart.
  const { id, lang: _, ...found } = among[(days * (chosen.length ? 1 : 7_919)) % among.length]!;
  const passage = passagesById(db, viewer, [id])[0];
  return passage ? { ...passage, ...found, translation: translationsOf(db, viewer, id, lang) } : null;
}

function translationsOf(db: Database, viewer: Viewer, passageId: number, lang: string): Passage[] {
  const ids = db
    .prepare<[number, string], number>(`
      SELECT passage.id FROM passage JOIN transcript ON transcript.id = passage.transcript_id
      WHERE passage.original_id = ? AND transcript.lang = ? ORDER BY passage.position`)
    .pluck()
    .all(passageId, lang);
  return passagesById(db, viewer, ids);
}
