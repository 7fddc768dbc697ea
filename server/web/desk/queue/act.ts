import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { audit } from '../../../archive/audit.ts';
import { Conflict, Invalid, NotFound } from '../../../archive/errors.ts';
import { publishingOf } from '../../../archive/publishing.ts';
import { setHidden } from '../../../archive/submission/concern.ts';
import { addMessage, addNote } from '../../../archive/submission/conversation.ts';
import { PART_STATES, partsOfSubmission, setPartState } from '../../../archive/submission/parts.ts';
import { queueChoices } from '../../../archive/submission/queue.ts';
import { moveSubmission, setOwner } from '../../../archive/submission/states.ts';
import { bringBack } from '../../../archive/submission/step-before.ts';
import { SUBMISSION_STATES, type Submission, type SubmissionState } from '../../../archive/submission/submission.ts';
import { catalogueSubmission } from '../../../archive/submission/to-catalogue.ts';
import { publish } from '../../../archive/testimony.ts';
import { href } from '../../../i18n/href.ts';
import type { Site } from '../../site.ts';
import { atDesk } from '../staff.ts';
import { theSubmission } from './looking.ts';
import { type Refused, showSubmission } from './one.ts';
import { writeToFamily } from './write-to.ts';

const FORM = express.urlencoded({ extended: false, limit: '200kb' });
const text = z.string().max(150_000).default('');
/** Moves that the family hears of, since it is their turn, or the end. */
const TOLD: ReadonlySet<SubmissionState> = new Set([
  'needs answer',
  'with the narrator',
  'published',
  'returned',
  'answered',
]);
/** Moves that are not made without saying why. */
const WITH_REASON: ReadonlySet<SubmissionState> = new Set(['returned']);

