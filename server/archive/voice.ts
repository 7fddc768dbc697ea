import type { Database } from '../db/open.ts';
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

/**
 * The voice of a day: a narrator's own words with their sound, open to everyone, from a testimony whose agreements allow
 * it to be shown in exhibitions. Another one each day; spoken in the reader's language `lang` where there is one, else
 * translated into it where there is one. Null where there is none at all.
 */
export function voiceOfTheDay(db: Database, today: string, lang: string): Voice | null {
  const viewer = visitor(today);
  const candidates = db
    .prepare<
      unknown[],
      { id: number; lang: string; testimonyId: number; recording: string; recordingKind: 'audio' | 'video' }
    >(`
      SELECT passage.id, transcript.lang, testimony.id AS testimonyId, asset.public_id AS recording, asset.kind AS recordingKind
      FROM asset JOIN testimony ON testimony.id = asset.testimony_id
        JOIN passage ON passage.part_id = asset.part_id JOIN transcript ON transcript.id = passage.transcript_id
        JOIN testimony_person ON testimony_person.testimony_id = testimony.id AND testimony_person.person_id = passage.person_id
      WHERE asset.kind IN ('audio', 'video') AND asset.sha256 IS NOT NULL AND transcript.original_id IS NULL
        AND transcript.status <> 'machine draft'
        AND testimony_person.role = 'narrator' AND passage.start_ms > 0
        AND length(passage.text) BETWEEN @shortest AND @longest
        AND NOT EXISTS (SELECT 1 FROM content_note WHERE content_note.passage_id = passage.id)
        AND NOT EXISTS (SELECT 1 FROM redaction WHERE redaction.passage_id = passage.id)
        AND ${assetOpenTo('asset', 'testimony')} AND ${passageOpenTo('passage', 'testimony')}
      ORDER BY passage.id LIMIT 2000`)
    .all({ ...viewer, shortest: SHORTEST, longest: LONGEST });
  const allowed = new Map<number, boolean>();
  const mayBeShown = (testimonyId: number) => {
    if (!allowed.has(testimonyId)) allowed.set(testimonyId, allows(db, 'exhibition', testimonyId));
    return allowed.get(testimonyId)!;
  };
  const choice = candidates.filter(({ testimonyId }) => mayBeShown(testimonyId));
  const own = choice.filter((one) => one.lang.split('-')[0] === lang);
  const translated = own.length ? own : choice.filter((one) => translationsOf(db, viewer, one.id, lang).length > 0);
  const among = translated.length ? translated : choice;
  if (among.length === 0) return null;
  const days = Math.floor(Date.parse(today) / 86_400_000);
  const { id, lang: _, ...chosen } = among[(days * 7_919) % among.length]!; // a prime, so that neighbours in a text are days apart
  const passage = passagesById(db, viewer, [id])[0];
  return passage ? { ...passage, ...chosen, translation: translationsOf(db, viewer, id, lang) } : null;
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
