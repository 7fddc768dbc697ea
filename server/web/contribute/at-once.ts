import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { visible } from '../../archive/access.ts';
import { sendAtOnce } from '../../archive/submission/concern.ts';
import { type Answers, answersFrom, type TooLong, textIn } from '../../archive/submission/steps.ts';
import { referenceOf } from '../../archive/submission/submission.ts';
import { testimonyId } from '../../archive/testimony.ts';
import { assetsOf } from '../../archive/testimony-page/files.ts';
import { href } from '../../i18n/href.ts';
import { sameOrigin } from '../middleware/same-origin.ts';
import type { Site } from '../site.ts';
import { type Limits, limited, looksLikeMachine } from './limits.ts';
import { QUESTIONS } from './questions.ts';
import { understood } from './step.ts';

const reached = z.object({
  name: z.string().trim().max(300).default(''),
  email: z.string().trim().max(254).default(''),
  phone: z.string().trim().max(60).default(''),
});
type Reached = z.infer<typeof reached>;
type Kind = 'tape' | 'concern';

/** One page each, without an account: a question for a tape that may be here, and a concern about what is shown. */
export function atOncePages(site: Site, limits: Limits): Router {
  const router = express.Router();
  const { db } = site.archive;
  const body = express.urlencoded({ extended: false, limit: '100kb' });

  interface Shown {
    answers: Answers;
    person: Reached;
    about: string;
    problem: string | null;
    tooLong?: TooLong[];
  }
  const show = (
    req: Request,
    res: Response,
    kind: Kind,
    status: number,
    { answers, person, about, problem, tooLong }: Shown,
  ) =>
    res.status(status).render('contribute/at-once', {
      kind,
      questions: QUESTIONS[kind],
      text: (name: string) => textIn(answers, name),
      understood: (text: string) => understood(text, req.lang),
      person,
      about,
      problem,
      tooLong: tooLong ?? [],
      passage: textIn(answers, 'passage'),
      photograph: kind === 'concern' ? photographOf(req, textIn(answers, 'photograph'), about) : null,
      began: site.now().getTime(),
      robots: kind === 'concern' ? 'noindex' : null,
      canonical: `/contribute/${kind}`,
    });

  /** The photograph that somebody says they know; null where there is none, or they may not see it. */
  const photographOf = (req: Request, publicId: string, about: string) => {
    const id = publicId && about ? testimonyId(db, about) : null;
    const pictures = id === null ? [] : assetsOf(db, req.viewer, id, req.lang);
    return pictures.find((one) => one.kind === 'photograph' && one.publicId === publicId) ?? null;
  };

  for (const kind of ['tape', 'concern'] as const) {
    router.get(`/${kind}`, (req, res) => {
      const text = (name: string) => (typeof req.query[name] === 'string' ? String(req.query[name]).slice(0, 100) : '');
      const given = ['passage', 'photograph', 'what'].map((name): [string, string] => [name, text(name)]);
      const { answers } = answersFrom(kind, Object.fromEntries(given));
      show(req, res, kind, 200, { answers, person: reached.parse({}), about: text('testimony'), problem: null });
    });

    router.post(`/${kind}`, body, sameOrigin, limited(limits, 'send'), (req, res) => {
      const { answers, tooLong } = answersFrom(kind, req.body ?? {});
      const person = reached.safeParse(req.body).data ?? reached.parse({});
      const about = typeof req.body?.testimony === 'string' ? req.body.testimony.slice(0, 100) : '';
      const missing = QUESTIONS[kind].some((one) => 'needed' in one && one.needed && !textIn(answers, one.name));
      const reachable = person.email !== '' || person.phone !== '';
      const problem = tooLong.length
        ? 'too_long'
        : missing
          ? 'missing'
          : !reachable && kind === 'tape'
            ? 'reach'
            : person.email && !z.email().safeParse(person.email).success
              ? 'email'
              : looksLikeMachine(req.body, site.now())
                ? 'once_more'
                : null;
      if (problem) return show(req, res, kind, 422, { answers, person, about, problem, tooLong });
      // Only what the reader may see is named; for anything else the words alone go to the archivists.
      const id = about ? testimonyId(db, about) : null;
      const seen = id !== null && visible(db, req.viewer, { kind: 'testimony', id }) ? id : null;
      const { id: submissionId } = sendAtOnce(db, kind, {
        lang: req.lang,
        answers,
        person,
        testimonyId: seen,
        now: site.now(),
      });
      res.redirect(303, href(req.lang, `/contribute/thanks?number=${referenceOf(submissionId)}`));
    });
  }

  router.get('/thanks', (req, res) => {
    const number = typeof req.query.number === 'string' && /^S-\d{5,9}$/.test(req.query.number) ? req.query.number : '';
    res.render('contribute/thanks', { number, robots: 'noindex', canonical: '/contribute' });
  });

  /** To be printed and filled in with a pen. */
  router.get('/paper', (req, res) => {
    res.render('contribute/paper', { questions: QUESTIONS, kind: req.query.kind === 'tape' ? 'tape' : 'story' });
  });
  return router;
}
