import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { Conflict } from '../../archive/errors.ts';
import {
  type ByTheme,
  inOrder,
  problemOf,
  questionSet,
  questionSetAt,
  questionSets,
  questionsFrom,
  saveQuestionSet,
  THEMES,
} from '../../archive/interview/questions.ts';
import { href } from '../../i18n/href.ts';
import { LANGUAGES } from '../../i18n/languages.ts';
import type { Site } from '../site.ts';
import { atDesk } from './staff.ts';

const language = z.enum(LANGUAGES);
const version = z.coerce.number().int().nonnegative();
const text = z.string().max(40_000).default('');
const form = z.object({ seen: version, ...Object.fromEntries(THEMES.map((theme) => [theme, text])) });

interface Shown {
  questions?: ByTheme;
  seen?: number;
  problem?: string | null;
}

/** What families are asked while they record: in each language, a question a line, every version kept. */
export function questionPages(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;
  const body = express.urlencoded({ extended: false, limit: '300kb' });

  function show(req: Request, res: Response, status: number, lang: string, { questions, seen, problem }: Shown) {
    const standing = questionSet(db, lang);
    res.status(status).render('desk/questions', {
      of: lang,
      tags: LANGUAGES,
      themes: THEMES,
      standing,
      questions: questions ?? standing.questions,
      seen: seen ?? standing.version,
      problem: problem ?? null,
      sets: questionSets(db, lang).map((set) => ({ ...set, asked: inOrder(set) })),
      done: req.query.done === 'saved',
    });
  }

  router.get('/questions', (req, res) => {
    const lang = language.safeParse(req.query.of).data ?? req.lang;
    show(req, res, 200, lang, {});
  });

  router.post('/questions/:of', body, (req, res) => {
    const lang = language.parse(req.params.of);
    const { seen, ...texts } = form.parse(req.body);
    const questions = questionsFrom(texts);
    const problem = problemOf(questions);
    if (problem) return show(req, res, 422, lang, { questions, seen, problem });
    try {
      saveQuestionSet(db, lang, { questions, seen, actor: atDesk(req).email, now: site.now() });
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      return show(req, res, 409, lang, { questions, seen: questionSet(db, lang).version, problem: 'conflict' });
    }
    res.redirect(303, href(req.lang, `/desk/questions?of=${lang}&done=saved`));
  });

  /** Asks an earlier set again: it becomes a new version. */
  router.post('/questions/:of/:version', body, (req, res) => {
    const lang = language.parse(req.params.of);
    const { questions } = questionSetAt(db, lang, version.parse(req.params.version));
    const seen = questionSet(db, lang).version;
    saveQuestionSet(db, lang, { questions, seen, actor: atDesk(req).email, now: site.now() });
    res.redirect(303, href(req.lang, `/desk/questions?of=${lang}&done=saved`));
  });
  return router;
}
