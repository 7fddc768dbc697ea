import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { type Composition, composition, save } from '../../../archive/composition/composition.ts';
import { addItem, BEARINGS, changeItem, ITEM_KINDS, moveItem, removeItem } from '../../../archive/composition/item.ts';
import { Conflict, Invalid, NotAllowed, NotFound } from '../../../archive/errors.ts';
import { href } from '../../../i18n/href.ts';
import { LANGUAGES } from '../../../i18n/languages.ts';
import type { Site } from '../../site.ts';
import { atDesk } from '../staff.ts';
import { choices } from './choose.ts';
import { itemOf, itemTyped, type Typed, typedOf } from './fields.ts';
import { countriesToChoose } from './one.ts';

const BODY = express.urlencoded({ extended: false, limit: '600kb', parameterLimit: 500 });
const revisionOf = z.coerce.number().int().nonnegative();
const numbered = z.coerce.number().int().positive();

/** The items of a composition: adding one of any kind, changing it, moving it, taking it out. */
export function itemPages(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  async function show(
    req: Request,
    res: Response,
    stands: Composition,
    { item, typed, status, problem }: { item: number | null; typed: Typed; status: number; problem: string | null },
  ): Promise<void> {
    const q = String(req.query.q ?? '').slice(0, 400);
    const what = typed.kind === 'passage' || typed.kind === 'picture' ? typed.kind : null;
    res.status(status).render('desk/compositions/item', {
      stands,
      item,
      typed,
      problem,
      q,
      what,
      found: what && (await choices(site, req.viewer, req.lang, { q, what, kind: stands.kind })),
      bearings: BEARINGS,
      tags: LANGUAGES,
      countries: countriesToChoose(db, req.lang),
    });
  }

  /** Does something as one save, and goes back to the list; where it is refused the form comes back as it was typed. */
  async function saved(
    req: Request,
    res: Response,
    { item, action }: { item: number | null; action: string },
    change: (id: number, typed: Typed, stands: Composition) => void,
  ): Promise<void> {
    const slug = String(req.params.slug);
    const typed = typedOf(req.body);
    const stands = composition(db, slug);
    try {
      save(db, slug, { revision: revisionOf.parse(typed.revision), actor: atDesk(req).email, action }, (id) =>
        change(id, typed, stands),
      );
    } catch (error) {
      const refused = (status: number, problem: string) => show(req, res, stands, { item, typed, status, problem });
      if (error instanceof Conflict) return refused(409, 'changed_meanwhile');
      if (error instanceof Invalid) return refused(422, error.where.key ?? 'kind_missing');
      if (error instanceof NotAllowed && error.said.key) return refused(422, error.said.key);
      throw error;
    }
    res.redirect(303, href(req.lang, `/desk/compositions/${slug}${item === null ? '#end' : `#item-${item}`}`));
  }

  router.get('/compositions/:slug/items', (req, res) => {
    const stands = composition(db, req.params.slug);
    const kind = ITEM_KINDS.find((one) => one === req.query.kind) ?? 'text';
    const chosen = String(req.query.chosen ?? '').slice(0, 100);
    return show(req, res, stands, { item: null, typed: { kind, [kind]: chosen }, status: 200, problem: null });
  });

  router.post('/compositions/:slug/items', BODY, (req, res) =>
    saved(req, res, { item: null, action: 'composition item added' }, (id, typed) => {
      addItem(db, id, itemOf(typed), { today: req.viewer.today });
    }),
  );

  router.get('/compositions/:slug/items/:item', (req, res) => {
    const stands = composition(db, req.params.slug);
    const item = stands.items.find(({ id }) => String(id) === req.params.item);
    if (!item) throw new NotFound('item', req.params.item);
    const chosen = String(req.query.chosen ?? '').slice(0, 100);
    const typed = chosen ? { ...itemTyped(item), [item.kind]: chosen } : itemTyped(item);
    return show(req, res, stands, { item: item.id, typed, status: 200, problem: null });
  });

  router.post('/compositions/:slug/items/:item', BODY, (req, res) => {
    const item = numbered.parse(req.params.item);
    return saved(req, res, { item, action: 'composition item changed' }, (id, typed, stands) => {
      const texts = stands.items.find((one) => one.id === item)?.texts;
      changeItem(db, id, item, itemOf(typed, texts), req.viewer.today);
    });
  });

  /** One place up, one down, or out. Whoever pressed it saw the order as it was: where that changed, they look again. */
  router.post('/compositions/:slug/items/:item/place', BODY, async (req, res) => {
    const slug = String(req.params.slug);
    const item = numbered.parse(req.params.item);
    const { to, revision } = typedOf(req.body);
    const stands = composition(db, slug);
    const at = stands.items.findIndex(({ id }) => id === item) + 1;
    const by = { revision: revisionOf.parse(revision), actor: atDesk(req).email };
    if (to === 'out') save(db, slug, { ...by, action: 'composition item taken out' }, (id) => removeItem(db, id, item));
    else
      save(db, slug, { ...by, action: 'composition item moved' }, (id) =>
        moveItem(db, id, item, to === 'up' ? at - 1 : at + 1),
      );
    res.redirect(303, href(req.lang, `/desk/compositions/${slug}#${to === 'out' ? 'items' : `item-${item}`}`));
  });
  return router;
}
