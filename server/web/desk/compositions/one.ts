import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import {
  type Composition,
  composition,
  removeComposition,
  save,
  setPublished,
  storeAbout,
} from '../../../archive/composition/composition.ts';
import type { Item } from '../../../archive/composition/item.ts';
import { ITEM_KINDS } from '../../../archive/composition/item.ts';
import { passageStaysOut, type StaysOut } from '../../../archive/composition/may-carry.ts';
import { runSheet } from '../../../archive/composition/run-sheet.ts';
import type { ItemShown } from '../../../archive/composition/shown.ts';
import { countryNames } from '../../../archive/country.ts';
import { Conflict, Invalid } from '../../../archive/errors.ts';
import type { Database } from '../../../db/open.ts';
import { collatorOf } from '../../../i18n/collation.ts';
import { href } from '../../../i18n/href.ts';
import { LANGUAGES, type Lang } from '../../../i18n/languages.ts';
import { composed, PATH_OF } from '../../compositions.ts';
import type { Site } from '../../site.ts';
import { atDesk } from '../staff.ts';
import { aboutOf, aboutTyped, rowsOf, type Typed, typedOf } from './fields.ts';

const revisionOf = z.coerce.number().int().nonnegative();
const BODY = express.urlencoded({ extended: false, limit: '600kb', parameterLimit: 2_000 });

/** Countries to choose from, by their names. */
export function countriesToChoose(db: Database, lang: Lang): { code: string; name: string }[] {
  return [...countryNames(db, lang)]
    .map(([code, name]) => ({ code, name }))
    .sort((one, other) => collatorOf(lang).compare(one.name, other.name));
}

interface Line {
  item: Item;
  shown: ItemShown | null; // null: it may not be shown today
  why: StaysOut | null;
  at: number | null; // seconds of the day
  seconds: number | null;
}

/** /desk/compositions/…: what one is, its items in order, publishing it, its preview and its run sheet. */
export function compositionDesk(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  async function lines(req: Request, stands: Composition): Promise<{ lines: Line[]; ends: number }> {
    const { today } = req.viewer;
    const { composition: open } = await composed(site, stands.slug, { lang: req.lang, today, atDesk: true });
    const sheet = runSheet(open.items, stands.beginsAt);
    const byId = new Map(sheet.lines.map((line) => [line.item.id, line]));
    return {
      ends: sheet.ends,
      lines: stands.items.map((item) => {
        const line = byId.get(item.id);
        const why = line ? null : item.passage ? passageStaysOut(db, today, stands.kind, item.passage) : 'closed';
        return { item, shown: line?.item ?? null, why, at: line?.at ?? null, seconds: line?.seconds ?? null };
      }),
    };
  }

  async function show(
    req: Request,
    res: Response,
    stands: Composition,
    refused: { status: number; typed: Typed; key: string; field: string | null } | null = null,
  ): Promise<void> {
    const now = aboutTyped(stands);
    const typed = refused?.typed ?? now;
    res.status(refused?.status ?? 200).render('desk/compositions/one', {
      stands,
      path: PATH_OF[stands.kind],
      typed,
      // What somebody else saved meanwhile, where it differs from what was typed here.
      theirs: refused?.status === 409 ? now : {},
      refused,
      rows: { delegation: rowsOf(typed, 'delegation'), sponsor: rowsOf(typed, 'sponsor') },
      tags: LANGUAGES,
      itemKinds: ITEM_KINDS,
      countries: countriesToChoose(db, req.lang),
      done: ['saved', 'published', 'taken_back'].find((one) => one === req.query.done) ?? null,
      sheet: await lines(req, stands),
    });
  }

  router.get('/compositions/:slug', (req, res) => show(req, res, composition(db, req.params.slug)));

  router.post('/compositions/:slug', BODY, async (req, res) => {
    const slug = String(req.params.slug);
    const typed = typedOf(req.body);
    const stands = composition(db, slug);
    const by = { actor: atDesk(req).email, action: 'composition saved' };
    try {
      save(db, slug, { ...by, revision: revisionOf.parse(typed.revision) }, (id) =>
        storeAbout(db, id, aboutOf(typed, stands)),
      );
    } catch (error) {
      if (error instanceof Conflict)
        return show(req, res, stands, { status: 409, typed, key: 'changed_meanwhile', field: null });
      if (!(error instanceof Invalid)) throw error;
      const { key = 'title_missing', field = null } = error.where;
      return show(req, res, stands, { status: 422, typed, key, field });
    }
    res.redirect(303, href(req.lang, `/desk/compositions/${slug}?done=saved`));
  });

  /** Opens it to everyone, or takes it back to the desk. */
  router.post('/compositions/:slug/publish', BODY, async (req, res) => {
    const slug = String(req.params.slug);
    const { revision, open } = typedOf(req.body);
    const stands = composition(db, slug);
    const action = open === 'yes' ? 'composition published' : 'composition taken back';
    try {
      save(db, slug, { actor: atDesk(req).email, action, revision: revisionOf.parse(revision) }, (id) =>
        setPublished(db, id, open === 'yes' ? req.viewer.today : null),
      );
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      return show(req, res, stands, { status: 409, typed: aboutTyped(stands), key: 'changed_meanwhile', field: null });
    }
    res.redirect(303, href(req.lang, `/desk/compositions/${slug}?done=${open === 'yes' ? 'published' : 'taken_back'}`));
  });

  router.post('/compositions/:slug/remove', BODY, async (req, res) => {
    const slug = String(req.params.slug);
    const stands = composition(db, slug);
    if (typedOf(req.body).really !== 'yes')
      return show(req, res, stands, { status: 422, typed: aboutTyped(stands), key: 'really', field: 'really' });
    removeComposition(db, slug, atDesk(req).email);
    res.redirect(303, href(req.lang, `/desk/compositions?kind=${stands.kind}`));
  });

  /** As everyone will see it. */
  router.get('/compositions/:slug/preview', async (req, res) => {
    const { lang } = req;
    const made = await composed(site, req.params.slug, { lang, today: req.viewer.today, atDesk: true });
    res.render('public/compositions/reading', { ...made, preview: true, robots: 'noindex' });
  });

  router.get('/compositions/:slug/run-sheet', async (req, res) => {
    const { lang } = req;
    const made = await composed(site, req.params.slug, { lang, today: req.viewer.today, atDesk: true });
    const { items, beginsAt } = made.composition;
    res.render('desk/compositions/run-sheet', { ...made, sheet: runSheet(items, beginsAt) });
  });
  return router;
}
