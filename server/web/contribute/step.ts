import express, { type Request, type Response, type Router } from 'express';
import { readDate } from '../../archive/edtf.ts';
import { Invalid } from '../../archive/errors.ts';
import { agreementText } from '../../archive/submission/agreement.ts';
import { earlierCaptions } from '../../archive/submission/caption-before.ts';
import { filesOf, removeFile, type SubmissionFile } from '../../archive/submission/file.ts';
import { bringBack, earlierAnswers } from '../../archive/submission/step-before.ts';
import { StepConflict, saveStep } from '../../archive/submission/step-saving.ts';
import {
  answersFrom,
  isStep,
  keepable,
  rowsIn,
  STEP_NAMES,
  type StepName,
  stepOf,
  textIn,
} from '../../archive/submission/steps.ts';
import { WELCOME } from '../../arrival.ts';
import { formatArchiveDate } from '../../i18n/dates.ts';
import { href } from '../../i18n/href.ts';
import type { Lang } from '../../i18n/languages.ts';
import { translator } from '../../i18n/messages.ts';
import { removeUnused } from '../../media/sweep.ts';
import { welcomeKinds } from '../../media/welcome.ts';
import { sameOrigin } from '../middleware/same-origin.ts';
import type { Site } from '../site.ts';
import { atStory, mayEdit } from './access.ts';
import { saveCaptions } from './captions.ts';
import { type Limits, tooOften } from './limits.ts';
import { purposeOf, QUESTIONS, type Question } from './questions.ts';
import { formWithFiles, takeFiles } from './receive.ts';
import { labelOf, type Shown, saidOf, statusOf } from './step-trouble.ts';

/** One step at a time, saved each time it is left, whichever way. */
export function stepPages(site: Site, limits: Limits): Router {
  const router = express.Router({ mergeParams: true });
  const { db } = site.archive;

  function show(req: Request, res: Response, status: number, step: StepName, shown: Shown = {}): void {
    const { story, person, staff } = atStory(res);
    const { conflict = null } = shown;
    const saved = stepOf(db, story.id, step);
    const answers = shown.answers ?? saved.answers;
    const number = STEP_NAMES.indexOf(step) + 1;
    const purpose = purposeOf(step);
    res.status(status).render('contribute/step', {
      step,
      number,
      steps: STEP_NAMES,
      questions: QUESTIONS[step],
      answers,
      text: (name: string) => textIn(answers, name),
      rows: (question: Extract<Question, { kind: 'rows' }>) =>
        padded(rowsIn(answers, question.name), question, shown.more),
      understood: (text: string) => understood(text, req.lang),
      said: agreementText(db, req.lang).said,
      version: shown.version ?? saved.version,
      saved,
      conflict,
      ownConflict: conflict !== null && !staff && conflict.personId === person.id,
      captionConflicts: new Map((shown.captionConflicts ?? []).map((file) => [file.publicId, file])),
      captionOf: (file: SubmissionFile, field: 'what' | 'who' | 'place' | 'date') =>
        shown.typedCaptions?.get(file.publicId)?.[field] ?? file[field] ?? '',
      tooLong: shown.tooLong ?? [],
      closed: shown.closed ?? false,
      labelOf: (field: string) => translator(req.lang)(labelOf(step, field)),
      earlier: step === 'photographs' ? earlierCaptions(db, story.id) : earlierAnswers(db, story.id, step),
      refused: shown.refused ?? [],
      files: purpose ? filesOf(db, story.id).filter((file) => fileShown(file, purpose)) : [],
      welcome: purpose ? welcomeFor(purpose) : [],
      editable: mayEdit(story),
      person,
      done: req.query.done === 'back' ? 'back' : null,
      scripts: ['contribute.js'],
    });
  }

  router.get('/step/:step', (req, res, next) => {
    const { step } = req.params;
    if (!isStep(step)) return next();
    show(req, res, 200, step);
  });

  router.post('/step/:step', sameOrigin, ...formWithFiles(site), async (req, res, next) => {
    const step = req.params.step as string;
    if (!isStep(step)) return next();
    const { story, person, staff } = atStory(res);
    const sent = (req.body ?? {}) as Record<string, unknown>;
    const action = typeof sent.action === 'string' ? sent.action : 'next';
    const quiet = req.get('accept') === 'application/json';
    const files = Array.isArray(req.files) ? req.files.filter(({ originalname }) => originalname !== '') : [];
    if (files.length && !(await limits.may('files', String(story.id)))) return tooOften(req, res);
    const now = site.now();
    const personId = staff ? null : person.id;
    const version = Number(sent.version) || 0;
    const { answers, tooLong } = answersFrom(step, sent);
    const captions = saveCaptions(db, story.id, sent, { files: filesOf(db, story.id), personId, now });
    const problem: Shown = {
      tooLong: [...tooLong, ...captions.tooLong],
      captionConflicts: captions.conflicts,
      typedCaptions: captions.typed,
      refused: [],
    };

    let kept = version;
    const before = stepOf(db, story.id, step).answers;
    const keeping = keepable(answers, tooLong, before);
    if (!mayEdit(story)) problem.closed = JSON.stringify(answers) !== JSON.stringify(before);
    else if (Object.keys(answers).length > 0)
      try {
        kept = saveStep(db, story.id, step, { answers: keeping, version, personId, now, keep: sent.keep === 'yes' });
      } catch (error) {
        if (!(error instanceof StepConflict)) throw error;
        problem.conflict = error.theirs;
      }
    const purpose = purposeOf(step);
    if (purpose && files.length) {
      const received = await takeFiles(site, files, { submissionId: story.id, personId, purpose, now });
      problem.refused = received.refused;
    }
    const status = statusOf(problem);
    if (quiet)
      return void res
        .status(status)
        .json({ version: kept, captions: captions.versions, said: saidOf(step, problem, translator(req.lang)) });
    if (status !== 200) {
      const again = problem.conflict ? problem.conflict.version : kept;
      return show(req, res, status, step, { ...problem, answers, version: again });
    }
    const [doing = '', on = ''] = action.split(':');
    if (doing === 'more') return show(req, res, 200, step, { answers, version: kept, more: on });
    if (doing === 'remove') {
      await removeUnused(site.archive, [removeFile(db, story.id, on, now)]);
      return res.redirect(303, href(req.lang, `/contribute/${story.reference}/step/${step}`));
    }
    if (doing === 'theirs') takeTheirs(story.id, step, { theirs: Number(on), version: kept, personId, now });
    res.redirect(303, href(req.lang, `/contribute/${story.reference}${after(step, doing)}`));
  });

  /** Of two texts that met, the other one: that of the form was saved first, and is among the earlier answers. */
  function takeTheirs(
    submissionId: number,
    step: StepName,
    { theirs, ...seen }: { theirs: number; version: number; personId: number | null; now: Date },
  ): void {
    const there = earlierAnswers(db, submissionId, step).some(({ version }) => version === theirs);
    if (there) bringBack(db, submissionId, step, { earlier: theirs, ...seen });
  }
  return router;
}

