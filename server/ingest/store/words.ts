import { addAsset } from '../../archive/asset.ts';
import {
  changeTranscriptLanguage,
  removeWords,
  setTranscriptStatus,
  storeTranscript,
  transcriptsHere,
  wordsHere,
} from '../../archive/transcript.ts';
import { type KnownSpeaker, speakerNamed } from '../known-speaker.ts';
import { passagesOf } from '../passages.ts';
import type { PreparedRecord, PreparedTranscript } from '../prepare.ts';
import type { SourceTranscript } from '../source.ts';
import { lastWritten, lastWrittenUnder, type Merge, mergeField, remember } from './merge.ts';

/** What was last written of the words of a part in one language: their file and where its time code begins. */
interface Written {
  sha256: string;
  zero: number;
}

interface Part {
  partId: number;
  zero: { ms: number; ours: boolean }; // ours: nobody has set another than the import worked out
  speakers: KnownSpeaker[];
  prepared: PreparedRecord;
}

const WORDS = 'words of part ';

/** Writes the texts of one file where they are new, or nobody has edited since what the last import wrote. */
export function storeWords(merge: Merge, transcript: PreparedTranscript, part: Part): void {
  const { db, id } = merge;
  const { file, source } = transcript;
  const sourceAsset = addAsset(db, id, {
    kind: 'source',
    partId: part.partId,
    sha256: file.sha256,
    bytes: file.bytes,
    mime: file.mime,
    originalName: file.name,
  });
  for (const text of source.transcripts) {
    if (text.cues.length === 0) continue;
    const lang = text.lang ?? 'und';
    const field = `${WORDS}${transcript.part} ${lang}`;
    const last = lastWritten(merge, field);
    const zero = last !== null && !part.zero.ours ? (JSON.parse(last) as Written).zero : part.zero.ms;
    const incoming = JSON.stringify({ sha256: file.sha256, zero } satisfies Written);
    if (last === incoming) continue;
    const called = `transcript ${lang}, part ${transcript.part}`;
    const there = wordsHere(db, id, part.partId, lang);
    // Words that no import brought, and words that an import brought and somebody took out, are theirs to keep or bring back.
    if (there !== (last !== null)) {
      merge.conflicts.push(called);
      continue;
    }
    const stored = storeTranscript(db, {
      testimonyId: id,
      partId: part.partId,
      lang,
      kind: 'verbatim',
      status: statusOf(part.prepared, isTranslation(transcript, text)),
      translates: isTranslation(transcript, text) ? originalOf(part.prepared, transcript.part) : null,
      source: {
        format: source.format,
        sha256: file.sha256,
        assetId: sourceAsset,
        notes: text.notes.length ? text.notes.join('\n\n') : null,
      },
      passages: passagesIn(text, part),
    });
    if (stored.changes > 0) merge.changes += 1;
    if (!stored.written) merge.conflicts.push(called);
    for (const { position } of stored.conflicts) merge.conflicts.push(`${called}, passage ${position}`);
    if (stored.written && stored.conflicts.length === 0) remember(merge, field, incoming);
  }
}

function passagesIn(text: SourceTranscript, { zero, speakers }: Part) {
  const shift = (ms: number | null) => (ms === null ? null : Math.max(0, ms - zero.ms));
  return passagesOf(text.cues).map((passage) => ({
    startMs: shift(passage.startMs),
    endMs: shift(passage.endMs),
    estimated: passage.estimated,
    speaker: passage.speaker,
    personId: passage.speaker === null ? null : speakerNamed(passage.speaker, speakers),
    text: passage.text,
    // A cue divided between passages is stored in each with its own words only, which can then be withheld apart.
    cues: passage.cues.map(({ index, charStart, charEnd, startMs, endMs, payload }) => {
      const { identifier, settings } = text.cues[index]!;
      return { startMs: shift(startMs), endMs: shift(endMs), charStart, charEnd, payload, identifier, settings };
    }),
  }));
}

function isTranslation(transcript: PreparedTranscript, text: SourceTranscript): boolean {
  return transcript.translation || text.translation;
}

