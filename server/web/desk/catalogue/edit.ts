import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { dropDraft, keepDraft } from '../../../archive/catalogue/draft.ts';
import { changesOf } from '../../../archive/catalogue/history.ts';
import { type EntryField, stateOf } from '../../../archive/catalogue/record.ts';
import { auditTestimony } from '../../../archive/revision.ts';
import { firstSession } from '../../../archive/session.ts';
import { storyOf } from '../../../archive/submission/submission.ts';
import { dealWith } from '../../../archive/submission/told.ts';
import { addTestimony, FORMS, nextAccession } from '../../../archive/testimony.ts';
import { href } from '../../../i18n/href.ts';
import type { Site } from '../../site.ts';
import { movedUp } from '../form/typed.ts';
import { atDesk } from '../staff.ts';
import { BothChanged } from './combine.ts';
import { disputed, formValues, opened, type Shown, testimonyAt } from './form-page.ts';
import { takenOver } from './from-family.ts';
import { neighbours } from './neighbours.ts';
import { saveTyped, Undecided } from './save-typed.ts';
import { typedFrom } from './typed.ts';

/** A catalogue form is long: three hundred rows of a journey fit. */
export const FORM_BODY = express.urlencoded({ extended: false, limit: '4mb', parameterLimit: 12_000 });

const sent = z.object({
  state: z.string().max(40).default(''),
  reason: z.string().max(500).default(''),
  action: z.string().max(60).default('save'),
});
/** The list that a form was opened from, and its place in it; none where it was opened otherwise. */
const from = z.object({
  list: z.string().max(2_000).catch(''),
  at: z.coerce.number().int().min(1).max(1_000_000).nullable().catch(null),
});

/** /desk/testimonies/ACCESSION: the catalogue form. */
export function editPages(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  const show = async (req: Request, res: Response, accession: string, id: number, shown: Shown, status = 200) => {
    const { list, at } = from.parse({ ...req.query, ...(req.body ?? {}) });
    const beside = at === null ? null : await neighbours(site, req, accession, { list, at });
    res
      .status(status)
      .render('desk/catalogue/edit', { ...formValues(site, req, id, accession, shown), list, at, beside });
  };

  router.post('/testimonies', FORM_BODY, (req, res) => {
    const { title, form } = z
      .object({ title: z.string().trim().max(1_000).default(''), form: z.enum(FORMS).catch('interview') })
      .parse(req.body ?? {});
    if (!title) return res.redirect(303, href(req.lang, '/desk/testimonies?new=empty'));
    const accession = db
      .transaction(() => {
        const number = nextAccession(db);
        const id = addTestimony(db, number, { ...NEW, title, form });
        firstSession(db, id);
        auditTestimony(db, id, { actor: atDesk(req).email, action: 'added' });
        return number;
      })
      .immediate();
    res.redirect(303, href(req.lang, `/desk/testimonies/${encodeURIComponent(accession)}?done=made`));
  });

  router.get('/testimonies/:accession', async (req, res) => {
    const accession = req.params.accession as string;
    const id = testimonyAt(db, accession);
    const notice = z
      .enum(['saved', 'unchanged', 'restored', 'made', 'taken', 'next', 'last'])
      .nullable()
      .catch(null)
      .parse(req.query.done);
    await show(req, res, accession, id, { ...opened(site, req, id), notice });
  });

  router.post('/testimonies/:accession', FORM_BODY, async (req, res) => {
    const { accession } = req.params as { accession: string };
    const id = testimonyAt(db, accession);
    const { state, reason, action } = sent.parse(req.body ?? {});
    const { list, at } = from.parse(req.body ?? {});
    const typed = typedFrom(req.body);
    const account = atDesk(req);
    const again = (status: number, more: Partial<Shown>) => {
      keepDraft(db, id, account.id, { state: more.state ?? state, typed: more.typed ?? typed });
      return show(req, res, accession, id, { typed, state, reason, ...more }, status);
    };
    if (action === 'discard') {
      dropDraft(db, id, account.id);
      return res.redirect(303, href(req.lang, address({ accession, at }, null, list)));
    }
    const [doing = '', on = ''] = action.split(':');
    if (doing === 'more') return again(200, { blank: on });
    if (doing === 'up') return again(200, { typed: movedUp(typed, on) });
    if (doing === 'take' || doing === 'dealt' || doing === 'open') {
      const story = storyOf(db, id);
      if (story === null) return again(200, {});
      if (doing === 'take') return again(200, { typed: takenOver(db, req.lang, story.id, typed, on) ?? typed });
      dealWith(db, story.id, { key: on, done: doing === 'dealt', account: account.id, now: site.now() });
      return again(200, {});
    }
    const theirs = keptFields(req.body);
    try {
      const by = { lang: req.lang, actor: account.email, reason };
      // Looked up before: once saved it may stand elsewhere in the list, or no longer in it.
      const after =
        doing === 'next' ? ((await neighbours(site, req, accession, { list, at: at ?? 1 }))?.after ?? null) : null;
      const saved = db.transaction(() => saveTyped(db, id, { typed, state, theirs }, by)).immediate();
      dropDraft(db, id, account.id);
      const done = after ? 'next' : doing === 'next' ? 'last' : saved ? 'saved' : 'unchanged';
      res.redirect(303, href(req.lang, address(after ?? { accession, at }, done, list)));
    } catch (error) {
      if (error instanceof Undecided) return again(422, error.shown);
      if (!(error instanceof BothChanged)) throw error;
      const { theirs, mine, fields } = error;
      const last = changesOf(db, id, 1)[0];
      const conflict = {
        who: last?.actor ?? null,
        at: last?.at ?? null,
        disputed: disputed(db, req.lang, theirs, mine, fields),
      };
      return again(409, { state: stateOf(theirs), conflict });
    }
  });

  router.post('/testimonies/:accession/draft', FORM_BODY, (req, res) => {
    const id = testimonyAt(db, req.params.accession as string);
    const { state } = sent.parse(req.body ?? {});
    keepDraft(db, id, atDesk(req).id, { state, typed: typedFrom(req.body) });
    res.status(204).end();
  });
  return router;
}

const NEW = {
  lang: 'und',
  abstract: null,
  generation: null,
  collectionId: null,
  rights: null,
  credit: null,
  provenance: null,
  sample: false,
};

/** Fields of which the other's version was chosen, on the page of a conflict. */
function keptFields(body: unknown): EntryField[] {
  return Object.entries((body ?? {}) as Record<string, unknown>)
    .filter(([name, value]) => name.startsWith('keep.') && value === 'theirs')
    .map(([name]) => name.slice('keep.'.length) as EntryField);
}

function address(
  { accession, at }: { accession: string; at: number | null },
  done: string | null,
  list: string,
): string {
  const query = new URLSearchParams();
  if (done) query.set('done', done);
  if (list) query.set('list', list);
  if (at !== null) query.set('at', String(at));
  return `/desk/testimonies/${encodeURIComponent(accession)}${query.size ? `?${query}` : ''}`;
}
