/**
 * Files out of a form, straight to disk: each lies in incoming/ until it is known what it is, and goes from there into the
 * originals or away. What cannot be taken is refused by itself; whatever else the form said is kept.
 */
import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import express, { type RequestHandler } from 'express';
import multer from 'multer';
import type { Archive } from '../../archive/archive.ts';
import { Invalid } from '../../archive/errors.ts';
import { addFile, type NewFile, type Purpose, type SubmissionFile } from '../../archive/submission/file.ts';
import { WELCOME } from '../../arrival.ts';
import { NotScanned, virusIn } from '../../media/clamd.ts';
import { inspectImage } from '../../media/image.ts';
import { discard, newPart } from '../../media/incoming.ts';
import { fits, sniff } from '../../media/kinds.ts';
import { keepOriginal, NotKept } from '../../media/storage.ts';
import { missingOriginals } from '../../media/sweep.ts';
import type { Site } from '../site.ts';

/** The most one file of a form may have, in bytes. What is larger comes in pieces that can be resumed. */
export const LARGEST = 512 * 1024 * 1024;
const MOST_FILES = 20;

/** Why a file was not taken: the page says it in its own words, and which kinds are welcome. */
export type FileProblem = 'kind' | 'empty' | 'too_large' | 'disk_full' | 'broken_off' | 'virus' | 'not_scanned';

export interface Refused {
  name: string;
  problem: FileProblem;
}

/** A file of a form as it lies in incoming/, or why it does not. */
interface Received {
  part: string | null;
  problem: FileProblem | null;
}

declare global {
  namespace Express {
    namespace Multer {
      interface File {
        received?: Received;
      }
    }
  }
}

/** Reads a form with or without files. A file that fails is marked so, and the rest of the form is still read. */
export function formWithFiles(site: Site): RequestHandler[] {
  const storage: multer.StorageEngine = {
    _handleFile(_req, file, done) {
      receive(site.archive.folder, file.stream).then((received) => done(null, { received }), done);
    },
    _removeFile(_req, file, done) {
      const { part } = file.received ?? { part: null };
      (part ? discard(part) : Promise.resolve()).then(() => done(null), done);
    },
  };
  const limits = { files: MOST_FILES, fields: 400, fieldSize: 2_000_000, fieldNameSize: 200, headerPairs: 100 };
  const upload = multer({ storage, limits, defParamCharset: 'utf8' }).array('files', MOST_FILES);
  return [express.urlencoded({ extended: false, limit: '3mb', parameterLimit: 1_000 }), upload];
}

async function receive(folder: string, stream: NodeJS.ReadableStream): Promise<Received> {
  const part = await newPart(folder);
  let bytes = 0;
  const counting = new Transform({
    transform(piece: Buffer, _encoding, done) {
      bytes += piece.length;
      if (bytes > LARGEST) done(new NotKept('too-large', 'The file is too large.'));
      else done(null, piece);
    },
  });
  try {
    await pipeline(stream, counting, createWriteStream(part, { flags: 'wx', mode: 0o600 }));
    return { part, problem: null };
  } catch (error) {
    await discard(part);
    stream.resume(); // the rest of the form comes behind it
    return { part: null, problem: problemOf(error) };
  }
}

/** What went wrong with a file, in the few ways a family can do something about. Throws what is no trouble of a file. */
function problemOf(error: unknown): FileProblem {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return 'disk_full';
  if (code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET') return 'broken_off';
  if (error instanceof NotScanned) return 'not_scanned';
  if (error instanceof NotKept) {
    const reasons = {
      'disk-full': 'disk_full',
      'too-large': 'too_large',
      'broken-off': 'broken_off',
      unreadable: 'broken_off',
    };
    return reasons[error.reason] as FileProblem;
  }
  if (error instanceof Invalid) return 'kind';
  throw error;
}

/**
 * Takes the files of a form into a submission: looked at by their content, scanned where a scanner is set, kept, and named in
 * the submission. Gives those taken, and those refused with the reason; of a refused file nothing is kept.
 */
export async function takeFiles(
  { archive, config, log }: Pick<Site, 'archive' | 'config' | 'log'>,
  sent: readonly Express.Multer.File[],
  to: { submissionId: number; personId: number | null; purpose: Purpose; now: Date },
): Promise<{ taken: SubmissionFile[]; refused: Refused[] }> {
  const taken: SubmissionFile[] = [];
  const refused: Refused[] = [];
  for (const file of sent) {
    const { part, problem } = file.received ?? { part: null, problem: 'broken_off' };
    const name = shown(file.originalname);
    if (!part) {
      refused.push({ name, problem: problem ?? 'broken_off' });
      continue;
    }
    try {
      taken.push(await takeFile(archive, part, name, to, config.clamd));
    } catch (error) {
      if (error instanceof Refusal) refused.push({ name, problem: error.problem });
      else if (error instanceof NotScanned) {
        log({ error, message: 'the virus scanner' });
        refused.push({ name, problem: 'not_scanned' });
      } else refused.push({ name, problem: problemOf(error) });
    } finally {
      await discard(part);
    }
  }
  return { taken, refused };
}

class Refusal extends Error {
  constructor(readonly problem: FileProblem) {
    super(problem);
  }
}

async function takeFile(
  archive: Archive,
  part: string,
  name: string,
  {
    submissionId,
    personId,
    purpose,
    now,
  }: { submissionId: number; personId: number | null; purpose: Purpose; now: Date },
  clamd: Site['config']['clamd'],
): Promise<SubmissionFile> {
  if ((await stat(part)).size === 0) throw new Refusal('empty');
  const kind = await sniff(part, name);
  if (!WELCOME[purpose].some((wanted) => fits(kind, wanted))) throw new Refusal('kind');
  if (clamd && (await virusIn(part, clamd)) !== null) throw new Refusal('virus');
  const facts = kind.kind === 'image' ? await inspectImage(part) : null;
  const kept = await keepOriginal(archive.folder, { path: part });
  const file: NewFile = {
    // A paper among the photographs, which is no picture.
    purpose: purpose === 'photograph' && kind.kind !== 'image' ? 'document' : purpose,
    ...kept,
    mime: kind.mime,
    originalName: name || null,
    width: facts?.width,
    height: facts?.height,
    placeholder: facts?.placeholder,
    capturedAt: facts?.capturedAt,
    scanned: clamd !== null,
    personId,
    now,
  };
  return archive.db
    .transaction(() => {
      if (missingOriginals(archive.folder, [kept.sha256]).length > 0) throw new Refusal('broken_off');
      return addFile(archive.db, submissionId, file);
    })
    .immediate();
}

/** A file's own name as a page may show it: no folders, nothing unseen, not long. */
function shown(name: string): string {
  return (name.split(/[\\/]/).pop() ?? '').replace(/[\p{Cc}\p{Bidi_Control}]/gu, '').slice(-120);
}
