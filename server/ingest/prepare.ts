import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Invalid } from '../archive/errors.ts';
import { inspectImage } from '../media/image.ts';
import { type FileKind, fits, type Kind, sniff } from '../media/kinds.ts';
import { probe } from '../media/sound.ts';
import { hasOriginal, keepOriginal } from '../media/storage.ts';
import { article } from '../media/unwelcome.ts';
import { completedBy } from './file-record.ts';
import type { SeenFile } from './files.ts';
import { languageOfText } from './language.ts';
import { refuseLongNames } from './longest.ts';
import { readSource } from './read.ts';
import type { RecordFile, RecordMedia, RecordTranscript, TestimonyRecord } from './record.ts';
import { refusedIn } from './row.ts';
import type { Source } from './source.ts';
import type { Claims } from './store/known.ts';

/** A file of a record, looked at and kept. */
export interface PreparedFile {
  name: string; // its own, without folders
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
  claims: Claims;
  transcripts: PreparedTranscript[];
  media: PreparedMedia[];
  agreementFile: PreparedFile | null;
  notes: string[];
  originals: string[]; // all that the record will name
  /** Originals that were not in the archive before: removed again when the record is refused after all. */
  added: string[];
}

export interface PrepareOptions {
  folder: string; // of the archive
  keep: boolean; // false: only look
  encoding?: string;
  /** Transcripts that were read already, by path. */
  sources: Map<string, Source>;
  /** What was seen of each file, by the path the record has. */
  files: Map<string, SeenFile>;
}

/**
 * Reads, checks and keeps every file of a record. What is written into `prepared` as it goes is what to let go of when it
 * throws: Invalid for the first file that cannot be used.
 */
export async function prepare(prepared: PreparedRecord, options: PrepareOptions): Promise<void> {
  const { record } = prepared;
  const inFile = async <T>(file: RecordFile, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw refusedIn(record.where, file.column, named(error, basename(file.name)));
    }
  };
  for (const transcript of record.transcripts) {
    prepared.transcripts.push(await inFile(transcript, () => transcriptFile(transcript, prepared, options)));
  }
  if (record.origin === 'table') {
    const files = prepared.transcripts.map(({ path, name, part, source }) => ({ path, name, part, source }));
    prepared.record = completedBy(record, files);
  }
  refuseLongNames(prepared.record);
  for (const media of record.media) {
    prepared.media.push(await inFile(media, () => mediaFile(media, prepared, options)));
  }
  const paper = record.agreement?.file;
  if (paper) {
    prepared.agreementFile = await inFile(paper, async () => {
      const { path } = options.files.get(paper.path)!;
      return keep(paper, (await sniff(path, basename(paper.name))).mime, prepared, options);
    });
  }
}

/** Nothing yet of a record: to be filled by `prepare`. */
export function unprepared(record: TestimonyRecord, claims: Claims): PreparedRecord {
  return { record, claims, transcripts: [], media: [], agreementFile: null, notes: [], originals: [], added: [] };
}

/** A refusal that does not say which file it is about says it; so does one that vanished or closed since it was looked at. */
function named(error: unknown, name: string): unknown {
  if (/^(ENOENT|EACCES|EPERM|EIO)$/.test((error as NodeJS.ErrnoException).code ?? ''))
    return new Invalid(`“${name}” cannot be read any more. Look whether it is still there, and run the import again.`);
  if (!(error instanceof Invalid) || error.name !== 'Invalid' || error.message.includes(name)) return error;
  return new Invalid(`“${name}”: ${error.message}`, { ...error.where, file: name });
}

async function keep(
  file: RecordFile,
  mime: string,
  prepared: PreparedRecord,
  { folder, keep: keeping, files }: PrepareOptions,
): Promise<PreparedFile> {
  const { path, sha256, bytes } = files.get(file.path)!;
  prepared.originals.push(sha256);
  if (keeping && !(await hasOriginal(folder, sha256))) {
    const kept = await keepOriginal(folder, { path });
    prepared.added.push(kept.sha256);
    if (kept.sha256 !== sha256) throw changedMeanwhile(file);
  }
  return { name: basename(file.name.replaceAll('\\', '/')), sha256, bytes, mime };
}

