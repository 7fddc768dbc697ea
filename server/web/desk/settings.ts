import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { audit } from '../../archive/audit.ts';
import { Invalid, NotFound } from '../../archive/errors.ts';
import { href } from '../../i18n/href.ts';
import { isLang, LANGUAGES, type Lang } from '../../i18n/languages.ts';
import { isMailName, MAIL_NAMES, type MailName, mailTemplate } from '../../mail/templates.ts';
import { setWording, wordingOf } from '../../mail/wording.ts';
import { SETTING_KEYS, SETTINGS, settle, settled } from '../../settings.ts';
import type { Site } from '../site.ts';
import { siteName } from '../site-name.ts';
import { atDesk, requireRole } from './staff.ts';

const FORM = express.urlencoded({ extended: false, limit: '100kb' });
const sent = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** What administrators settle: the name of the archive, its languages, how one reaches it, sign-in, and the words of mails. */
export function settingsPages(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;
  router.use('/settings', express.Router().use(requireRole('administrator')));

  function page(req: Request, res: Response, typed: Record<string, unknown> | null, problem: string | null): void {
    res.render('desk/settings/all', {
      settings: SETTING_KEYS.map((name) => ({
        name,
        asked: SETTINGS[name].asked,
        value: typed && name in typed ? typed[name] : settled(db, name),
      })),
      standardName: site.config.siteName,
      all: LANGUAGES,
      mails: MAIL_NAMES.map((name) => ({ name, subject: heading(name, req.lang) })),
      problem,
      saved: req.query.done === 'saved',
    });
  }

  /** The subject of a mail as a heading: what only a mail knows is left open. */
  const heading = (name: MailName, lang: Lang) =>
    wordingOf(db, name, lang)
      .subject.replaceAll('{site}', siteName(site))
      .replace(/\{\w+\}/g, '…');

  router.get('/settings', (req, res) => page(req, res, null, null));

  router.post('/settings', FORM, (req, res) => {
    const form = sent.parse(req.body);
    const values = Object.fromEntries(
      SETTING_KEYS.map((name) => {
        const { asked } = SETTINGS[name];
        const value = form[name];
        if (asked === 'yes') return [name, value === 'yes'];
        if (asked === 'languages') return [name, value === undefined ? [] : [value].flat()];
        return [name, typeof value === 'string' ? value : ''];
      }),
    );
    try {
      db.transaction(() => {
        for (const name of SETTING_KEYS) {
          if (JSON.stringify(settled(db, name)) === JSON.stringify(values[name])) continue;
          settle(db, name, values[name]);
          audit(db, {
            actor: atDesk(req).email,
            action: 'settled',
            thing: 'setting',
            thingId: name,
            detail: JSON.stringify(settled(db, name)),
          });
        }
      }).immediate();
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      res.status(400);
      return page(req, res, values, error.where.field ?? '');
    }
    res.redirect(303, href(req.lang, '/desk/settings?done=saved'));
  });

  function theMail(req: Request): { name: MailName; lang: Lang } {
    const { name, lang } = req.params;
    if (typeof name !== 'string' || typeof lang !== 'string' || !isMailName(name) || !isLang(lang))
      throw new NotFound('mail', String(name));
    return { name, lang };
  }

  function wordingPage(
    req: Request,
    res: Response,
    typed: { subject: string; text: string } | null,
    problem: string | null,
  ) {
    const { name, lang } = theMail(req);
    const { values, link } = mailTemplate(name);
    res.render('desk/settings/mail', {
      name,
      heading: heading(name, req.lang),
      inLang: lang,
      wording: { ...wordingOf(db, name, lang), ...typed },
      values: ['site', ...(link ? ['link'] : []), ...values],
      problem,
      saved: req.query.done === 'saved',
    });
  }

  router.get('/settings/mail/:name/:lang', (req, res) => wordingPage(req, res, null, null));

  router.post('/settings/mail/:name/:lang', FORM, (req, res) => {
    const { name, lang } = theMail(req);
    const form = z.object({ subject: z.string(), text: z.string(), shipped: z.string().optional() }).parse(req.body);
    try {
      db.transaction(() => {
        setWording(db, name, lang, form.shipped ? null : form);
        audit(db, {
          actor: atDesk(req).email,
          action: form.shipped ? 'brought back the wording of' : 'worded anew',
          thing: 'mail template',
          thingId: `${name} ${lang}`,
        });
      }).immediate();
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      res.status(400);
      return wordingPage(req, res, form, error.where.field === 'subject' ? 'subject' : 'text');
    }
    res.redirect(303, href(req.lang, `/desk/settings/mail/${name}/${lang}?done=saved`));
  });
  return router;
}
