import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { Conflict, NotFound } from '../../../archive/errors.ts';
import { type PageSave, savesOf, wordsOf } from '../../../archive/site-page/page.ts';
import { type PageWords, shippedWords } from '../../../archive/site-page/shipped.ts';
import { savePage } from '../../../archive/site-page/write.ts';
import { href } from '../../../i18n/href.ts';
import { isLang, type Lang } from '../../../i18n/languages.ts';
import { pageHtml } from '../../../publish/page-markup.ts';
import type { Site } from '../../site.ts';
import { atDesk } from '../staff.ts';
import { compared } from './compared.ts';
import { pageAt } from './one.ts';

const FORM = express.urlencoded({ extended: false, limit: '2mb' });
const LONGEST = 200_000; // letters
const sent = z.object({
  do: z.enum(['save', 'preview', 'remove']).catch('save'),
  title: z.string().trim().catch(''),
  body: z.string().catch(''),
  seen: z.coerce.number().int().nonnegative().catch(0),
});

interface Shown {
  typed?: PageWords;
  seen?: number;
  problem?: 'no_title' | 'too_long' | 'conflict';
  preview?: boolean;
}

/** /desk/pages/ID/LANG: a page in one language beside the original, and all that was ever saved of it. */
export function sitePageWords(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  function show(req: Request, res: Response, status: number, given: Shown): void {
    const page = pageAt(site, req);
    const lang = langOf(req);
    const standing = wordsOf(db, page, lang);
    const typed = given.typed ?? standing ?? { title: '', body: '' };
    const theirs = given.problem === 'conflict' ? (standing ?? { title: '', body: '' }) : null;
    const original = lang === page.lang ? null : wordsOf(db, page, page.lang);
    const saves = savesOf(db, page.id, lang);
    res.status(status).render('desk/site-pages/words', {
      page,
      of: lang,
      typed,
      original: original && { ...original, html: pageHtml(original.body, page.lang as Lang) },
      theirs: theirs && compared(theirs, typed),
      preview: given.preview ? pageHtml(typed.body, lang) : null,
      problem: given.problem ?? null,
      seen: given.seen ?? saves[0]?.id ?? 0,
      saves: saves.length,
      removable: saves[0] !== undefined && saves[0].title !== null,
      ships: shippedWords(page.slug, lang) !== null,
      most: LONGEST,
      done: ['saved', 'added', 'restored'].find((one) => one === req.query.done) ?? null,
    });
  }

  router.get('/pages/:id/:lang', (req, res) => show(req, res, 200, {}));

  router.post('/pages/:id/:lang', FORM, (req, res) => {
    const page = pageAt(site, req);
    const lang = langOf(req);
    const { do: what, title, body, seen } = sent.parse(req.body ?? {});
    const typed = { title: title.replace(/\s+/g, ' '), body: body.replaceAll('\r\n', '\n') };
    if (what !== 'remove' && !typed.title) return show(req, res, 422, { typed, seen, problem: 'no_title' });
    if (title.length + body.length > LONGEST) return show(req, res, 422, { typed, seen, problem: 'too_long' });
    if (what === 'preview') return show(req, res, 200, { typed, seen, preview: true });
    try {
      const words = what === 'remove' ? { title: null, body: '' } : typed;
      savePage(db, page.id, lang, { ...words, seen, actor: atDesk(req).email, now: site.now() });
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      // What was typed stands again, and the next save is over what the other has written: they have been shown it.
      return show(req, res, 409, { typed, problem: 'conflict' });
    }
    res.redirect(303, href(req.lang, `/desk/pages/${page.id}/${lang}?done=saved`));
  });

  router.get('/pages/:id/:lang/history', (req, res) => {
    const page = pageAt(site, req);
    const lang = langOf(req);
    const first = shippedWords(page.slug, lang);
    const words = (save: PageSave | undefined) => (save && save.title !== null ? (save as PageWords) : first);
    const saves = savesOf(db, page.id, lang);
    res.render('desk/site-pages/history', {
      page,
      of: lang,
      name: wordsOf(db, page, lang)?.title ?? page.slug,
      saves: saves.map((save, at) => ({
        ...save,
        lines: compared(words(saves[at + 1]), words(save)),
        newest: at === 0,
      })),
      seen: saves[0]?.id ?? 0,
    });
  });

  router.post('/pages/:id/:lang/restore', FORM, (req, res) => {
    const page = pageAt(site, req);
    const lang = langOf(req);
    const asked = z.object({ save: z.coerce.number().int(), seen: z.coerce.number().int() }).parse(req.body ?? {});
    const save = savesOf(db, page.id, lang).find(({ id }) => id === asked.save);
    if (!save) throw new NotFound('save', String(asked.save));
    const { title, body } = save;
    savePage(db, page.id, lang, { title, body, seen: asked.seen, actor: atDesk(req).email, now: site.now() });
    res.redirect(303, href(req.lang, `/desk/pages/${page.id}/${lang}?done=restored`));
  });
  return router;
}

function langOf(req: Request): Lang {
  const lang = String(req.params.lang);
  if (!isLang(lang)) throw new NotFound('language', lang);
  return lang;
}
