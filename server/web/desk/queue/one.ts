import express, { type Request, type Response, type Router } from 'express';
import { catalogueEntry } from '../../../archive/catalogue/record.ts';
import { publishingOf } from '../../../archive/publishing.ts';
import { agreementText, signaturesOf } from '../../../archive/submission/agreement.ts';
import { hiddenSince } from '../../../archive/submission/concern.ts';
import { messagesOf, notesOf } from '../../../archive/submission/conversation.ts';
import { decisionOn } from '../../../archive/submission/decision.ts';
import { PART_STATES, partsOfSubmission } from '../../../archive/submission/parts.ts';
import { queueChoices } from '../../../archive/submission/queue.ts';
import { standingAgreement } from '../../../archive/submission/standing-agreement.ts';
import { historyOf, statesAfter } from '../../../archive/submission/states.ts';
import { earlierAnswers } from '../../../archive/submission/step-before.ts';
import type { AnyStep } from '../../../archive/submission/steps.ts';
import { peopleOf, type Submission, type SubmissionState } from '../../../archive/submission/submission.ts';
import { withdrawalsOf } from '../../../archive/submission/withdrawal.ts';
import { translator } from '../../../i18n/messages.ts';
import { inWords } from '../../contribute/in-words.ts';
import { optionKey } from '../../contribute/questions.ts';
import type { Site } from '../../site.ts';
import { countryName } from '../catalogue/country-name.ts';
import { type FromFamily, fromFamily } from '../catalogue/from-family.ts';
import { typedOf } from '../catalogue/typed.ts';
import { atDesk } from '../staff.ts';
import { theSubmission } from './looking.ts';

/** Steps that have a button of their own, since more happens than a change of state. */
const OWN_BUTTON: ReadonlySet<SubmissionState> = new Set(['catalogued', 'published']);
const NOTICES = [
  'entered',
  'claimed',
  'handed',
  'noted',
  'written',
  'moved',
  'catalogued',
  'published',
  'part',
  'hidden',
  'taken',
  'dealt',
  'brought',
] as const;

/** What was typed and could not be used, to be shown again. */
export interface Refused {
  form: 'message' | 'note' | 'move' | 'publish' | 'catalogue' | 'hand';
  problem: 'empty' | 'long' | 'reason' | 'conflict' | 'nobody' | 'lacking';
  text: string;
}

/** Shows one submission with all that archivists know of it. */
export function showSubmission(
  site: Site,
  req: Request,
  res: Response,
  of: Submission,
  refused: Refused | null = null,
): void {
  const { db } = site.archive;
  const accession =
    of.testimonyId === null
      ? null
      : (db.prepare<[number], string>('SELECT accession FROM testimony WHERE id = ?').pluck().get(of.testimonyId) ??
        null);
  const { owners } = queueChoices(db);
  const t = translator(req.lang);
  const { said } = agreementText(db, req.lang);
  const publishing = of.kind === 'story' && of.testimonyId !== null ? publishingOf(db, of.testimonyId) : null;
  res.render('desk/queue/one', {
    of,
    accession,
    people: peopleOf(db, of.id),
    parts: partsOfSubmission(db, of),
    partStates: PART_STATES,
    optionKey,
    earlier: (step: AnyStep) =>
      earlierAnswers(db, of.id, step).map((one) => ({ ...one, told: inWords(step, one.answers, t, said) })),
    agreement: standingAgreement(db, of.id),
    messages: messagesOf(db, of.id),
    notes: notesOf(db, of.id),
    history: historyOf(db, of.id),
    told: toldInEntry(site, req, of),
    signatures: signaturesOf(db, of.id),
    withdrawals: withdrawalsOf(db, of.id),
    owners,
    owner: owners.find(({ id }) => id === of.ownerId) ?? null,
    mine: of.ownerId === atDesk(req).id,
    moves: statesAfter(of).filter(
      (state) => !OWN_BUTTON.has(state) || (state === 'catalogued' && of.testimonyId !== null),
    ),
    canCatalogue: of.kind === 'story' && of.testimonyId === null && !['withdrawn', 'returned'].includes(of.state),
    publish: publishStanding(of, publishing?.ready ?? false),
    publishing,
    decision: of.kind === 'concern' ? decisionOn(db, of.id) : null,
    hidden: of.testimonyId === null ? null : hiddenSince(db, of.testimonyId),
    mails: site.config.mail !== null,
    notice: NOTICES.find((name) => name === req.query.done) ?? null,
    refused,
  });
}

/** What the family told, by its key, held against the entry that was made of it; nothing before there is one. */
function toldInEntry({ archive: { db } }: Site, { lang }: Request, of: Submission): Map<string, FromFamily> {
  if (of.kind !== 'story' || of.testimonyId === null) return new Map();
  const typed = typedOf(db, catalogueEntry(db, of.testimonyId), { country: countryName(db, lang), lang });
  return new Map(fromFamily(db, lang, of.id, typed).map((one) => [one.key, one]));
}

/** Whether a story may be published from here, or what comes before; null where there is nothing to publish. */
function publishStanding(of: Submission, ready: boolean): 'ready' | 'lacking' | 'state' | 'not catalogued' | null {
  if (of.kind !== 'story' || ['published', 'withdrawn', 'returned'].includes(of.state)) return null;
  if (of.testimonyId === null) return 'not catalogued';
  if (!statesAfter(of).includes('published')) return 'state';
  return ready ? 'ready' : 'lacking';
}

export function submissionPage(site: Site): Router {
  const router = express.Router();
  router.get('/queue/:id', (req, res) => showSubmission(site, req, res, theSubmission(site, req)));
  return router;
}
