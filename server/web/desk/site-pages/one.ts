import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { Conflict, Invalid, NotFound } from '../../../archive/errors.ts';
import { PAGE_LANGS, type SitePage, savesOf, sitePage, wordsNear, wordsOf } from '../../../archive/site-page/page.ts';
import { addPage, describePage, type NewPage, publishPage, takePageBack } from '../../../archive/site-page/write.ts';
import { dayOf } from '../../../archive/viewer.ts';
import { href } from '../../../i18n/href.ts';
import type { Site } from '../../site.ts';
import { atDesk } from '../staff.ts';

const FORM = express.urlencoded({ extended: false, limit: '50kb' });
const sent = z.object({
  do: z.enum(['describe', 'publish', 'take_back']).catch('describe'),
  slug: z.string().trim().toLowerCase().max(200).catch(''),
  kind: z.enum(['page', 'statement']).catch('page'),
  lang: z.enum(PAGE_LANGS).catch('en'),
  dated: z.string().trim().max(20).catch(''),
});

export type PageProblem = 'slug' | 'dated' | 'taken' | 'empty';

/** /desk/pages/new and /desk/pages/ID: what a page is, in which languages it stands, and whether everyone may read it. */
export function onePage(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  function showNew(res: Response, typed: NewPage, problem: PageProblem | null): void {
    res.status(problem ? 422 : 200).render('desk/site-pages/new', { typed, problem, tags: PAGE_LANGS });
  }

  function showOne(req: Request, res: Response, page: SitePage, typed: NewPage, problem: PageProblem | null): void {
    res.status(problem ? 422 : 200).render('desk/site-pages/one', {
      page,
      title: wordsNear(db, page, req.lang)?.title ?? page.slug,
      typed,
      problem,
      tags: PAGE_LANGS,
      texts: PAGE_LANGS.map((lang) => {
        const saves = savesOf(db, page.id, lang);
        const words = wordsOf(db, page, lang);
        return { lang, title: words?.title ?? null, at: saves[0]?.at ?? null, shipped: words !== null && !saves[0] };
      }),
      done: ['published', 'taken_back', 'saved', 'added'].find((one) => one === req.query.done) ?? null,
    });
  }

  router.get('/pages/new', (req, res) => {
    showNew(res, { slug: '', kind: 'page', lang: req.lang, dated: dayOf(site.now()) }, null);
  });

  router.post('/pages', FORM, (req, res) => {
    const { slug, kind, lang, dated } = sent.parse(req.body ?? {});
    const typed = { slug, kind, lang, dated };
    try {
      const id = addPage(db, typed, atDesk(req).email);
      res.redirect(303, href(req.lang, `/desk/pages/${id}/${lang}?done=added`));
    } catch (error) {
      showNew(res, typed, problemOf(error));
    }
  });

  router.get('/pages/:id', (req, res) => {
    const page = pageAt(site, req);
    showOne(req, res, page, page, null);
  });

  router.post('/pages/:id', FORM, (req, res) => {
    const page = pageAt(site, req);
    const { do: what, slug, kind, lang, dated } = sent.parse(req.body ?? {});
    const actor = atDesk(req).email;
    const typed = what === 'describe' ? { slug, kind, lang, dated } : page;
    try {
      if (what === 'publish') publishPage(db, page.id, { actor, now: site.now() });
      else if (what === 'take_back') takePageBack(db, page.id, actor);
      else describePage(db, page.id, typed, actor);
    } catch (error) {
      return showOne(req, res, page, typed, problemOf(error));
    }
    const done = { publish: 'published', take_back: 'taken_back', describe: 'saved' }[what];
    res.redirect(303, href(req.lang, `/desk/pages/${page.id}?done=${done}`));
  });
  return router;
}

/** The page that an address of the desk names. @throws NotFound */
export function pageAt(site: Site, req: Request): SitePage {
  const given = String(req.params.id);
  const page = /^[1-9]\d{0,14}$/.test(given) ? sitePage(site.archive.db, Number(given)) : null;
  if (!page) throw new NotFound('page', given);
  return page;
}

function problemOf(error: unknown): PageProblem {
  if (error instanceof Conflict) return 'taken';
  if (!(error instanceof Invalid)) throw error;
  const { field } = error.where;
  return field === 'slug' || field === 'dated' ? field : 'empty';
}
