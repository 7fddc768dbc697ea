import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { audit } from '../../../archive/audit.ts';
import { Conflict, NotFound } from '../../../archive/errors.ts';
import { addJob } from '../../../archive/job.ts';
import {
  type Issue,
  issueById,
  NEWSLETTER_JOB,
  notToTell,
  saveIssue,
  sendIssue,
  stopIssue,
  type Words,
} from '../../../archive/newsletter/issue.ts';
import { LETTER_STATES, letterCounts } from '../../../archive/newsletter/letter.ts';
import { subscriberCounts } from '../../../archive/newsletter/subscriber.ts';
import { href } from '../../../i18n/href.ts';
import { LANGUAGES, type Lang } from '../../../i18n/languages.ts';
import { mailParagraphs } from '../../../mail/html.ts';
import { letterOf } from '../../newsletter/letter.ts';
import { numbered } from '../../numbered.ts';
import type { Site } from '../../site.ts';
import { atDesk } from '../staff.ts';

const FORM = express.urlencoded({ extended: false, limit: '400kb' });
const LONGEST = { subject: 200, text: 20_000, accessions: 100 };
const DONE = ['saved', 'test', 'sending', 'stopped'] as const;

const language = z.enum(LANGUAGES);
const text = z.string().max(60_000).catch('');
const form = z.object({ seen: z.coerce.number().int().nonnegative(), lang: language, testimonies: text });

interface Typed {
  lang: Lang;
  seen: number;
  testimonies: string;
  words: Record<string, Words>;
}

/** One issue: written in as many languages as wanted, looked at, tried on oneself, and sent. */
export function issuePages(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  function one(req: Request): Issue {
    const issue = issueById(db, numbered(req, 'issue'));
    if (issue.kind === 'digest' && req.method !== 'GET' && !/\/(stop|send)$/.test(req.path))
      throw new NotFound('issue', String(issue.id));
    return issue;
  }

  function show(
    req: Request,
    res: Response,
    issue: Issue,
    status = 200,
    typed: Typed | null = null,
    problem = '',
  ): void {
    const standing = { ...issue, seen: issue.revision, testimonies: issue.accessions.join('\n') };
    res.status(status).render('desk/newsletter/issue', {
      issue,
      typed: typed ?? standing,
      problem: problem || null,
      unknown: problem === 'testimonies' ? notToTell(db, numbersIn(typed?.testimonies ?? '')) : [],
      tags: LANGUAGES,
      counts: letterCounts(db, issue.id),
      states: LETTER_STATES,
      readers: subscriberCounts(db).subscribers,
      server: site.config.mail !== null,
      done: DONE.find((name) => name === req.query.done) ?? null,
    });
  }

  const back = (req: Request, id: number, done: (typeof DONE)[number]) =>
    href(req.lang, `/desk/newsletter/${id}?done=${done}`);

  router.get('/newsletter/:id', (req, res) => show(req, res, one(req)));

  router.post('/newsletter/:id', FORM, (req, res) => {
    const issue = one(req);
    const { seen, lang, testimonies } = form.parse(req.body);
    const typed = { lang, seen, testimonies, words: wordsIn(req.body ?? {}) };
    const accessions = numbersIn(testimonies);
    const problem = problemOf(typed, accessions) ?? (notToTell(db, accessions).length ? 'testimonies' : null);
    if (problem) return show(req, res, issue, 422, typed, problem);
    const words = Object.fromEntries(Object.entries(typed.words).filter(([, { subject }]) => subject !== ''));
    try {
      db.transaction(() => {
        saveIssue(db, issue.id, { seen, lang, words, accessions });
        note(req, issue.id, 'saved');
      }).immediate();
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      return show(req, res, issueById(db, issue.id), 409, { ...typed, seen: issue.revision }, 'conflict');
    }
    res.redirect(303, back(req, issue.id, 'saved'));
  });

  const note = (req: Request, id: number, action: string) =>
    audit(db, { actor: atDesk(req).email, action, thing: 'issue of the newsletter', thingId: id });

  /** As it would go out now, as HTML and as plain text. */
  router.get('/newsletter/:id/preview', (req, res) => {
    const issue = one(req);
    const of = language.safeParse(req.query.of).data ?? req.lang;
    const letter = issue.kind === 'issue' ? letterOf(site, issue, { lang: of, key: null }) : null;
    if (!letter) throw new NotFound('issue', String(issue.id));
    const langs = LANGUAGES.filter((tag) => issue.words[tag]);
    const html = mailParagraphs(letter.text, letter.links);
    res.render('desk/newsletter/preview', { issue, of, letter, html, langs });
  });

  router.post('/newsletter/:id/test', FORM, (req, res) => {
    const issue = one(req);
    const lang = language.catch(req.lang).parse(req.body?.of);
    db.transaction(() => {
      const test = { to: atDesk(req).email, lang, at: site.now().toISOString() };
      addJob(db, NEWSLETTER_JOB, { issue: issue.id, test }, { after: site.now() });
      note(req, issue.id, 'sent a letter to try it');
    }).immediate();
    res.redirect(303, back(req, issue.id, 'test'));
  });

  router.post('/newsletter/:id/send', FORM, (req, res) => {
    const issue = one(req);
    if (issue.state === 'draft' && req.body?.really !== 'yes') return show(req, res, issue, 422, null, 'really');
    if (issue.kind === 'issue' && !issue.words[issue.lang]) return show(req, res, issue, 422, null, 'empty');
    db.transaction(() => {
      sendIssue(db, issue.id, site.now());
      note(req, issue.id, issue.state === 'draft' ? 'sent' : 'went on sending');
    }).immediate();
    res.redirect(303, back(req, issue.id, 'sending'));
  });

  router.post('/newsletter/:id/stop', FORM, (req, res) => {
    const issue = one(req);
    db.transaction(() => {
      stopIssue(db, issue.id);
      note(req, issue.id, 'stopped');
    }).immediate();
    res.redirect(303, back(req, issue.id, 'stopped'));
  });
  return router;
}

function wordsIn(body: Record<string, unknown>): Record<string, Words> {
  const typed = (name: string) => text.parse(body[name]).replace(/\r\n?/g, '\n').trim();
  return Object.fromEntries(
    LANGUAGES.map((tag) => [
      tag,
      {
        subject: typed(`subject_${tag}`).replace(/\s+/g, ' '),
        opening: typed(`opening_${tag}`),
        closing: typed(`closing_${tag}`),
      },
    ]),
  );
}

const numbersIn = (typed: string) => [...new Set(typed.split(/[\s,،;]+/).filter(Boolean))];

/** The end of a message key; null where all is well. */
function problemOf({ lang, words }: Typed, accessions: readonly string[]): string | null {
  const all = Object.values(words);
  if (!words[lang]?.subject) return 'empty';
  if (all.some(({ subject, opening, closing }) => !subject && (opening || closing))) return 'subject';
  const long = ({ subject, opening, closing }: Words) =>
    subject.length > LONGEST.subject || opening.length > LONGEST.text || closing.length > LONGEST.text;
  if (all.some(long) || accessions.length > LONGEST.accessions) return 'long';
  return null;
}
