import express, { type Router } from 'express';
import { MENUS, PAGE_LANGS, sitePages, wordsNear, wordsOf } from '../../../archive/site-page/page.ts';
import { setMenus } from '../../../archive/site-page/write.ts';
import { href } from '../../../i18n/href.ts';
import type { Site } from '../../site.ts';
import { atDesk } from '../staff.ts';

/** /desk/pages: every page with its state, and which of them stand in which menu, in which order. */
export function sitePageList(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  router.get('/pages', (req, res) => {
    const pages = sitePages(db).map((page) => ({
      ...page,
      title: wordsNear(db, page, req.lang)?.title ?? page.slug,
      titleLang: wordsNear(db, page, req.lang)?.lang ?? null,
      langs: PAGE_LANGS.filter((lang) => wordsOf(db, page, lang)),
    }));
    res.render('desk/site-pages/list', { pages, done: req.query.done === 'menus' });
  });

  router.post('/pages/menus', express.urlencoded({ extended: false, limit: '100kb' }), (req, res) => {
    const typed = (req.body ?? {}) as Record<string, unknown>;
    const inMenu = (menu: string) =>
      sitePages(db)
        .map(({ id }) => ({ id, at: Number.parseInt(String(typed[`${menu}.${id}`] ?? ''), 10) }))
        .filter(({ at }) => at > 0)
        .sort((one, other) => one.at - other.at)
        .map(({ id }) => id);
    const [header, footer] = MENUS.map(inMenu) as [number[], number[]];
    setMenus(db, { header, footer }, atDesk(req).email);
    res.redirect(303, href(req.lang, '/desk/pages?done=menus'));
  });
  return router;
}
