import express, { type Request, type Response, type Router } from 'express';
import { toString as qrCode } from 'qrcode';
import { z } from 'zod';
import {
  addressOfSecret,
  newPaperCodes,
  paperCodesLeft,
  secretBeingSetUp,
  turnCodesOff,
  turnCodesOn,
} from '../../archive/account/codes.ts';
import { auditAccount } from '../../archive/account/log.ts';
import { accountById, hasPassword } from '../../archive/account.ts';
import { Invalid } from '../../archive/errors.ts';
import { href } from '../../i18n/href.ts';
import { settled } from '../../settings.ts';
import type { Limit } from '../guessing.ts';
import { sameOrigin } from '../middleware/same-origin.ts';
import type { Site } from '../site.ts';
import { siteName } from '../site-name.ts';
import { mailNotice } from './links.ts';
import { own, signedInOnly } from './own.ts';

const FORM = express.urlencoded({ extended: false, limit: '20kb' });
const form = z.object({ code: z.string().max(100).default(''), current: z.string().max(2_000).default('') });

/** One-time codes: setting them up, the codes on paper, turning them off. Each asks for the password. */
export function codesPages(site: Site, passwords: Limit): Router {
  const router = express.Router();
  const { archive, now } = site;
  const { db } = archive;

  async function page(req: Request, res: Response, problem: string | null = null): Promise<void> {
    const account = own(req);
    const required = settled(db, 'codes_required');
    if (account.codes) {
      res.render('account/codes', {
        own: account,
        paper: paperCodesLeft(db, account.id),
        required,
        setUp: null,
        problem,
      });
      return;
    }
    const secret = secretBeingSetUp(db, account.id);
    const address = addressOfSecret(secret, account.email, siteName(site));
    const picture = await qrCode(address, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' });
    const setUp = { picture, address, secret: secret.match(/.{1,4}/g)!.join(' ') };
    res.render('account/codes', { own: account, paper: 0, required, setUp, problem });
  }

  /** Whether the password that came with a form is right; otherwise the page says so. */
  async function mayGoOn(req: Request, res: Response, current: string): Promise<boolean> {
    const { id } = own(req);
    const shut = (await passwords.tried(String(id), req)) > 0;
    if (!shut && (await hasPassword(db, id, current))) {
      await passwords.right(String(id), req);
      return true;
    }
    res.status(shut ? 429 : 401);
    await page(req, res, shut ? 'too_many' : 'wrong');
    return false;
  }

  router.get('/codes', signedInOnly, (req, res) => page(req, res));

  router.post('/codes/on', FORM, signedInOnly, sameOrigin, async (req, res) => {
    const account = own(req);
    const { code, current } = form.parse(req.body);
    if (account.codes) return res.redirect(303, href(req.lang, '/account/codes'));
    if (!(await mayGoOn(req, res, current))) return;
    let codes: string[];
    try {
      codes = turnCodesOn(db, account.id, code, now());
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      res.status(400);
      return page(req, res, 'wrong_code');
    }
    auditAccount(db, account, { actor: account.email, action: 'turned one-time codes on' });
    res.render('account/paper-codes', { codes });
  });

  router.post('/codes/paper', FORM, signedInOnly, sameOrigin, async (req, res) => {
    const account = own(req);
    if (!account.codes) return res.redirect(303, href(req.lang, '/account/codes'));
    if (!(await mayGoOn(req, res, form.parse(req.body).current))) return;
    const codes = newPaperCodes(db, account.id);
    auditAccount(db, account, { actor: account.email, action: 'made new codes on paper' });
    res.render('account/paper-codes', { codes });
  });

  router.post('/codes/off', FORM, signedInOnly, sameOrigin, async (req, res) => {
    const account = own(req);
    if (!(await mayGoOn(req, res, form.parse(req.body).current))) return;
    db.transaction(() => {
      turnCodesOff(db, account.id);
      auditAccount(db, account, { actor: account.email, action: 'turned one-time codes off' });
      mailNotice(site, accountById(db, account.id)!, 'account_codes_off');
    }).immediate();
    res.redirect(303, href(req.lang, '/account?done=codes_off'));
  });
  return router;
}
