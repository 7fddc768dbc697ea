import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { isDay } from '../../archive/dates/day.ts';
import {
  agreementParagraphs,
  agreementText,
  choicesIn,
  sign,
  signaturesOf,
} from '../../archive/submission/agreement.ts';
import { filesOf } from '../../archive/submission/file.ts';
import { markOfWords, standingAgreement } from '../../archive/submission/standing-agreement.ts';
import { rowsIn, stepOf, textIn } from '../../archive/submission/steps.ts';
import { dayOf } from '../../archive/viewer.ts';
import { WELCOME } from '../../arrival.ts';
import { href } from '../../i18n/href.ts';
import { letRecord } from '../middleware/content-security.ts';
import { sameOrigin } from '../middleware/same-origin.ts';
import type { Site } from '../site.ts';
import { siteName } from '../site-name.ts';
import { atStory, confirmedOnly } from './access.ts';
import { formWithFiles, type Refused, takeFiles } from './receive.ts';
import { recorderWords } from './recorder-words.ts';

const signed = z.object({
  signer: z.string().trim().max(300).default(''),
  day: z.string().trim().max(40).default(''),
  read: z.string().default(''),
  version: z.string().max(100).default(''), // of the words that were read
  words: z.string().max(100).default(''), // their mark, with the answers as they were then
  method: z.enum(['typed', 'spoken', 'paper']).catch('typed').default('typed'),
  for_other: z.string().default(''),
  relation: z.string().trim().max(300).default(''),
  authority: z.string().trim().max(1_000).default(''),
});
type Signed = z.infer<typeof signed>;

/** The agreement: plain words, choices, legal words; signed by name and date or by a spoken file; kept word for word. */
export function agreementPages(site: Site): Router {
  const router = express.Router({ mergeParams: true });
  const { db } = site.archive;

  function show(
    req: Request,
    res: Response,
    status: number,
    typed: Signed | null,
    problem: string | null,
    refused: Refused[] = [],
  ) {
    const { story, person, staff } = atStory(res);
    const today = dayOf(site.now());
    const use = stepOf(db, story.id, 'use');
    const { choices, problems } = choicesIn(use.answers, today);
    const who = stepOf(db, story.id, 'who').answers;
    const text = agreementText(db, req.lang);
    const descendant = textIn(who, 'teller') === 'descendant';
    const signatures = signaturesOf(db, story.id);
    letRecord(res);
    res.status(status).render('contribute/agreement', {
      text,
      choices,
      problems,
      paragraphs: choices ? agreementParagraphs(text, choices, siteName(site)) : [],
      narrators: rowsIn(who, 'narrators')
        .map(({ name = '' }) => name)
        .filter(Boolean),
      typed: typed ?? {
        ...signed.parse({}),
        signer: person.name ?? '',
        day: today,
        for_other: descendant ? 'yes' : '',
      },
      problem,
      refused,
      mark: choices ? markOfWords(text, choices, siteName(site)) : '',
      standing: standingAgreement(db, story.id),
      signatures,
      staff,
      welcome: WELCOME.agreement,
      spoken: spokenNow(story.id),
      words: recorderWords(req.lang),
      scripts: choices ? ['spoken.js'] : [],
    });
  }

  router.get('/agreement', confirmedOnly, (req, res) => show(req, res, 200, null, null));

  router.post('/agreement', confirmedOnly, sameOrigin, ...formWithFiles(site), async (req, res) => {
    const { story, person, staff } = atStory(res);
    const typed = signed.safeParse(req.body).data;
    const files = Array.isArray(req.files) ? req.files.filter(({ originalname }) => originalname !== '') : [];
    if (!typed) return show(req, res, 422, null, 'too_long');
    const now = site.now();
    const { choices } = choicesIn(stepOf(db, story.id, 'use').answers, dayOf(now));
    // Nobody signs other words than they have read.
    const text = agreementText(db, req.lang);
    const read = choices !== null && typed.words === markOfWords(text, choices, siteName(site));
    const unread = typed.version !== text.version ? 'changed' : 'answers';
    const problem = !read ? unread : missingIn(typed, staff, dayOf(now), files.length > 0);
    if (!choices || problem) return show(req, res, 422, typed, choices ? problem : 'choices');
    const personId = staff ? null : person.id;
    const to = { submissionId: story.id, personId, purpose: 'agreement' as const, now };
    const { taken, refused } = await takeFiles(site, files, to);
    if (refused.length) return show(req, res, 422, typed, 'file', refused);
    const file = taken[0] ?? (typed.method === 'typed' ? null : spokenNow(story.id));
    if (typed.method !== 'typed' && !file) return show(req, res, 422, typed, 'spoken');
    const who = stepOf(db, story.id, 'who').answers;
    const names = rowsIn(who, 'narrators')
      .map(({ name = '' }) => name)
      .filter(Boolean)
      .join(', ');
    const other = typed.for_other === 'yes';
    sign(db, story.id, {
      lang: req.lang,
      choices,
      site: siteName(site),
      signer: typed.signer,
      signedOn: typed.day,
      method: typed.method,
      fileId: file?.id ?? null,
      narrator: other ? names || null : null,
      relation: other ? typed.relation : null,
      authority: other ? typed.authority : null,
      personId,
      archivist: staff ? (req.account?.email ?? null) : null,
      now,
    });
    const page = `/contribute/${story.reference}`;
    res.redirect(303, href(req.lang, story.state === 'draft' ? `${page}/look?done=signed` : `${page}?done=signed`));
  });

  router.get('/agreement/print', confirmedOnly, (_req, res) => {
    const { story } = atStory(res);
    res.render('contribute/agreement-print', { standing: standingAgreement(db, story.id) });
  });

  /** The agreement said aloud that waits to be signed with: what was said to other choices, signed before, is not it. */
  function spokenNow(submissionId: number) {
    const signed = new Set(signaturesOf(db, submissionId).map(({ fileId }) => fileId));
    const mine = filesOf(db, submissionId).filter(
      ({ id, purpose, withdrawnAt }) => purpose === 'agreement' && withdrawnAt === null && !signed.has(id),
    );
    return mine.at(-1) ?? null;
  }
  return router;
}

/** What a signature lacks, by the field that says so. */
function missingIn(typed: Signed, staff: boolean, today: string, hasFile: boolean): string | null {
  if (typed.signer.length < 2) return 'signer';
  if (!isDay(typed.day) || typed.day > nextDay(today)) return 'day';
  if (typed.read !== 'yes') return 'read';
  if (typed.for_other === 'yes' && !typed.relation) return 'relation';
  if (typed.for_other === 'yes' && !typed.authority) return 'authority';
  if (typed.method === 'paper' && !(staff && hasFile)) return 'spoken';
  return null;
}

/** East of Greenwich the day has begun already. */
function nextDay(day: string): string {
  return dayOf(new Date(Date.parse(day) + 86_400_000));
}
