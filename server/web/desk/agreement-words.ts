import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { audit } from '../../archive/audit.ts';
import { Invalid, NotFound } from '../../archive/errors.ts';
import { agreementText, hasOwnWords, setAgreementWords } from '../../archive/submission/agreement.ts';
import { href } from '../../i18n/href.ts';
import { isLang, type Lang } from '../../i18n/languages.ts';
import type { Site } from '../site.ts';
import { atDesk, requireRole } from './staff.ts';

const FORM = express.urlencoded({ extended: false, limit: '500kb' });
const sent = z.object({
  plain: z.string().default(''),
  legal_title: z.string().default(''),
  legal: z.string().default(''),
  shipped: z.string().optional(),
});
type Typed = z.infer<typeof sent>;

/** /desk/settings/agreement/LANG: the words that families read and sign, in one language, worded by administrators. */
export function agreementWordsPages(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;
  router.use('/settings', express.Router().use(requireRole('administrator')));

  function show(req: Request, res: Response, typed: Typed | null): void {
    const lang = langOf(req);
    const text = agreementText(db, lang);
    res.status(typed ? 400 : 200).render('desk/settings/agreement', {
      inLang: lang,
      version: text.version,
      own: hasOwnWords(db, lang),
      typed: typed ?? { plain: text.plain.join('\n\n'), legal_title: text.legal_title, legal: text.legal.join('\n\n') },
      problem: typed !== null,
      saved: req.query.done === 'saved',
    });
  }

  router.get('/settings/agreement/:lang', (req, res) => show(req, res, null));

  router.post('/settings/agreement/:lang', FORM, (req, res) => {
    const lang = langOf(req);
    const typed = sent.parse(req.body ?? {});
    const words = {
      plain: paragraphs(typed.plain),
      legal_title: typed.legal_title.trim(),
      legal: paragraphs(typed.legal),
    };
    try {
      db.transaction(() => {
        setAgreementWords(db, lang, typed.shipped ? null : words, site.now());
        audit(db, {
          actor: atDesk(req).email,
          action: typed.shipped ? 'brought back the wording of' : 'worded anew',
          thing: 'agreement',
          thingId: lang,
        });
      }).immediate();
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      return show(req, res, typed);
    }
    res.redirect(303, href(req.lang, `/desk/settings/agreement/${lang}?done=saved`));
  });
  return router;
}

function langOf(req: Request): Lang {
  const lang = String(req.params.lang);
  if (!isLang(lang)) throw new NotFound('language', lang);
  return lang;
}

const paragraphs = (text: string) =>
  text
    .split(/\r?\n\s*\r?\n/)
    .map((one) => one.trim().replace(/\s*\r?\n\s*/g, ' '))
    .filter(Boolean);
