import express, { type Router } from 'express';
import { audit } from '../../../archive/audit.ts';
import { addIssue, issues } from '../../../archive/newsletter/issue.ts';
import { letterCounts } from '../../../archive/newsletter/letter.ts';
import { subscriberCounts, subscriberLines } from '../../../archive/newsletter/subscriber.ts';
import { href } from '../../../i18n/href.ts';
import { csvCell } from '../../../publish/table.ts';
import type { Site } from '../../site.ts';
import { pageOf } from '../pages.ts';
import { atDesk, requireRole } from '../staff.ts';
import { issuePages } from './issue.ts';

const ROWS = 50;
const AT_ONCE = 1_000; // rows of an export read from the database
const COLUMNS = ['email', 'lang', 'digest', 'countries', 'confirmed'];

/** The newsletter at the desk: its issues, who has asked for it, and in which languages. */
export function newsletterDesk(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  router.get('/newsletter', (req, res) => {
    const { at, skip } = pageOf(req.query.page, ROWS);
    const found = issues(db, { limit: ROWS + 1, skip });
    res.render('desk/newsletter/list', {
      issues: found.slice(0, ROWS).map((issue) => ({ ...issue, counts: letterCounts(db, issue.id) })),
      counts: subscriberCounts(db),
      server: site.config.mail !== null,
      page: at,
      pages: found.length > ROWS ? at + 1 : at,
    });
  });

  router.post('/newsletter', (req, res) => {
    const id = db
      .transaction(() => {
        const made = addIssue(db, req.lang, site.now());
        audit(db, { actor: atDesk(req).email, action: 'began', thing: 'issue of the newsletter', thingId: made });
        return made;
      })
      .immediate();
    res.redirect(303, href(req.lang, `/desk/newsletter/${id}`));
  });

  router.get('/newsletter/subscribers', (req, res) => {
    const after = /^\d{1,15}$/.test(String(req.query.after)) ? Number(req.query.after) : 0;
    const lines = subscriberLines(db, after, ROWS + 1);
    res.render('desk/newsletter/subscribers', {
      lines: lines.slice(0, ROWS),
      next: lines.length > ROWS ? lines[ROWS - 1]!.id : null,
      counts: subscriberCounts(db),
    });
  });

  /** For administrators: a table of whoever is subscribed, written as it is read. */
  router.post('/newsletter/subscribers.csv', requireRole('administrator'), (req, res) => {
    audit(db, { actor: atDesk(req).email, action: 'took out the subscribers', thing: 'newsletter' });
    res.attachment('subscribers.csv').type('text/csv; charset=utf-8');
    const write = (cells: readonly string[]) => res.write(`${cells.map(csvCell).join(',')}\r\n`);
    res.write('\ufeff');
    write(COLUMNS);
    for (let after = 0; ; ) {
      const lines = subscriberLines(db, after, AT_ONCE);
      for (const one of lines) write([one.email, one.lang, one.digest, one.countries, one.confirmedAt]);
      if (lines.length < AT_ONCE) break;
      after = lines.at(-1)!.id;
    }
    res.end();
  });

  router.use(issuePages(site));
  return router;
}
