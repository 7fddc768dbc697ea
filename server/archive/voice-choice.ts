/** The voices that archivists chose to open the archive with, and those they may choose from. */
import type { Database } from '../db/open.ts';
import { audit } from './audit.ts';
import { NotAllowed, NotFound } from './errors.ts';
import { type Passage, passagesById } from './passage.ts';
import { viewerOf, visitor } from './viewer.ts';
import { type Candidate, mayOpenTheArchive } from './voice.ts';

export interface VoiceShown extends Passage {
  accession: string;
  title: string;
  titleLang: string;
  recording: string | null; // public id of its sound; null where everyone may not hear it today
}

export interface ChosenVoice extends VoiceShown {
  by: string;
  on: string; // ISO 8601
}

const OFFERED = 30;

/** The voices chosen, the first one first, those included that may not be shown today (their `recording` is null). */
export function chosenVoices(db: Database, today: string): ChosenVoice[] {
  const rows = db
    .prepare<[], { id: number; by: string; on: string }>(
      'SELECT passage_id AS id, chosen_by AS by, chosen_at AS "on" FROM home_voice ORDER BY chosen_at, passage_id',
    )
    .all();
  const open = mayOpenTheArchive(db, today, 'passage.id IN (SELECT passage_id FROM home_voice)');
  const shown = new Map(
    inFull(
      db,
      today,
      rows.map(({ id }) => id),
      open,
    ).map((one) => [one.id, one]),
  );
  return rows.flatMap(({ id, by, on }) => {
    const one = shown.get(id);
    return one ? [{ ...one, by, on }] : [];
  });
}

/** Passages that may be chosen: those with the words `q` in them, or of the testimony whose accession number that is. */
export function voicesToChooseFrom(db: Database, today: string, q: string): VoiceShown[] {
  const notYet = 'passage.id NOT IN (SELECT passage_id FROM home_voice)';
  const words = `${notYet} AND (testimony.accession = @q COLLATE NOCASE OR passage.text LIKE @like ESCAPE '\\')`;
  const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
  const open = q ? mayOpenTheArchive(db, today, words, { q, like }) : [];
  return inFull(
    db,
    today,
    open.slice(0, OFFERED).map(({ id }) => id),
    open,
  );
}

/** Throws NotFound where there is no such passage, NotAllowed where it may not open the archive today. */
export function chooseVoice(db: Database, publicId: string, { today, actor }: { today: string; actor: string }): void {
  db.transaction(() => {
    const id = passageId(db, publicId);
    if (mayOpenTheArchive(db, today, 'passage.id = @id', { id }).length === 0)
      throw new NotAllowed(
        'These words may not open the archive: everyone must be free to read and hear them, and the narrator must have agreed to exhibitions.',
      );
    db.prepare('INSERT INTO home_voice (passage_id, chosen_by) VALUES (?, ?) ON CONFLICT DO NOTHING').run(id, actor);
    audit(db, { actor, action: 'voice chosen', thing: 'passage', thingId: publicId, detail: null });
  }).immediate();
}

export function takeVoiceBack(db: Database, publicId: string, actor: string): void {
  db.transaction(() => {
    const { changes } = db.prepare('DELETE FROM home_voice WHERE passage_id = ?').run(passageId(db, publicId));
    if (changes) audit(db, { actor, action: 'voice taken back', thing: 'passage', thingId: publicId, detail: null });
  }).immediate();
}

function passageId(db: Database, publicId: string): number {
  const id = db.prepare<[string], number>('SELECT id FROM passage WHERE public_id = ?').pluck().get(publicId);
  if (id === undefined) throw new NotFound('passage', publicId);
  return id;
}

/** As staff read them; their sound only where everyone may hear it. */
function inFull(db: Database, today: string, ids: number[], open: Candidate[]): VoiceShown[] {
  const of = db.prepare<[number], { accession: string; title: string; titleLang: string }>(`
    SELECT accession, title, testimony.lang AS titleLang
    FROM part JOIN testimony ON testimony.id = part.testimony_id WHERE part.id = ?`);
  const everyone = new Map(passagesById(db, visitor(today), ids).map((passage) => [passage.id, passage]));
  return passagesById(db, viewerOf('archivist', 0, today), ids).map((passage) => ({
    ...(everyone.get(passage.id) ?? passage),
    ...of.get(passage.partId)!,
    recording: open.find(({ id }) => id === passage.id)?.recording ?? null,
  }));
}
