import { setTimeout as pause } from 'node:timers/promises';
import { ERRORS, Server, type ServerOptions } from '@tus/server';
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { z } from 'zod';
import { NotFound } from '../../archive/errors.ts';
import { bytesGiven } from '../../archive/submission/file.ts';
import {
  type AnsweredQuestion,
  beginUpload,
  bytesAnnounced,
  questionAsked,
  touchUpload,
  uploadOf,
} from '../../archive/submission/upload.ts';
import { arrivalNow, arrive, lookAgain } from '../../arrival.ts';
import { arrivedBytes, arrivingIds, freeBytes } from '../../media/arriving.ts';
import { shownName } from '../../media/unwelcome.ts';
import { sameOrigin } from '../middleware/same-origin.ts';
import type { Site } from '../site.ts';
import { type AtStory, atStory } from './access.ts';
import type { Limits } from './limits.ts';
import { ArrivingFiles, tusError } from './upload-store.ts';

type Hook = NonNullable<ServerOptions['onUploadCreate']>;
type TusRequest = Parameters<Hook>[0];

const LOOK_AFTER = 120_000; // milliseconds until a job sees to what the last piece should have
const LONGEST_ANSWER = 15_000; // milliseconds that a browser waits for the answer to its last piece
const STORY_HAS = 10; // times the largest file

/** What a browser says of a file: https://tus.io/protocols/resumable-upload#upload-metadata */
const said = z.object({
  filename: z
    .string()
    .max(1_000)
    .nullish()
    .transform((name) => shownName(name ?? '') || null),
  purpose: z.enum(['recording', 'story', 'photograph', 'document', 'agreement']),
  /** `fa.2.17`: the 17th question of the second version of the Persian set. */
  question: z
    .string()
    .regex(/^[a-z]{2}\.\d{1,6}\.\d{1,4}$/)
    .transform((text): AnsweredQuestion => {
      const [lang = '', version, number] = text.split('.');
      return { lang, version: Number(version), number: Number(number) };
    })
    .nullish()
    .transform((question) => question ?? null),
});

/**
 * Large files in pieces, by the tus protocol, for whoever holds the private link of the story: begun, resumed where the line or
 * the server broke off, looked at when all is here. `GET` of an upload says where it stands.
 */
export function uploadPages(site: Site, limits: Limits): Router {
  const router = express.Router({ mergeParams: true });
  const { archive, config } = site;
  const { db, folder } = archive;
  const circumstances = () => ({ clamd: config.clamd, now: site.now() });
  const troubled = (error: unknown) => site.log({ error, message: 'a file that arrived' });

  const server = new Server({
    path: '/uploads',
    datastore: new ArrivingFiles(archive),
    maxSize: config.uploads.largest,
    disableTerminationForFinishedUploads: true,
    generateUrl: (req, { id }) => `/contribute/${storyOf(req).story.reference}/uploads/${id}`,
    async onUploadCreate(req, { id, size, metadata }) {
      const { story, person, staff, confirmed } = storyOf(req);
      const { data } = said.safeParse(metadata ?? {});
      if (size === undefined || !data || !known(data.question)) throw tusError(400, 'unclear');
      // To sign, also by voice, the link is not enough.
      if (story.state === 'withdrawn' || (data.purpose === 'agreement' && !confirmed)) throw tusError(403, 'closed');
      if (!(await limits.may('files', String(story.id)))) throw tusError(429, 'too_often');
      if (bytesGiven(db, story.id) + bytesAnnounced(db, story.id) + size > config.uploads.largest * STORY_HAS)
        throw tusError(413, 'too_much');
      if ((await room()) < size) throw tusError(507, 'disk_full');
      const { filename: originalName, purpose, question: answers } = data;
      const now = site.now();
      const personId = staff ? null : person.id;
      db.transaction(() => {
        beginUpload(db, { id, submissionId: story.id, personId, purpose, answers, originalName, bytes: size, now });
        lookAgain(archive, id, new Date(now.getTime() + config.uploads.days * 86_400_000));
      }).immediate();
      return {};
    },
    async onUploadFinish(req, { id }) {
      const { story } = storyOf(req);
      const now = site.now();
      lookAgain(archive, id, new Date(now.getTime() + LOOK_AFTER));
      const work = arrive(archive, uploadOf(db, story.id, id), circumstances()).catch((error: unknown) => {
        troubled(error);
        return null; // all of it stays, and is looked at again
      });
      const arrival = await Promise.race([work, pause(LONGEST_ANSWER, null, { ref: false })]);
      if (arrival?.state === 'refused') throw tusError(422, arrival.problem);
      return {};
    },
    onResponseError(_req, error) {
      const { status_code: status, body } = error as { status_code?: number; body?: string };
      if (status === 413 && !body?.startsWith('{')) return tusError(413, 'too_large');
      if (status === undefined) troubled(error);
      return status === undefined ? { status_code: 500, body: ERRORS.UNKNOWN_ERROR.body } : undefined;
    },
  });

  function known(answers: AnsweredQuestion | null): boolean {
    try {
      if (answers) questionAsked(db, answers);
      return true;
    } catch (error) {
      if (error instanceof NotFound) return false;
      throw error;
    }
  }

  /** What may still be announced, in bytes: the disk's free room without its reserve and what is on its way. */
  async function room(): Promise<number> {
    const here = await Promise.all((await arrivingIds(folder)).map((id) => arrivedBytes(folder, id)));
    const arrived = here.reduce<number>((sum, bytes) => sum + (bytes ?? 0), 0);
    return (await freeBytes(folder)) - config.uploads.reserve - Math.max(0, bytesAnnounced(db) - arrived);
  }

  const tus: RequestHandler = (req, res) => server.handle(req, res);
  /** An upload of another story is not there. */
  const ownOnly: RequestHandler<{ id: string }> = (req, res, next) => {
    const { id } = uploadOf(db, atStory(res as Response).story.id, req.params.id);
    if (req.method === 'PATCH') touchUpload(db, id, site.now());
    next();
  };

  router.post('/uploads', sameOrigin, tus);
  router.head('/uploads/:id', ownOnly, tus);
  router.patch('/uploads/:id', sameOrigin, ownOnly, tus);
  router.delete('/uploads/:id', sameOrigin, ownOnly, tus);

  router.get('/uploads/:id', async (req: Request, res) => {
    const upload = uploadOf(db, atStory(res).story.id, String(req.params.id));
    const arrival = await arrivalNow(archive, upload);
    if (arrival.state === 'checking') void arrive(archive, upload, circumstances()).catch(troubled);
    res.json(arrival);
  });
  return router;
}

/** The story that a request of tus is about, as Express knows it. */
function storyOf(req: TusRequest): AtStory {
  const res = req.runtime?.node?.res as Response | undefined;
  if (!res) throw new Error('a request that did not come through Express');
  return atStory(res);
}
