/** What a family gave, where it belongs in the catalogue: typed words, files, the agreement they signed. */
import { createHash } from 'node:crypto';
import type { Database } from '../../db/open.ts';
import { addAgreement } from '../agreement.ts';
import { addAsset, setCaption } from '../asset.ts';
import { setIndexPoints } from '../index-point.ts';
import type { NewPassage } from '../passage-match.ts';
import { firstSession, partAt, setPartTimes } from '../session.ts';
import { setAccess } from '../testimony.ts';
import { storeTranscript } from '../transcript.ts';
import type { Signature } from './agreement.ts';
import { clipsOf } from './clip.ts';
import { filesOf, type SubmissionFile } from './file.ts';

/** The typed words, a paragraph a passage. */
export function storeWords(db: Database, testimonyId: number, lang: string, text: string): void {
  const partId = partAt(db, testimonyId, firstSession(db, testimonyId), 1);
  const passages = text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean)
    .map((paragraph): NewPassage => {
      const cue = {
        startMs: null,
        endMs: null,
        charStart: 0,
        charEnd: paragraph.length,
        identifier: null,
        settings: null,
      };
      return {
        startMs: null,
        endMs: null,
        estimated: false,
        speaker: null,
        personId: null,
        text: paragraph,
        cues: [{ ...cue, payload: paragraph }],
      };
    });
  storeTranscript(db, {
    testimonyId,
    partId,
    lang,
    kind: 'verbatim',
    status: 'uncorrected',
    translates: null,
    source: { format: 'typed', sha256: createHash('sha256').update(text).digest('hex'), assetId: null, notes: null },
    passages,
  });
}

/**
 * A part for each recording: the answers in the order of the questions, each with its question in the index, then what was
 * recorded otherwise. Typed words have a part of their own, but with a single recording, which they may be put in time with.
 * Gives the part by the id of the file.
 */
export function partsForRecordings(
  db: Database,
  submissionId: number,
  testimonyId: number,
  hasWords: boolean,
): Map<number, number> {
  const parts = new Map<number, number>();
  const clips = clipsOf(db, submissionId);
  const sent = filesOf(db, submissionId).filter(
    ({ purpose, withdrawnAt, mime }) => purpose === 'story' && withdrawnAt === null && isRecording(mime),
  );
  const answers = clips.flatMap((file) =>
    file.answers && file.question ? { file, lang: file.answers.lang, title: file.question } : [],
  );
  const others = [...clips.filter((clip) => !answers.some(({ file }) => file === clip)), ...sent];
  const first = hasWords && !(answers.length === 0 && others.length === 1) ? 2 : 1;
  const partOf = (file: SubmissionFile) => {
    const partId = partAt(db, testimonyId, firstSession(db, testimonyId), first + parts.size);
    setPartTimes(db, partId, { durationMs: file.durationMs, label: file.question });
    parts.set(file.id, partId);
    return partId;
  };
  for (const { file, lang, title } of answers) {
    const text = { lang, title, synopsis: null, partialTranscript: null };
    const point = { startMs: 0, texts: [{ ...text, keywords: [], subjects: [] }], places: [], links: [] };
    setIndexPoints(db, testimonyId, partOf(file), [point]);
  }
  for (const file of others) partOf(file);
  return parts;
}

function isRecording(mime: string): boolean {
  return mime.startsWith('audio/') || mime.startsWith('video/');
}

/** A file of the family as one of the testimony, with what they wrote to it; taken back there what was taken back here. */
export function keepFile(
  db: Database,
  testimonyId: number,
  file: SubmissionFile,
  lang: string,
  partId: number | null,
): void {
  const recording = file.mime.startsWith('video/') ? 'video' : 'audio';
  const kind = {
    photograph: 'photograph',
    document: 'document',
    story: isRecording(file.mime) ? recording : 'source',
    recording,
    agreement: 'agreement',
  } as const;
  const assetId = addAsset(db, testimonyId, {
    kind: kind[file.purpose],
    partId,
    position: file.position,
    sha256: file.sha256,
    bytes: file.bytes,
    mime: file.mime,
    originalName: file.originalName,
    width: file.width,
    height: file.height,
    durationMs: file.durationMs,
    placeholder: file.placeholder,
  });
  const caption = [file.what, file.who, file.place, file.date].filter(Boolean).join(' · ');
  if (caption) setCaption(db, assetId, lang, caption);
  if (file.withdrawnAt !== null)
    db.prepare('UPDATE asset SET withdrawn_on = ? WHERE id = ?').run(file.withdrawnAt.slice(0, 10), assetId);
  db.prepare('UPDATE submission_file SET asset_id = ? WHERE id = ?').run(assetId, file.id);
  db.prepare('UPDATE withdrawal SET asset_id = ? WHERE file_id = ?').run(assetId, file.id);
}

/** Writes the agreement, and narrows access to what it allows. An archivist publishes; nothing here opens anything. */
export function keepAgreement(db: Database, id: number, signature: Signature): void {
  const { choices } = signature;
  const agreementId = addAgreement(db, id, {
    kind: signature.method === 'spoken' ? 'recorded' : 'licence',
    date: signature.signedOn,
    uses: choices.uses,
    assetId: assetOf(db, signature.fileId),
  });
  const signedBy = [signature.signer, signature.relation, signature.authority].filter(Boolean).join(' · ');
  db.prepare('UPDATE agreement SET wording = @wording, decides_later = @later, revocable = 1 WHERE id = @id').run({
    id: agreementId,
    wording: signature.wording,
    later: [choices.later, choices.laterReach].filter(Boolean).join(' · ') || null,
  });
  db.prepare('UPDATE agreement_party SET signed_by = ? WHERE agreement_id = ?').run(signedBy, agreementId);
  db.prepare('UPDATE submission_signature SET agreement_id = ? WHERE id = ?').run(agreementId, signature.id);
  setAccess(db, id, {
    access: choices.far === 'archive' ? 'closed' : choices.far,
    embargoUntil: choices.until === 'date' ? choices.untilDate : null,
    embargoCondition: choices.until === 'gone' ? 'until the narrator is gone' : null,
  });
  const rule = db.prepare("INSERT OR REPLACE INTO access_rule (testimony_id, scope, access) VALUES (?, ?, 'closed')");
  const scopes = { text: 'transcript', sound: 'sound', image: 'picture', name: 'names' } as const;
  for (const [given, scope] of Object.entries(scopes) as [keyof typeof scopes, string][])
    if (!choices.give.includes(given)) rule.run(id, scope);
}

function assetOf(db: Database, fileId: number | null): number | null {
  return (
    db
      .prepare<[number | null], number | null>('SELECT asset_id FROM submission_file WHERE id = ?')
      .pluck()
      .get(fileId) ?? null
  );
}
