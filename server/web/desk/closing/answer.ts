/** What whoever told the archive of a concern is answered: what was done, in their language, and the archivist's own words. */
import type { Request } from 'express';
import { addMessage } from '../../../archive/submission/conversation.ts';
import { concernRedacted, DECISIONS, type Decision, decideConcern } from '../../../archive/submission/decision.ts';
import { type Submission, submission, submissions } from '../../../archive/submission/submission.ts';
import { isLang } from '../../../i18n/languages.ts';
import { translator } from '../../../i18n/messages.ts';
import type { Site } from '../../site.ts';
import { writeToFamily } from '../queue/write-to.ts';
import { atDesk } from '../staff.ts';

/** What is said of each decision, in the language in which the concern was told. */
export function tellings(lang: string): Record<Decision, string> {
  const t = translator(isLang(lang) ? lang : 'en');
  return Object.fromEntries(DECISIONS.map((decision) => [decision, t(`concern.told.${decision}`)])) as Record<
    Decision,
    string
  >;
}

/** Decides, does it and answers, in one transaction; `waiting` where words are to be withheld first. Throws as `decideConcern`. */
export function answerConcern(
  site: Site,
  req: Request,
  id: number,
  decided: { decision: Decision; file: string | null; words: string },
): 'done' | 'waiting' {
  const { db } = site.archive;
  return db
    .transaction(() => {
      const outcome = decideConcern(db, String(req.params.accession), id, {
        ...decided,
        by: atDesk(req),
        now: site.now(),
      });
      if (outcome === 'waiting') return outcome;
      const concern = submission(db, id);
      answer(site, req, concern, decided.decision, decided.words);
      if (decided.decision === 'withdrawn') tellGivers(site, concern);
      return outcome;
    })
    .immediate();
}

/** Answers a concern that waited for its words to be withheld; false where it waited for nothing. Call once they are. */
export function answerRedacted(site: Site, req: Request, accession: string, id: number): boolean {
  const { db } = site.archive;
  const done = concernRedacted(db, accession, id, { actor: atDesk(req).email, now: site.now() });
  if (done) answer(site, req, done.concern, 'redacted', done.words);
  return done !== null;
}

function answer(site: Site, req: Request, concern: Submission, decision: Decision, words: string): void {
  const text = [tellings(concern.lang)[decision], words].filter(Boolean).join('\n\n');
  addMessage(site.archive.db, concern.id, { text, accountId: atDesk(req).id, now: site.now() });
  writeToFamily(site, concern, text);
}

/** A family whose story no longer appears finds news on its page. */
function tellGivers(site: Site, { testimonyId }: Submission): void {
  const condition = "testimony_id = @testimonyId AND kind = 'story' AND state <> 'withdrawn' AND erased_at IS NULL";
  for (const story of submissions(site.archive.db, condition, { testimonyId })) writeToFamily(site, story, null);
}