function changedMeanwhile({ name }: RecordFile): Invalid {
  return new Invalid(`“${basename(name)}” changed while it was being imported. Run the import again.`);
}

/** The bytes of a file, which are those that were seen. */
async function bytesOf(file: RecordFile, { files }: PrepareOptions): Promise<Buffer> {
  const { path, sha256 } = files.get(file.path)!;
  const bytes = await readFile(path);
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw changedMeanwhile(file);
  return bytes;
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
  transcript: RecordTranscript,
  prepared: PreparedRecord,
  options: PrepareOptions,
): Promise<PreparedTranscript> {
  const name = basename(transcript.name);
  const source =
    options.sources.get(transcript.path) ??
    (await readSource(await bytesOf(transcript, options), name, { encoding: options.encoding }));
  for (const { line, message } of source.problems) {
    prepared.notes.push(`${name}${line === null ? '' : `, line ${line}`}: ${message}`);
  }
  sayLanguages(source, transcript, name, prepared.notes);
  return { ...transcript, file: await keep(transcript, MIME[source.format], prepared, options), source };
}

/** Every text gets the language that the record or the file says; of one that says none, what its letters tell, and a note. */
function sayLanguages(source: Source, transcript: RecordTranscript, name: string, notes: string[]): void {
  const several = source.transcripts.length > 1; // the record's one language cannot be that of both
  for (const text of source.transcripts) {
    const ofRecord = text.translation ? null : transcript.lang;
    const said = (several ? (text.lang ?? ofRecord) : (ofRecord ?? text.lang)) ?? null;
    if (said !== null && text.lang !== null && said !== text.lang) {
      notes.push(`${name}: it says its language is “${text.lang}”; “${said}” was taken, as the record says.`);
    }
    text.lang = said ?? languageOfText(text.cues.map((cue) => cue.text).join('\n')) ?? 'und';
    if (said === null) {
      notes.push(
        text.lang === 'und'
          ? `${name}: the language is not said and cannot be told from the text. Say it with --language, or in the column language of a table.`
          : `${name}: the language is not said; judging by the text it is “${text.lang}”.`,
      );
    }
  }
}

const WANTED: Record<RecordMedia['kind'], { kinds: Kind[]; as: string }> = {
  photograph: { kinds: ['image'], as: 'a photograph' },
  document: { kinds: ['document', 'image', 'text'], as: 'a document' },
  audio: { kinds: ['audio'], as: 'a sound recording' },
  video: { kinds: ['video'], as: 'a film' },
};

async function mediaFile(
  media: RecordMedia,
  prepared: PreparedRecord,
  options: PrepareOptions,
): Promise<PreparedMedia> {
  const name = basename(media.name);
  const { path } = options.files.get(media.path)!;
  const kind = await sniff(path, name);
  const { kinds, as } = WANTED[media.kind];
  if (!kinds.some((wanted) => fits(kind, wanted))) {
    throw new Invalid(
      `“${name}” is ${article(kind.name)}, and cannot be used as ${as}. Name it in the column for what it is.`,
    );
  }
  const image = kind.kind === 'image' ? await inspectImage(path) : null;
  const sound = media.kind === 'audio' || media.kind === 'video' ? await probe(path) : null;
  if (media.kind === 'video' && sound?.kind === 'audio' && sound.codec !== null) {
    throw new Invalid(`“${name}” holds sound and no picture. Name it under audio.`);
  }
  return {
    ...media,
    file: await keep(media, mimeAs(kind, media.kind), prepared, options),
    width: image?.width ?? sound?.width ?? null,
    height: image?.height ?? sound?.height ?? null,
    durationMs: sound?.durationMs ?? null,
    placeholder: image?.placeholder ?? null,
    date: image?.capturedAt ?? null,
  };
}

/** MP4 and WebM hold sound alone as well: served as what the record says they are. */
function mimeAs(kind: FileKind, wanted: RecordMedia['kind']): string {
  return wanted === 'audio' && kind.kind === 'video' ? kind.mime.replace(/^video/, 'audio') : kind.mime;
}
