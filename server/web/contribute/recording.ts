import express, { type Request, type Response, type Router } from 'express';
import { inOrder, questionSet } from '../../archive/interview/questions.ts';
import { clipsOf } from '../../archive/submission/clip.ts';
import { removeFile } from '../../archive/submission/file.ts';
import { forgetUpload, unfinishedUploads, uploadOf } from '../../archive/submission/upload.ts';
import { arrivalNow, WELCOME } from '../../arrival.ts';
import { href } from '../../i18n/href.ts';
import { discardArriving } from '../../media/arriving.ts';
import { removeUnused } from '../../media/sweep.ts';
import { welcomeExtensions, welcomeKinds } from '../../media/welcome.ts';
import { letRecord } from '../middleware/content-security.ts';
import { sameOrigin } from '../middleware/same-origin.ts';
import type { Site } from '../site.ts';
import { atStory } from './access.ts';
import { formWithFiles, type Refused, takeFiles } from './receive.ts';
import { recorderWords } from './recorder-words.ts';

/** Recording in the browser, one question at a time, and sending large recordings; without scripts, a form with a file. */
export function recordingPages(site: Site): Router {
  const router = express.Router({ mergeParams: true });
  const { db } = site.archive;

  async function show(req: Request, res: Response, status: number, refused: Refused[]) {
    const { story } = atStory(res);
    const set = questionSet(db, req.lang);
    letRecord(res);
    res.status(status).render('contribute/record', {
      set,
      asked: inOrder(set),
      clips: clipsOf(db, story.id),
      unfinished: await Promise.all(
        unfinishedUploads(db, story.id)
          .filter(({ purpose }) => purpose !== 'agreement')
          .map(async (upload) => ({ ...upload, arrival: await arrivalNow(site.archive, upload) })),
      ),
      refused,
      accept: welcomeExtensions('audio', 'video').map((ending) => `.${ending}`),
      welcome: welcomeKinds
        .filter(({ kind }) => WELCOME.recording.includes(kind))
        .map(({ extensions }) => extensions[0]),
      largest: Math.round(site.config.uploads.largest / 1_000_000_000),
      words: recorderWords(req.lang),
      scripts: ['recorder.js'],
    });
  }

  router.get('/record', (req, res) => show(req, res, 200, []));

  router.post('/record', sameOrigin, ...formWithFiles(site), async (req, res) => {
    const { story, person, staff } = atStory(res);
    const now = site.now();
    const [doing, on = ''] = String((req.body as { action?: unknown }).action ?? '').split(':');
    const files = Array.isArray(req.files) ? req.files.filter(({ originalname }) => originalname !== '') : [];
    const to = { submissionId: story.id, personId: staff ? null : person.id, purpose: 'recording' as const, now };
    const { refused } = await takeFiles(site, files, to);
    if (refused.length) return show(req, res, 422, refused);
    if (doing === 'remove') await removeUnused(site.archive, [removeFile(db, story.id, on, now)]);
    if (doing === 'forget') {
      const { id } = uploadOf(db, story.id, on);
      forgetUpload(db, id);
      await discardArriving(site.archive.folder, id);
    }
    res.redirect(303, href(req.lang, `/contribute/${story.reference}/record#here`));
  });
  return router;
}
