import express, { type Response, type Router } from 'express';
import { changedSince, lastRevision } from '../../archive/changed-since.ts';
import { NotFound } from '../../archive/errors.ts';
import type { Passage } from '../../archive/passage.ts';
import { addMessage } from '../../archive/submission/conversation.ts';
import { filesOf, type SubmissionFile } from '../../archive/submission/file.ts';
import { narratorRead } from '../../archive/submission/read.ts';
import { readingOf, recordingToRead } from '../../archive/submission/reading.ts';
import type { PartShown } from '../../archive/testimony-page/files.ts';
import type { TestimonyPage } from '../../archive/testimony-page.ts';
import { dayOf } from '../../archive/viewer.ts';
import { href } from '../../i18n/href.ts';
import { translator } from '../../i18n/messages.ts';
import { serveFile } from '../../media/serve.ts';
import { sameOrigin } from '../middleware/same-origin.ts';
import { isRecording, playable } from '../recording.ts';
import type { Site } from '../site.ts';
import { atStory } from './access.ts';

/** Nothing was written, or what they were reading was changed meanwhile. */
type Problem = 'message' | 'changed';

/** Reading before it appears, and saying whether it is right. */
export function readingPages(site: Site): Router {
  const router = express.Router({ mergeParams: true });
  const { db } = site.archive;
  const body = express.urlencoded({ extended: false, limit: '200kb' });

  const show = (lang: Express.Request['lang'], res: Response, typed: string, problem: Problem | null) => {
    const { story } = atStory(res);
    const reading = story.state === 'with the narrator' ? readingOf(db, story.id, lang, dayOf(site.now())) : null;
    if (!reading) throw new NotFound('reading', story.reference);
    res.status(problem === null ? 200 : problem === 'message' ? 422 : 409).render('contribute/reading', {
      page: reading.page,
      texts: reading.texts.map((text, at) => ({
        ...text,
        parts: byPart(text.passages, at === 0 ? reading.page.parts : []),
      })),
      pictures: asTheyWillAppear(filesOf(db, story.id), reading.page),
      seen: lastRevision(db, reading.page.id),
      typed,
      problem,
    });
  };

  router.get('/reading', (req, res) => show(req.lang, res, '', null));

  /** A recording beside the text, as it will be heard: for the holder of this story's link, while it is theirs to read. */
  router.get('/reading/:id', async (req, res) => {
    const { story } = atStory(res);
    if (story.state !== 'with the narrator') throw new NotFound('file', String(req.params.id));
    const asset = recordingToRead(db, story.id, String(req.params.id), dayOf(site.now()));
    if (!isRecording(asset)) throw new NotFound('file', asset.publicId);
    await serveFile(req, res, { ...(await playable(site.archive, asset)), cache: 'private' });
  });

  router.post('/reading', body, sameOrigin, (req, res) => {
    const { story, person } = atStory(res);
    const typed = typeof req.body.text === 'string' ? req.body.text.trim() : '';
    const right = req.body.answer === 'right';
    if (!right && !typed) return show(req.lang, res, typed, 'message');
    if (right && story.testimonyId !== null && changedSince(db, story.testimonyId, Number(req.body.seen) || 0))
      return show(req.lang, res, typed, 'changed');
    const said = right ? translator(req.lang)('contribute.reading.right_said') : '';
    const text = [said, typed].filter(Boolean).join('\n\n');
    if (right) narratorRead(db, story.id, site.now());
    addMessage(db, story.id, { text, personId: person.id, now: site.now() });
    res.redirect(303, href(req.lang, `/contribute/${story.reference}?done=message#conversation`));
  });
  return router;
}

/** The passages of each part of the recording, with the part; parts that are only heard as well. */
function byPart(passages: Passage[], parts: PartShown[]): { part: PartShown | null; passages: Passage[] }[] {
  const own = new Map<number, Passage[]>();
  for (const passage of passages) own.set(passage.partId, [...(own.get(passage.partId) ?? []), passage]);
  const heard = parts.filter(({ id, recordings }) => own.has(id) || recordings.length > 0);
  const rest = [...own].filter(([id]) => !heard.some((part) => part.id === id));
  return [
    ...heard.map((part) => ({ part, passages: own.get(part.id) ?? [] })),
    ...rest.map(([, passages]) => ({ part: null, passages })),
  ];
}

/** The photographs and papers that will be shown, each with what will stand beside it. */
function asTheyWillAppear(files: SubmissionFile[], { photographs, documents }: TestimonyPage) {
  const shown = new Map([...photographs, ...documents].map((asset) => [asset.id, asset]));
  return files.flatMap(({ publicId, mime, withdrawnAt, assetId }) => {
    const asset = assetId === null ? undefined : shown.get(assetId);
    return asset && withdrawnAt === null && mime.startsWith('image/') ? [{ ...asset, publicId }] : [];
  });
}
