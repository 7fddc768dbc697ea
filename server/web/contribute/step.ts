import express, { type Request, type Response, type Router } from 'express';
import { readDate } from '../../archive/edtf.ts';
import { Invalid } from '../../archive/errors.ts';
import { agreementText } from '../../archive/submission/agreement.ts';
import {
  CaptionConflict,
  filesOf,
  removeFile,
  type SubmissionFile,
  writeCaption,
} from '../../archive/submission/file.ts';
import {
  type Answers,
  answersFrom,
  isStep,
  rowsIn,
  type SavedStep,
  STEP_NAMES,
  StepConflict,
  type StepName,
  saveStep,
  stepOf,
  type TooLong,
  textIn,
} from '../../archive/submission/steps.ts';
import { WELCOME } from '../../arrival.ts';
import { formatArchiveDate } from '../../i18n/dates.ts';
import { href } from '../../i18n/href.ts';
import type { Lang } from '../../i18n/languages.ts';
import { removeUnused } from '../../media/sweep.ts';
import { welcomeKinds } from '../../media/welcome.ts';
import { sameOrigin } from '../middleware/same-origin.ts';
import type { Site } from '../site.ts';
import { atStory, mayEdit } from './access.ts';
import { type Limits, tooOften } from './limits.ts';
import { purposeOf, QUESTIONS, type Question } from './questions.ts';
import { formWithFiles, type Refused, takeFiles } from './receive.ts';

const LONGEST_CAPTION = 2_000; // characters of each of its fields

/** What a step is shown with beside what was saved. */
interface Shown {
  answers?: Answers;
  version?: number;
  conflict?: SavedStep | null;
  captionConflicts?: SubmissionFile[];
  typedCaptions?: Map<string, Record<string, string>>;
  tooLong?: TooLong[];
  refused?: Refused[];
  more?: string;
}

/** One step at a time, saved each time it is left, whichever way. */
export function stepPages(site: Site, limits: Limits): Router {
  const router = express.Router({ mergeParams: true });
  const { db } = site.archive;

  function show(req: Request, res: Response, status: number, step: StepName, shown: Shown = {}): void {
    const { story } = atStory(res);
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
      conflict: shown.conflict ?? null,
      captionConflicts: new Map((shown.captionConflicts ?? []).map((file) => [file.publicId, file])),
      captionOf: (file: SubmissionFile, field: 'what' | 'who' | 'place' | 'date') =>
        shown.typedCaptions?.get(file.publicId)?.[field] ?? file[field] ?? '',
      tooLong: shown.tooLong ?? [],
      refused: shown.refused ?? [],
      files: purpose ? filesOf(db, story.id).filter((file) => fileShown(file, purpose)) : [],
      welcome: purpose ? welcomeFor(purpose) : [],
      editable: mayEdit(story),
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
    const { answers, tooLong: longAnswers } = answersFrom(step, sent);
    const version = Number(sent.version) || 0;
    const {
      conflicts: captionConflicts,
      typed: typedCaptions,
      tooLong: longCaptions,
    } = saveCaptions(story.id, sent, now);
    const tooLong = [...longAnswers, ...longCaptions];
    const problem: Shown = { tooLong, captionConflicts, typedCaptions, refused: [] };

    let kept = version;
    if (mayEdit(story) && Object.keys(answers).length > 0 && longAnswers.length === 0) {
      try {
        kept = saveStep(db, story.id, step, { answers, version, personId, now });
      } catch (error) {
        if (!(error instanceof StepConflict)) throw error;
        if (quiet) return void res.status(409).json({ version: error.theirs.version });
        problem.conflict = error.theirs;
      }
    }
    const purpose = purposeOf(step);
    if (purpose && files.length) {
      const received = await takeFiles(site, files, { submissionId: story.id, personId, purpose, now });
      problem.refused = received.refused;
    }
    if (quiet) return void res.status(tooLong.length ? 422 : 200).json({ version: kept });
    if (tooLong.length || problem.conflict || captionConflicts.length || problem.refused!.length) {
      const full = problem.refused!.some(({ problem }) => problem === 'disk_full');
      const status = full ? 507 : problem.conflict || captionConflicts.length ? 409 : 422;
      const again = problem.conflict ? problem.conflict.version : kept;
      return show(req, res, status, step, { ...problem, answers, version: again });
    }
    const [doing = '', on = ''] = action.split(':');
    if (doing === 'more') return show(req, res, 200, step, { answers, version: kept, more: on });
    if (doing === 'remove') {
      await removeUnused(site.archive, [removeFile(db, story.id, on, now)]);
      return res.redirect(303, href(req.lang, `/contribute/${story.reference}/step/${step}`));
    }
    res.redirect(303, href(req.lang, `/contribute/${story.reference}${after(step, doing)}`));
  });

  /** The words about each picture; those too long, or that somebody else wrote meanwhile, are given with what was typed. */
  function saveCaptions(submissionId: number, sent: Record<string, unknown>, now: Date) {
    const conflicts: SubmissionFile[] = [];
    const tooLong: TooLong[] = [];
    const typed = new Map<string, Record<string, string>>();
    for (const name of Object.keys(sent)) {
      const [, id = ''] = /^file\.([\da-z]{12})\.version$/.exec(name) ?? [];
      if (!id) continue;
      const field = (part: string) => String(sent[`file.${id}.${part}`] ?? '').trim();
      const caption = { what: field('what'), who: field('who'), place: field('place'), date: field('date') };
      typed.set(id, caption);
      const long = Object.entries(caption).filter(([, words]) => words.length > LONGEST_CAPTION);
      tooLong.push(...long.map(([part]) => ({ field: `file.${id}.${part}`, most: LONGEST_CAPTION })));
      if (long.length > 0) continue;
      try {
        writeCaption(db, submissionId, id, { caption, version: Number(field('version')), now });
      } catch (error) {
        if (!(error instanceof CaptionConflict)) throw error;
        conflicts.push(error.theirs);
      }
    }
    return {
      conflicts,
      tooLong,
      typed: conflicts.length || tooLong.length ? typed : new Map<string, Record<string, string>>(),
    };
  }
  return router;
}

/** Where a step leads when it is saved. */
function after(step: StepName, doing: string): string {
  const at = STEP_NAMES.indexOf(step);
  if (doing === 'stop') return '';
  if (doing === 'stay') return `/step/${step}`;
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
