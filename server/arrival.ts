/**
 * What becomes of a large file once its last piece is here: looked at by its content, scanned, kept as an original and named in
 * its submission; or refused, and gone. Asked for by the request that brought the last piece, by the page that waits for the
 * answer, and by a job, should the server have ended in between: however often, it is done once.
 */
import { z } from 'zod';
import type { Archive } from './archive/archive.ts';
import { Invalid } from './archive/errors.ts';
import { addJob } from './archive/job.ts';
import { addFile, type NewFile, type Purpose } from './archive/submission/file.ts';
import {
  type ArrivalProblem,
  forgetUpload,
  refuseUpload,
  type SubmissionUpload,
  uploadArrived,
  uploadById,
} from './archive/submission/upload.ts';
import { adoptOriginal, arrivedBytes, arrivingIds, arrivingPath, discardArriving } from './media/arriving.ts';
import { type ClamdPlace, virusIn } from './media/clamd.ts';
import { inspectImage } from './media/image.ts';
import { fits, sniff } from './media/kinds.ts';
import { probe } from './media/probe.ts';
import { missingOriginals } from './media/sweep.ts';
import { type Kind, welcomeKinds } from './media/welcome.ts';

/** The kind of job that carries an upload on which nobody waits for: `{ upload }`. */
export const UPLOAD_JOB = 'upload';

/** Which kinds are welcome for what. */
export const WELCOME: Record<Purpose, Kind[]> = {
  photograph: ['image', 'document'],
  document: ['image', 'document'],
  story: ['document', 'text', 'audio', 'video', 'image'],
  recording: ['audio', 'video'],
  agreement: ['audio', 'video', 'image', 'document'],
};

/** Where an upload stands. `checking`: all of it is here, and it is looked at. */
export type Arrival =
  | { state: 'coming'; bytes: number; of: number }
  | { state: 'checking' }
  | { state: 'kept' }
  | { state: 'refused'; problem: ArrivalProblem };

interface Circumstances {
  clamd: ClamdPlace | null;
  now: Date;
}

const underWay = new WeakMap<Archive['db'], Map<string, Promise<Arrival>>>();

/**
 * Where an upload stands, once it has been looked at if all of it is here. Throws NotScanned while the scanner cannot be
 * reached, and whatever the disk says: all of it stays and is tried again.
 */
export async function arrive(archive: Archive, upload: SubmissionUpload, about: Circumstances): Promise<Arrival> {
  const doing = underWay.get(archive.db) ?? new Map<string, Promise<Arrival>>();
  underWay.set(archive.db, doing);
  const known = doing.get(upload.id);
  if (known) return known;
  const work = settleUpload(archive, upload.id, about).finally(() => doing.delete(upload.id));
  doing.set(upload.id, work);
  return work;
}

/** Where an upload stands, without waiting for what is under way. */
export async function arrivalNow(archive: Archive, { id, bytes, fileId, problem }: SubmissionUpload): Promise<Arrival> {
  if (fileId !== null) return { state: 'kept' };
  if (problem !== null) return { state: 'refused', problem };
  if (underWay.get(archive.db)?.has(id)) return { state: 'checking' };
  const here = await arrivedBytes(archive.folder, id);
  return here === bytes ? { state: 'checking' } : { state: 'coming', bytes: here ?? 0, of: bytes };
}

async function settleUpload(archive: Archive, id: string, about: Circumstances): Promise<Arrival> {
  const upload = uploadById(archive.db, id);
  if (!upload) return { state: 'refused', problem: 'broken_off' };
  const standing = await stateBefore(archive, upload);
  if (standing) return standing;
  try {
    await keep(archive, upload, about);
    return { state: 'kept' };
  } catch (error) {
    const problem = error instanceof Refused ? error.problem : error instanceof Invalid ? 'kind' : null;
    if (problem === null || (error instanceof Error && error.name === 'NotKept')) throw error;
    refuseUpload(archive.db, id, problem);
    await discardArriving(archive.folder, id);
    return { state: 'refused', problem };
  }
}

async function stateBefore(
  archive: Archive,
  { id, bytes, fileId, problem }: SubmissionUpload,
): Promise<Arrival | null> {
  if (fileId !== null) return { state: 'kept' };
  if (problem !== null) return { state: 'refused', problem };
  const here = await arrivedBytes(archive.folder, id);
  return here === bytes ? null : { state: 'coming', bytes: here ?? 0, of: bytes };
}

class Refused extends Error {
  constructor(readonly problem: ArrivalProblem) {
    super(problem);
  }
}

async function keep({ db, folder }: Archive, upload: SubmissionUpload, { clamd, now }: Circumstances): Promise<void> {
  const path = arrivingPath(folder, upload.id);
  if (upload.bytes === 0) throw new Refused('empty');
  const kind = await sniff(path, upload.originalName ?? '');
  if (!WELCOME[upload.purpose].some((wanted) => fits(kind, wanted))) throw new Refused('kind');
  const sounds = kind.kind === 'audio' || kind.kind === 'video';
  const recording = sounds ? await probe(path) : null;
  const picture = kind.kind === 'image' ? await inspectImage(path) : null;
  if (clamd && (await virusIn(path, clamd)) !== null) throw new Refused('virus');
  const kept = await adoptOriginal(folder, path);
  const file: NewFile = {
    purpose: upload.purpose,
    question: upload.question,
    ...kept,
    mime: recording ? mimeAs(kind.mime, recording.kind) : kind.mime,
    originalName: upload.originalName,
    width: picture?.width ?? recording?.width ?? null,
    height: picture?.height ?? recording?.height ?? null,
    durationMs: recording?.durationMs ?? null,
    placeholder: picture?.placeholder ?? null,
    capturedAt: picture?.capturedAt ?? null,
    scanned: clamd !== null,
    personId: upload.personId,
    now,
  };
  db.transaction(() => {
    if (missingOriginals(folder, [kept.sha256]).length > 0) throw new Refused('broken_off');
    uploadArrived(db, upload.id, addFile(db, upload.submissionId, file).id);
  }).immediate();
}

/** The type of a container that can hold sound or film, by what this one holds. */
function mimeAs(mime: string, kind: 'audio' | 'video'): string {
  const known = welcomeKinds.find((one) => one.mime === mime);
  if (!known?.family || known.kind === kind) return mime;
  return welcomeKinds.find((one) => one.family === known.family && one.kind === kind)?.mime ?? mime;
}

/** Asks for a look at an upload later on: whether it was left half-way, or is here and nobody looked at it. */
export function lookAgain({ db }: Archive, id: string, after: Date): void {
  addJob(db, UPLOAD_JOB, { upload: id }, { after });
}

const payload = z.object({ upload: z.string() });
const DAY = 86_400_000;

/**
 * The job: finishes what is whole, takes away what nobody went on with for so many days, looks again at the rest; and forgets
 * files of uploads that no submission knows any more.
 */
export async function lookAfterUpload(
  archive: Archive,
  given: unknown,
  { days, ...about }: Circumstances & { days: number },
): Promise<void> {
  const { upload: id } = payload.parse(given);
  for (const stray of await arrivingIds(archive.folder))
    if (!uploadById(archive.db, stray)) await discardArriving(archive.folder, stray);
  const upload = uploadById(archive.db, id);
  if (!upload) return;
  const { state } = await arrive(archive, upload, about);
  if (state !== 'coming') return;
  const until = new Date(Date.parse(upload.touchedAt) + days * DAY);
  if (until > about.now) return lookAgain(archive, id, until);
  forgetUpload(archive.db, id);
  await discardArriving(archive.folder, id);
}