/** Where a step leads when it is saved. */
function after(step: StepName, doing: string): string {
  const at = STEP_NAMES.indexOf(step);
  if (doing === 'stop') return '';
  if (doing === 'stay' || doing === 'theirs') return `/step/${step}`;
  if (doing === 'earlier') return `/step/${step}/earlier`;
  if (doing === 'back') return at > 0 ? `/step/${STEP_NAMES[at - 1]}` : '';
  return at < STEP_NAMES.length - 1 ? `/step/${STEP_NAMES[at + 1]}` : '/look';
}

/** Rows as they are shown: those that were filled in, and enough empty ones to go on. */
function padded(
  rows: Record<string, string>[],
  { name, least }: Extract<Question, { kind: 'rows' }>,
  more: string | undefined,
): Record<string, string>[] {
  const wanted = Math.max(least, rows.length + (more === name ? 1 : 0));
  return [...rows, ...Array.from({ length: wanted - rows.length }, () => ({}))];
}

/** How a date as a family writes it was read, in the language of the page; null where it could not be. */
export function understood(text: string, lang: Lang): string | null {
  if (!text) return null;
  try {
    const { edtf, given, calendar } = readDate(text);
    return formatArchiveDate({ edtf, given, calendar }, lang);
  } catch (error) {
    if (error instanceof Invalid) return null;
    throw error;
  }
}

function fileShown(file: SubmissionFile, purpose: string): boolean {
  if (file.withdrawnAt !== null) return false;
  return file.purpose === purpose || (purpose === 'photograph' && file.purpose === 'document');
}

/** The usual endings of the kinds of file that are welcome for a purpose. */
function welcomeFor(purpose: keyof typeof WELCOME): string[] {
  return welcomeKinds
    .filter(({ kind }) => WELCOME[purpose].includes(kind))
    .map(({ extensions }) => extensions[0] ?? '');
}
