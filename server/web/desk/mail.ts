import express, { type Router } from 'express';
import { z } from 'zod';
import { audit } from '../../archive/audit.ts';
import { href } from '../../i18n/href.ts';
import { MAIL_STATES, mail, mails, mailsInTrouble, sendAgain, setDelivered } from '../../mail/mail.ts';
import { numbered } from '../numbered.ts';
import type { Site } from '../site.ts';
import { pageOf } from './pages.ts';
import { atDesk } from './staff.ts';

const ROWS = 100;
const FORM = express.urlencoded({ extended: false, limit: '20kb' });
const query = z.object({ state: z.enum(MAIL_STATES).nullable().catch(null), page: z.unknown().optional() });

/** The outbox: what was written, what became of it; without a mail server, to be read and passed on by hand. */
export function mailPages(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;
  const secrets = (role: string) => role === 'administrator';

  router.get('/mail', (req, res) => {
    const { state, page } = query.parse(req.query);
    const { at, skip } = pageOf(page, ROWS);
    const found = mails(db, { secrets: secrets(req.viewer.role), state, limit: ROWS, skip });
    res.render('desk/mail/list', {
      ...found,
      state,
      states: MAIL_STATES.filter((one) => one !== 'sending'),
      page: at,
      pages: Math.ceil(found.total / ROWS),
      server: site.config.mail !== null,
      trouble: mailsInTrouble(db),
    });
  });

  router.get('/mail/:id', (req, res) => {
    const one = mail(db, numbered(req, 'mail'), { secrets: secrets(req.viewer.role) });
    res.render('desk/mail/one', { mail: one, server: site.config.mail !== null });
  });

  router.post('/mail/:id/again', FORM, (req, res) => {
    const one = mail(db, numbered(req, 'mail'), { secrets: secrets(req.viewer.role) });
    db.transaction(() => {
      sendAgain(db, one.id);
      audit(db, { actor: atDesk(req).email, action: 'sent again', thing: 'mail', thingId: one.id });
    }).immediate();
    res.redirect(303, href(req.lang, `/desk/mail/${one.id}`));
  });

  router.post('/mail/:id/delivered', FORM, (req, res) => {
    const one = mail(db, numbered(req, 'mail'), { secrets: secrets(req.viewer.role) });
    db.transaction(() => {
      setDelivered(db, one.id, site.now());
      audit(db, { actor: atDesk(req).email, action: 'passed on', thing: 'mail', thingId: one.id });
    }).immediate();
    res.redirect(303, href(req.lang, '/desk/mail'));
  });
  return router;
}
