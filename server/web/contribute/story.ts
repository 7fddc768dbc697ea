import express, { type Router } from 'express';
import { visible } from '../../archive/access.ts';
import { Invalid } from '../../archive/errors.ts';
import { earlierCaptions } from '../../archive/submission/caption-before.ts';
import { addMessage, messagesOf } from '../../archive/submission/conversation.ts';
import { bytesGiven, filesOf } from '../../archive/submission/file.ts';
import { standingAgreement } from '../../archive/submission/standing-agreement.ts';
import { moveSubmission } from '../../archive/submission/states.ts';
import { earlierCounts } from '../../archive/submission/step-before.ts';
import { isAnswered, STEP_NAMES, stepsOf } from '../../archive/submission/steps.ts';
import { peopleOf } from '../../archive/submission/submission.ts';
import { accessionOf } from '../../archive/submission/to-catalogue.ts';
import { withdrawalsOf } from '../../archive/submission/withdrawal.ts';
import { href } from '../../i18n/href.ts';
import { sameOrigin } from '../middleware/same-origin.ts';
import type { Site } from '../site.ts';
import { atStory, mayEdit } from './access.ts';
import { keepContact } from './begin.ts';
import { type Limits, tooOften } from './limits.ts';
import { canMail, linkAddress } from './mail.ts';
import { QUESTIONS } from './questions.ts';
import { understood } from './step.ts';

/** The private page of a story: where it stands, the conversation, what was given; and the looking over before it is sent. */
export function storyPages(site: Site, limits: Limits): Router {
  const router = express.Router({ mergeParams: true });
  const { db } = site.archive;
  const body = express.urlencoded({ extended: false, limit: '200kb' });

  router.get('/', (_req, res) => {
    const { story, person } = atStory(res);
    const steps = stepsOf(db, story.id);
    const files = filesOf(db, story.id);
    const messages = messagesOf(db, story.id);
    const shown = story.testimonyId !== null && visible(db, _req.viewer, { kind: 'testimony', id: story.testimonyId });
    res.render('contribute/story', {
      person,
      steps: STEP_NAMES.map((step) => ({
        step,
        answered:
          step === 'photographs' ? files.some(({ purpose }) => purpose === 'photograph') : isAnswered(steps[step]),
      })),
      next: STEP_NAMES.find((step) => !isAnswered(steps[step]) && step !== 'photographs') ?? 'who',
      begun: STEP_NAMES.some((step) => isAnswered(steps[step])),
      editable: mayEdit(story),
      messages,
      answeredReading:
        story.state === 'with the narrator' &&
        messages.some(({ fromArchive, at }) => !fromArchive && at >= story.stateSince),
      typed: '',
      files: files.filter(({ withdrawnAt, purpose }) => withdrawnAt === null && purpose !== 'agreement'),
      agreement: standingAgreement(db, story.id),
      withdrawals: withdrawalsOf(db, story.id).filter(({ undoneAt }) => undoneAt === null),
      people: peopleOf(db, story.id),
      accession: shown ? accessionOf(db, story.id) : null,
      today: site.now().toISOString(),
      done: typeof _req.query.done === 'string' ? _req.query.done : null,
      scripts: ['contribute.js'],
    });
  });

  /** The link, shown once more: to write down, to keep. */
  router.get('/link', (req, res) => {
    const { token, person } = atStory(res);
    res.render('contribute/link', {
      link: linkAddress(site, req.lang, token),
      mailed: person.email !== null && canMail(site) ? person.email : null,
    });
  });

  router.get('/look', (req, res) => {
    const { story, person } = atStory(res);
    const steps = stepsOf(db, story.id);
    const given = filesOf(db, story.id).filter(({ withdrawnAt }) => withdrawnAt === null);
    res.render('contribute/look', {
      steps,
      names: STEP_NAMES.filter((step) => step !== 'use' && step !== 'photographs'),
      questions: QUESTIONS,
      earlier: earlierCounts(db, story.id, STEP_NAMES),
      earlierCaptions: earlierCaptions(db, story.id).length,
      understood: (text: string) => understood(text, req.lang),
      files: given.filter(({ purpose }) => purpose !== 'agreement'),
      bytes: bytesGiven(db, story.id),
      person,
      agreement: standingAgreement(db, story.id),
      sendable: story.state === 'draft' || story.state === 'returned',
      something: given.length > 0 || STEP_NAMES.some((step) => isAnswered(steps[step])),
      justSigned: req.query.done === 'signed',
      problem: null,
    });
  });

  router.post('/send', body, sameOrigin, (req, res) => {
    const { story, person, staff } = atStory(res);
    keepContact(site, person.id, req.body);
    const something = filesOf(db, story.id).length > 0 || Object.values(stepsOf(db, story.id)).some(isAnswered);
    const page = `/contribute/${story.reference}`;
    if (!something) return res.redirect(303, href(req.lang, `${page}/look`));
    if (story.state === 'draft' || story.state === 'returned')
      moveSubmission(db, story.id, { to: 'submitted', actor: 'the family', now: site.now() });
    const entered = staff && story.enteredBy !== null; // for somebody, by an archivist, whose place is the queue
    res.redirect(303, href(req.lang, entered ? `/desk/queue/${story.id}?done=entered` : `${page}?done=sent`));
  });

  router.post('/messages', body, sameOrigin, async (req, res) => {
    const { story, person } = atStory(res);
    if (!(await limits.may('messages', String(story.id)))) return tooOften(req, res);
    const text = typeof req.body.text === 'string' ? req.body.text : '';
    try {
      addMessage(db, story.id, { text, personId: person.id, now: site.now() });
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      return res.status(422).render('contribute/message', { typed: text });
    }
    res.redirect(303, href(req.lang, `/contribute/${story.reference}?done=message#conversation`));
  });
  return router;
}
