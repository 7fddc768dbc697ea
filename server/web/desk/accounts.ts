import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { turnCodesOff } from '../../archive/account/codes.ts';
import { addWaiting, changeRole, setDisabled } from '../../archive/account/keeping.ts';
import { accountLines } from '../../archive/account/list.ts';
import { auditAccount } from '../../archive/account/log.ts';
import { browsersOf, endBrowsers } from '../../archive/account/sign-in.ts';
import { ACCOUNT_ROLES, type Account, accountById } from '../../archive/account.ts';
import { Conflict, Invalid, NotAllowed, NotFound } from '../../archive/errors.ts';
import { href } from '../../i18n/href.ts';
import { isLang } from '../../i18n/languages.ts';
import { browserName } from '../account/browser-name.ts';
import { mailLink, mailNotice } from '../account/links.ts';
import { numbered } from '../numbered.ts';
import type { Site } from '../site.ts';
import { pageOf } from './pages.ts';
import { atDesk, requireRole } from './staff.ts';

const ROWS = 200;
const FORM = express.urlencoded({ extended: false, limit: '20kb' });
const role = z.enum(ACCOUNT_ROLES as readonly [string, ...string[]]).transform((text) => text as Account['role']);
const query = z.object({
  role: role.nullable().catch(null),
  q: z.string().max(200).catch(''),
  page: z.unknown().optional(),
});
const invited = z.object({
  email: z.string().max(300).default(''),
  name: z.string().max(200).default(''),
  role,
  lang: z.string().refine(isLang).catch('en'),
});
const NOTICES = ['invited', 'role', 'disabled', 'enabled', 'reset', 'codes_off', 'ended'] as const;

/** Who may sign in, and as what. For administrators. */
export function accountsPages(site: Site): Router {
  const router = express.Router();
  const { archive, now, config } = site;
  const { db } = archive;
  router.use('/accounts', express.Router().use(requireRole('administrator')));

  function one(req: Request): Account {
    const id = numbered(req, 'account');
    const account = accountById(db, id);
    if (!account) throw new NotFound('account', String(id));
    return account;
  }

  function list(req: Request, res: Response, form: Record<string, string>, problem: string | null): void {
    const { role: only, q, page } = query.parse(req.query);
    const { at, skip } = pageOf(page, ROWS);
    const found = accountLines(db, { role: only, words: q.trim() }, { limit: ROWS, skip });
    res.render('desk/accounts/list', {
      ...found,
      only,
      q,
      page: at,
      pages: Math.ceil(found.total / ROWS),
      roles: ACCOUNT_ROLES,
      form,
      problem,
    });
  }

  /** Does something to another account and notes it; nobody does this to their own, lest they shut themselves out. */
  function act(
    req: Request,
    res: Response,
    done: (typeof NOTICES)[number],
    action: string,
    work: (account: Account) => void,
  ) {
    const account = one(req);
    if (account.id === atDesk(req).id) throw new NotAllowed('Change your own account on its own page.');
    db.transaction(() => {
      work(account);
      auditAccount(db, account, { actor: atDesk(req).email, action });
    }).immediate();
    res.redirect(303, href(req.lang, `/desk/accounts/${account.id}?done=${done}`));
  }

  router.get('/accounts', (req, res) => {
    list(req, res, { email: '', name: '', role: 'archivist', lang: req.lang }, null);
  });

  router.post('/accounts', FORM, async (req, res) => {
    const form = invited.parse(req.body);
    let id: number;
    try {
      id = await addWaiting(db, form);
    } catch (error) {
      if (!(error instanceof Invalid || error instanceof Conflict)) throw error;
      res.status(error instanceof Conflict ? 409 : 400);
      return list(req, res, form, error instanceof Conflict ? 'taken' : 'email');
    }
    const mail = db
      .transaction(() => {
        const account = accountById(db, id)!;
        auditAccount(db, account, { actor: atDesk(req).email, action: `invited as ${form.role}` });
        return mailLink(site, account, 'invitation', atDesk(req).name);
      })
      .immediate();
    res.redirect(303, href(req.lang, config.mail ? `/desk/accounts/${id}?done=invited` : `/desk/mail/${mail}`));
  });

  router.get('/accounts/:id', (req, res) => {
    const account = one(req);
    res.render('desk/accounts/one', {
      other: account,
      own: account.id === atDesk(req).id,
      roles: ACCOUNT_ROLES,
      browsers: browsersOf(db, account.id, null, now()).map((known) => ({
        ...known,
        browser: browserName(known.browser),
      })),
      notice: NOTICES.find((name) => name === req.query.done) ?? null,
    });
  });

  router.post('/accounts/:id/role', FORM, (req, res) => {
    const form = z.object({ role }).parse(req.body);
    act(req, res, 'role', `gave the role ${form.role}`, ({ id }) => changeRole(db, id, form.role));
  });

  router.post('/accounts/:id/disable', FORM, (req, res) => {
    act(req, res, 'disabled', 'closed', ({ id }) => setDisabled(db, id, true, now()));
  });

  router.post('/accounts/:id/enable', FORM, (req, res) => {
    act(req, res, 'enabled', 'opened again', ({ id }) => setDisabled(db, id, false, now()));
  });

  router.post('/accounts/:id/codes-off', FORM, (req, res) => {
    act(req, res, 'codes_off', 'turned one-time codes off', (account) => {
      turnCodesOff(db, account.id);
      endBrowsers(db, account.id, { but: null });
      mailNotice(site, account, 'account_codes_off');
    });
  });

  router.post('/accounts/:id/sign-out', FORM, (req, res) => {
    act(req, res, 'ended', 'signed out everywhere', ({ id }) => {
      endBrowsers(db, id, { but: null });
    });
  });

  router.post('/accounts/:id/reset', FORM, (req, res) => {
    const account = one(req);
    if (account.disabled) throw new Conflict('This account is closed. Open it again first.');
    const purpose = account.confirmed ? 'reset' : account.role === 'reader' ? 'sign-up' : 'invitation';
    const mail = db
      .transaction(() => {
        auditAccount(db, account, { actor: atDesk(req).email, action: `sent a link (${purpose})` });
        return mailLink(site, account, purpose, atDesk(req).name);
      })
      .immediate();
    res.redirect(303, href(req.lang, config.mail ? `/desk/accounts/${account.id}?done=reset` : `/desk/mail/${mail}`));
  });
  return router;
}