/** What archivists do with a submission. Each is one transaction, noted in its history. */
export function actPages(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  /** Does it and shows the submission again; what was refused is shown with what was typed. */
  function act(
    req: Request,
    res: Response,
    form: { form: Refused['form']; text: string; done: string },
    work: (of: Submission, actor: { email: string; id: number }) => void,
  ): void {
    const of = theSubmission(site, req);
    try {
      db.transaction(() => work(of, atDesk(req))).immediate();
    } catch (error) {
      if (!(error instanceof Invalid || error instanceof Conflict)) throw error;
      const field = error instanceof Invalid ? error.where.field : undefined;
      const problem =
        error instanceof Conflict ? 'conflict' : field === 'reason' ? 'reason' : form.text.trim() ? 'long' : 'empty';
      res.status(error instanceof Conflict ? 409 : 400);
      showSubmission(site, req, res, theSubmission(site, req), { ...form, problem });
      return;
    }
    res.redirect(303, href(req.lang, `/desk/queue/${of.id}?done=${form.done}`));
  }

  /** Moves it on, and tells the family where it is their turn. Words go into the conversation too. */
  function move(of: Submission, to: SubmissionState, actor: { email: string; id: number }, words: string): void {
    const now = site.now();
    if (WITH_REASON.has(to) && !words)
      throw new Invalid('Say to the family why. They have waited for an answer.', { field: 'reason' });
    if (TOLD.has(to) && words) addMessage(db, of.id, { text: words, accountId: actor.id, now });
    moveSubmission(db, of.id, { to, actor: actor.email, reason: words || null, now });
    if (TOLD.has(to)) writeToFamily(site, of, words || null);
  }

  /** A line of the log: that something was written, never the words. */
  function log({ reference }: Submission, actor: string, action: string, detail: string | null = null): void {
    audit(db, { actor, action, thing: 'submission', thingId: reference, detail });
  }

  router.post('/queue/:id/claim', FORM, (req, res) => {
    act(req, res, { form: 'hand', text: '', done: 'claimed' }, (of, { email, id }) => {
      setOwner(db, of.id, { owner: id, actor: email, now: site.now() });
      if (of.state === 'submitted') moveSubmission(db, of.id, { to: 'in review', actor: email, now: site.now() });
    });
  });

  router.post('/queue/:id/hand-over', FORM, (req, res) => {
    const form = z
      .object({ owner: z.string().max(20).default(''), reason: z.string().max(2_000).default('') })
      .parse(req.body);
    act(req, res, { form: 'hand', text: form.reason, done: 'handed' }, (of, { email }) => {
      const owner = form.owner === '' ? null : queueChoices(db).owners.find(({ id }) => String(id) === form.owner)?.id;
      if (owner === undefined) throw new NotFound('account', form.owner);
      setOwner(db, of.id, { owner, actor: email, reason: form.reason, now: site.now() });
    });
  });

  router.post('/queue/:id/note', FORM, (req, res) => {
    const form = z.object({ text }).parse(req.body);
    act(req, res, { form: 'note', text: form.text, done: 'noted' }, (of, { id, email }) => {
      addNote(db, of.id, { text: form.text, accountId: id, now: site.now() });
      log(of, email, 'wrote a note');
    });
  });

  router.post('/queue/:id/message', FORM, (req, res) => {
    const form = z.object({ text, ask: z.string().optional() }).parse(req.body);
    act(req, res, { form: 'message', text: form.text, done: 'written' }, (of, actor) => {
      const now = site.now();
      addMessage(db, of.id, { text: form.text, accountId: actor.id, now });
      log(of, actor.email, 'wrote to the family');
      if (form.ask === 'yes') moveSubmission(db, of.id, { to: 'needs answer', actor: actor.email, now });
      writeToFamily(site, of, form.text.trim());
    });
  });

  router.post('/queue/:id/move', FORM, (req, res) => {
    const form = z.object({ to: z.enum(SUBMISSION_STATES), text }).parse(req.body);
    act(req, res, { form: 'move', text: form.text, done: 'moved' }, (of, actor) => {
      if (form.to === 'published' || (form.to === 'catalogued' && of.testimonyId === null))
        throw new Conflict('This has a button of its own.');
      move(of, form.to, actor, form.text.trim());
    });
  });

  router.post('/queue/:id/catalogue', FORM, (req, res) => {
    const of = theSubmission(site, req);
    let accession = '';
    try {
      accession = catalogueSubmission(db, of.id, { actor: atDesk(req).email, now: site.now() });
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      res.status(409);
      return showSubmission(site, req, res, theSubmission(site, req), {
        form: 'catalogue',
        problem: 'conflict',
        text: '',
      });
    }
    audit(db, {
      actor: atDesk(req).email,
      action: `catalogued ${of.reference}`,
      thing: 'testimony',
      thingId: accession,
    });
    res.redirect(303, href(req.lang, `/desk/queue/${of.id}?done=catalogued`));
  });

  router.post('/queue/:id/publish', FORM, (req, res) => {
    const form = z.object({ text }).parse(req.body);
    const of = theSubmission(site, req);
    const lacking = of.testimonyId === null ? null : publishingOf(db, of.testimonyId);
    if (!lacking?.ready) {
      res.status(409);
      return showSubmission(site, req, res, of, { form: 'publish', problem: 'lacking', text: form.text });
    }
    act(req, res, { form: 'publish', text: form.text, done: 'published' }, (now, actor) => {
      if (now.testimonyId === null) throw new Conflict('It is not in the catalogue.');
      move(now, 'published', actor, form.text.trim());
      publish(db, now.testimonyId, { actor: actor.email, now: site.now() });
      const accession = db
        .prepare<[number], string>('SELECT accession FROM testimony WHERE id = ?')
        .pluck()
        .get(now.testimonyId)!;
      audit(db, { actor: actor.email, action: 'published', thing: 'testimony', thingId: accession });
    });
  });

  router.post('/queue/:id/part', FORM, (req, res) => {
    const form = z.object({ part: z.string().max(100), state: z.enum(PART_STATES) }).parse(req.body);
    act(req, res, { form: 'note', text: '', done: 'part' }, (of, { id, email }) => {
      setPartState(db, of, { ...form, account: id, now: site.now() });
      log(of, email, 'marked a part', form.state);
    });
  });

  /** What a family wrote before in a step stands again; what stood is kept. Never how it may be used: that they answer. */
  router.post('/queue/:id/earlier', FORM, (req, res) => {
    const count = z.coerce.number().int().catch(0);
    const form = z.object({ part: z.string().max(100), earlier: count, version: count }).parse(req.body);
    act(req, res, { form: 'note', text: '', done: 'brought' }, (of, { email }) => {
      if (of.testimonyId !== null) throw new Conflict('It is in the catalogue: change the entry.');
      const step = partsOfSubmission(db, of).find(({ part }) => part === form.part)?.step?.step;
      if (!step) throw new NotFound('part', form.part);
      bringBack(db, of.id, step, { ...form, personId: null, now: site.now() });
      log(of, email, 'brought an earlier answer back', step);
    });
  });

  router.post('/queue/:id/hide', FORM, (req, res) => {
    const form = z.object({ hidden: z.enum(['yes', 'no']), reason: z.string().max(2_000).default('') }).parse(req.body);
    act(req, res, { form: 'move', text: form.reason, done: 'hidden' }, (of, { email }) => {
      if (of.testimonyId === null) throw new Conflict('This is about no testimony.');
      const accession = db
        .prepare<[number], string>('SELECT accession FROM testimony WHERE id = ?')
        .pluck()
        .get(of.testimonyId);
      if (accession === undefined) throw new Conflict('The testimony is gone.');
      setHidden(db, accession, { hidden: form.hidden === 'yes', actor: email, reason: form.reason, now: site.now() });
    });
  });
  return router;
}
