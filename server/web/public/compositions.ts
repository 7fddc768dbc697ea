import express, { type Router } from 'express';
import { compositions } from '../../archive/composition/composition.ts';
import { COMPOSITION_KINDS, type CompositionKind } from '../../archive/composition/may-carry.ts';
import { compositionShown } from '../../archive/composition/shown.ts';
import { NotFound } from '../../archive/errors.ts';
import { isLang } from '../../i18n/languages.ts';
import { composed, PATH_OF } from '../compositions.ts';
import type { Site } from '../site.ts';

/** Programmes, exhibits, lessons and evidence: a list of each, its reading page, its booklet; of a programme, its projection. */
export function compositionPages(site: Site): Router {
  const router = express.Router();
  for (const kind of COMPOSITION_KINDS) router.use(pagesOf(site, kind));
  return router;
}

function pagesOf(site: Site, kind: CompositionKind): Router {
  const router = express.Router();
  const path = PATH_OF[kind];
  const { db } = site.archive;

  /** What one page shows today; it is of this kind, or it is not here. */
  async function page(slug: string, lang: Parameters<typeof composed>[2]['lang'], today: string, signs = false) {
    const made = await composed(site, slug, { lang, today, signs });
    if (made.composition.kind !== kind) throw new NotFound(kind, slug);
    return made;
  }

  router.get(path, (req, res) => {
    const { today } = req.viewer;
    const listed = compositions(db, kind)
      .filter(({ publishedOn }) => publishedOn !== null && publishedOn <= today)
      .map(({ slug }) => compositionShown(db, slug, { today, lang: req.lang }));
    res.render('public/compositions/list', { kind, path, listed });
  });

  router.get(`${path}/:slug`, async (req, res) => {
    res.render('public/compositions/reading', {
      ...(await page(req.params.slug, req.lang, req.viewer.today)),
      preview: false,
    });
  });

  router.get(`${path}/:slug/booklet`, async (req, res) => {
    const asked = String(req.query.with ?? '');
    const beside = isLang(asked) && asked !== req.lang ? asked : null;
    const own = await page(req.params.slug, req.lang, req.viewer.today, true);
    const other = beside ? await page(req.params.slug, beside, req.viewer.today) : null;
    res.render('public/compositions/booklet', { ...own, also: beside, other, robots: 'noindex' });
  });

  if (kind === 'programme') {
    router.get(`${path}/:slug/projection`, async (req, res) => {
      const made = await page(req.params.slug, req.lang, req.viewer.today);
      res.render('public/compositions/projection', { ...made, robots: 'noindex' });
    });
  }
  return router;
}
