import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import type { RequestState } from '../../archive/access-request/ask.ts';
import { type Decision, decide, endGrant } from '../../archive/access-request/decide.ts';
import { readerOf, requestAtDesk, requestsAtDesk } from '../../archive/access-request/page.ts';
import { Invalid } from '../../archive/errors.ts';
import { href } from '../../i18n/href.ts';
import { isLang } from '../../i18n/languages.ts';
import { sendMail } from '../../mail/mail.ts';
import { numbered } from '../numbered.ts';
import type { Site } from '../site.ts';
import { atDesk } from './staff.ts';

const LISTS = { open: ['asked', 'question'], granted: ['granted'], refused: ['refused'] } as const satisfies Record<
  string,
  readonly RequestState[]
>;
type List = keyof typeof LISTS;

const form = z.object({
  kind: z.enum(['question', 'refuse', 'grant']).catch('question'),
  text: z.string().max(20_000).default(''),
  until: z.string().max(100).default(''),
});

/** Requests of readers for what is restricted: read, asked back, granted until a day, refused, ended. */
export function accessRequestPages(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;
  const body = express.urlencoded({ extended: false, limit: '100kb' });

  router.get('/access', (req, res) => {
    const asked = typeof req.query.list === 'string' ? req.query.list : 'open';
    const list: List = Object.hasOwn(LISTS, asked) ? (asked as List) : 'open';
    const requests = requestsAtDesk(db, req.viewer, LISTS[list], req.lang);
    res.render('desk/access', { requests, list, lists: Object.keys(LISTS) });
  });

  const show = (req: Request, res: Response, typed: z.infer<typeof form> | null, problem: string | null) => {
    const request = requestAtDesk(db, req.viewer, numbered(req, 'request'), req.lang);
    res.status(problem ? 400 : 200).render('desk/access-request', {
      request,
      typed: typed ?? { kind: 'grant', text: '', until: request.until ?? '' },
      problem,
      today: req.viewer.today,
    });
  };
  /** The mail says that there is an answer, and not which: what was asked for stays between the reader and the archive. */
  const tellReader = (id: number) => {
    const { email, lang } = readerOf(db, id);
    const to = isLang(lang) ? lang : site.config.defaultLanguage;
    const link = new URL(href(to, `/account/requests/${id}`), site.config.publicUrl).href;
    sendMail(db, { to: email, lang: to, template: 'access_answered', values: { site: site.config.siteName, link } });
  };
  router.get('/access/:id', (req, res) => show(req, res, null, null));
  router.post('/access/:id', body, (req, res) => {
    const typed = form.parse(req.body ?? {});
    const decision: Decision =
      typed.kind === 'grant' ? { ...typed, kind: 'grant', until: typed.until || null } : { ...typed, kind: typed.kind };
    try {
      const by = atDesk(req);
      db.transaction(() => {
        decide(db, by, numbered(req, 'request'), decision, req.viewer.today);
        tellReader(numbered(req, 'request'));
      }).immediate();
      res.redirect(303, href(req.lang, `/desk/access/${numbered(req, 'request')}`));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      show(req, res, typed, error.where.field ?? 'text');
    }
  });
  router.post('/access/:id/end', body, (req, res) => {
    endGrant(db, atDesk(req), numbered(req, 'request'));
    res.redirect(303, href(req.lang, `/desk/access/${numbered(req, 'request')}`));
  });
  return router;
}
