import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Invalid } from '../archive/errors.ts';
import { inspectImage } from '../media/image.ts';
import { type FileKind, fits, type Kind, sniff } from '../media/kinds.ts';
import { probe } from '../media/sound.ts';
import { hasOriginal, keepOriginal, originalPath, removeOriginal } from '../media/storage.ts';
import { languageOfText } from './language.ts';
import { readSource } from './read.ts';
import type { RecordMedia, RecordTranscript, TestimonyRecord } from './record.ts';
import type { Source } from './source.ts';

/** A file of a record, looked at and kept. */
export interface PreparedFile {
  path: string;
  sha256: string;
  bytes: number;
  mime: string;
}

export interface PreparedTranscript extends RecordTranscript {
  file: PreparedFile;
  source: Source;
}

export interface PreparedMedia extends RecordMedia {
  file: PreparedFile;
  width: number | null;
  height: number | null;
  durationMs: number | null;
  placeholder: string | null;
  date: string | null;
}

/** A record with every file of it read, checked and kept among the originals. */
export interface PreparedRecord {
  record: TestimonyRecord;
  transcripts: PreparedTranscript[];
  media: PreparedMedia[];
  agreementFile: PreparedFile | null;
  notes: string[];
  /** Originals that were not in the archive before: removed again when the record is refused after all. */
  added: string[];
}

/**
 * The fixity of every file a record names and of what it says: two runs with the same digest would store the same.
 * Throws Invalid where a file is missing.
 */
export async function digestOf(record: TestimonyRecord): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(record));
  for (const path of pathsOf(record)) hash.update(await sha256OfFile(record, path));
  return hash.digest('hex');
}

function pathsOf(record: TestimonyRecord): string[] {
  return [
    ...record.transcripts.map(({ path }) => path),
    ...record.media.map(({ path }) => path),
    ...(record.agreement?.path ? [record.agreement.path] : []),
  ];
}

async function sha256OfFile(record: TestimonyRecord, path: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) {
    throw new Invalid(`The file “${basename(path)}” is not there. Put it where the record says, or correct the name.`, {
      ...record.where,
    });
  }
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Reads, checks and keeps every file of a record. Throws Invalid for the first that cannot be used; then nothing new is kept. */
export async function prepare(folder: string, record: TestimonyRecord): Promise<PreparedRecord> {
  const prepared: PreparedRecord = { record, transcripts: [], media: [], agreementFile: null, notes: [], added: [] };
  try {
    for (const transcript of record.transcripts)
      prepared.transcripts.push(await transcriptFile(folder, transcript, prepared));
    prepared.record = withRecordings(record, prepared.transcripts);
    for (const media of record.media) prepared.media.push(await mediaFile(folder, media, prepared));
    if (record.agreement?.path) {
      prepared.agreementFile = await keep(
        folder,
        record.agreement.path,
        await sniff(record.agreement.path, record.agreement.path),
        prepared,
      );
    }
    return prepared;
  } catch (error) {
    await letGo(folder, prepared);
    throw error;
  }
}

/** A row of a table that names no sound of its own has the recordings that its transcripts name. */
function withRecordings(record: TestimonyRecord, transcripts: PreparedTranscript[]): TestimonyRecord {
  const own = record.recordings.length > 0 || record.media.some(({ kind }) => kind === 'audio' || kind === 'video');
  if (own) return record;
  const named = transcripts.flatMap(({ part, source }) => source.recordings.map((recording) => ({ part, recording })));
  return { ...record, recordings: named };
}

/** Removes the originals that only this record brought. */
export async function letGo(folder: string, prepared: PreparedRecord): Promise<void> {
  for (const sha256 of prepared.added) await removeOriginal(folder, sha256);
}

async function keep(
  folder: string,
  path: string,
  kind: { mime: string },
  prepared: PreparedRecord,
): Promise<PreparedFile> {
  const { sha256, bytes, isNew } = await keepNew(folder, path);
  if (isNew) prepared.added.push(sha256);
  return { path, sha256, bytes, mime: kind.mime };
}

async function keepNew(folder: string, path: string) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  const held = await hasOriginal(folder, hash.digest('hex'));
  return { ...(await keepOriginal(folder, { path })), isNew: !held };
}

const MIME: Record<Source['format'], string> = {
  ohms: 'application/xml',
  webvtt: 'text/vtt',
  srt: 'application/x-subrip',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  text: 'text/plain',
  csv: 'text/csv',
};

async function transcriptFile(
  folder: string,
  transcript: RecordTranscript,
  prepared: PreparedRecord,
): Promise<PreparedTranscript> {
  const name = basename(transcript.path);
  const source = await readSource(await readFile(transcript.path), name);
  for (const { line, message } of source.problems) {
    prepared.notes.push(`${name}${line === null ? '' : `, line ${line}`}: ${message}`);
  }
  for (const text of source.transcripts) {
    const said = text.translation ? text.lang : (transcript.lang ?? text.lang);
    text.lang = said ?? languageOfText(text.cues.map((cue) => cue.text).join('\n')) ?? 'und';
    if (said === null) {
      prepared.notes.push(
        text.lang === 'und'
          ? `${name}: the language is not said and cannot be told from the text. Set it at the desk.`
          : `${name}: the language is not said; judging by the text it is “${text.lang}”.`,
      );
    }
  }
  return { ...transcript, file: await keep(folder, transcript.path, { mime: MIME[source.format] }, prepared), source };
}

const WANTED: Record<RecordMedia['kind'], Kind[]> = {
  photograph: ['image'],
  document: ['document', 'image', 'text'],
  audio: ['audio'],
  video: ['video'],
};

async function mediaFile(folder: string, media: RecordMedia, prepared: PreparedRecord): Promise<PreparedMedia> {
  const name = basename(media.path);
  const kind = await sniff(media.path, name);
  if (!WANTED[media.kind].some((wanted) => fits(kind, wanted))) {
    throw new Invalid(
      `“${name}” is ${kind.name}, and cannot be used as ${media.kind === 'audio' ? 'a sound recording' : `a ${media.kind}`}.`,
      {
        file: name,
      },
    );
  }
  const image = kind.kind === 'image' ? await inspectImage(media.path) : null;
  const file = await keep(folder, media.path, mimeAs(kind, media.kind), prepared);
  const sound =
    media.kind === 'audio' || media.kind === 'video' ? await probe(originalPath(folder, file.sha256)) : null;
  return {
    ...media,
    file,
    width: image?.width ?? sound?.width ?? null,
    height: image?.height ?? sound?.height ?? null,
    durationMs: sound?.durationMs ?? null,
    placeholder: image?.placeholder ?? null,
    date: image?.capturedAt ?? null,
  };
}

/** MP4 and WebM hold sound alone as well: served as what the record says they are. */
function mimeAs(kind: FileKind, wanted: RecordMedia['kind']): { mime: string } {
  if (wanted === 'audio' && kind.kind === 'video') return { mime: kind.mime.replace(/^video/, 'audio') };
  return { mime: kind.mime };
}