/** The language of the account as the part's own transcript has it, or another part's; null where there are only translations. */
function originalOf({ transcripts }: PreparedRecord, part: number): string | null {
  const originals = transcripts
    .filter((transcript) => !transcript.translation)
    .sort((a, b) => Number(b.part === part) - Number(a.part === part))
    .flatMap(({ source }) => source.transcripts.filter((text) => !text.translation && text.cues.length > 0));
  return originals[0]?.lang ?? null;
}

/** What was heard or read through is the transcript; of its translation nothing better than `uncorrected` is claimed. */
function statusOf({ record }: PreparedRecord, translation: boolean) {
  return translation && record.transcriptStatus !== 'machine draft' ? 'uncorrected' : record.transcriptStatus;
}

/** Says how far each transcript is corrected, where the source says it anew. */
export function storeStatuses(merge: Merge, prepared: PreparedRecord): void {
  const translations = new Map<string, boolean>();
  for (const transcript of prepared.transcripts) {
    for (const text of transcript.source.transcripts) {
      if (text.cues.length) translations.set(text.lang ?? 'und', isTranslation(transcript, text));
    }
  }
  for (const { id, lang, status } of transcriptsHere(merge.db, merge.id)) {
    const translation = translations.get(lang);
    if (translation === undefined) continue;
    const incoming = statusOf(prepared, translation);
    mergeField(merge, {
      name: `status of the transcript ${lang}`,
      incoming,
      untouched: 'uncorrected',
      current: () => status,
      write: () => setTranscriptStatus(merge.db, id, incoming),
    });
  }
}

/** Takes out words that an earlier import brought and the source no longer has. */
export function removeForgottenWords(merge: Merge, prepared: PreparedRecord, parts: Map<number, number>): void {
  const named = new Set(wordKeys(prepared));
  const transcripts = new Map(transcriptsHere(merge.db, merge.id).map(({ lang, id }) => [lang, id]));
  for (const key of lastWrittenUnder(merge, WORDS).keys()) {
    if (named.has(key)) continue;
    const [part = '', lang = ''] = key.split(' ');
    const transcriptId = transcripts.get(lang);
    const partId = parts.get(Number(part));
    if (transcriptId !== undefined && partId !== undefined) {
      if (!removeWords(merge.db, transcriptId, partId)) {
        merge.conflicts.push(`transcript ${lang}, part ${part}`);
        continue;
      }
      merge.changes += 1;
    }
    remember(merge, WORDS + key, null);
  }
}

function wordKeys({ transcripts }: PreparedRecord): string[] {
  return transcripts.flatMap(({ part, source }) =>
    source.transcripts.filter(({ cues }) => cues.length > 0).map(({ lang }) => `${part} ${lang ?? 'und'}`),
  );
}

/** Where the source only says another language of the same files, the transcript keeps its passages and their ids. */
export function takeOverLanguage(merge: Merge, prepared: PreparedRecord): void {
  const last = [...lastWrittenUnder(merge, WORDS)].map(([key, json]) => {
    const [part = '', lang = ''] = key.split(' ');
    return { part, lang, sha256: (JSON.parse(json) as Written).sha256, json };
  });
  const now = prepared.transcripts.flatMap(({ part, source, file }) =>
    source.transcripts
      .filter(({ cues }) => cues.length > 0)
      .map(({ lang }) => ({ part: String(part), lang: lang ?? 'und', sha256: file.sha256 })),
  );
  const here = new Map(transcriptsHere(merge.db, merge.id).map(({ lang, id }) => [lang, id]));
  for (const lang of new Set(last.map((one) => one.lang))) {
    if (now.some((one) => one.lang === lang) || !here.has(lang)) continue;
    const before = last.filter((one) => one.lang === lang);
    const after = now.filter((one) => before.some(({ part, sha256 }) => part === one.part && sha256 === one.sha256));
    const [renamed, ...others] = new Set(after.map((one) => one.lang));
    if (renamed === undefined || others.length || here.has(renamed) || after.length !== before.length) continue;
    changeTranscriptLanguage(merge.db, here.get(lang)!, renamed);
    merge.changes += 1;
    for (const { part, json } of before) {
      remember(merge, `${WORDS}${part} ${lang}`, null);
      remember(merge, `${WORDS}${part} ${renamed}`, json);
    }
    const status = `status of the transcript ${lang}`;
    const said = lastWritten(merge, status);
    remember(merge, status, null);
    if (said !== null) remember(merge, status.replace(/\S+$/, renamed), said);
  }
}
