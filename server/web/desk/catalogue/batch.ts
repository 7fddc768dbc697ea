import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { ACCESS_LEVELS } from '../../../archive/access.ts';
import {
  applyBatch,
  type BatchChange,
  batchById,
  batches,
  lookAtBatch,
  MOST_IN_BATCH,
  undoBatch,
} from '../../../archive/catalogue/batch.ts';
import { Conflict, Invalid } from '../../../archive/errors.ts';
import { FORMS } from '../../../archive/testimony.ts';
import { href } from '../../../i18n/href.ts';
import { translator } from '../../../i18n/messages.ts';
import type { Candidate } from '../../../search/authorities.ts';
import { find } from '../../../search/find.ts';
import { facetLabels } from '../../facet-labels.ts';
import { numbered } from '../../numbered.ts';
import { searchQuery } from '../../search-query.ts';
import type { Site } from '../../site.ts';
import { authority, choice, type FormSchema, text } from '../form/fields.ts';
import { languageOfName } from '../form/new-authority.ts';
import { fieldReaders } from '../form/readers.ts';
import { type TypedForm, typedForm } from '../form/typed.ts';
import { atDesk } from '../staff.ts';
import { difference } from './difference.ts';
import { FORM_BODY } from './edit.ts';
import { fieldNames } from './field-name.ts';
import { candidateDetail, collectionsIn } from './form-page.ts';
import { valueWords } from './values.ts';

type BatchList = 'topics' | 'events' | 'communities' | 'take_topics' | 'take_events' | 'take_communities';

/** What can be done to many at once. A field left alone changes nothing. */
const SCHEMA: FormSchema<BatchList> = {
  fields: {
    form: choice('form', FORMS, 'facet_value.form.', 'catalogue.leave'),
    generation: choice('generation', ['first', 'descendant'], 'facet_value.generation.', 'catalogue.leave'),
    access: choice('access', ACCESS_LEVELS, 'facet_value.access.', 'catalogue.leave'),
    collection: { name: 'collection', type: 'text' },
    rights: text('rights', true),
    credit: text('credit', true),
    embargoUntil: { name: 'embargoUntil', type: 'day' },
  },
  lists: {
    topics: [authority('term', 'topic')],
    events: [authority('term', 'event')],
    communities: [authority('term', 'community')],
    take_topics: [authority('term', 'topic')],
    take_events: [authority('term', 'event')],
    take_communities: [authority('term', 'community')],
  },
  fixed: new Set(),
  beforehand: new Set(),
};

class Undecided extends Error {
  constructor(
    readonly problems: Map<string, string>,
    readonly choices: Map<string, Candidate[]>,
  ) {
    super('There is something left to decide.');
  }
}

/** /desk/batch: the same change to all that a search finds. */
export function batchPages(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  router.get('/batch', async (req, res) => {
    const ids = await found(req);
    show(req, res, { ids, typed: typedForm(SCHEMA, {}) });
  });

  /** Looks first; with `really`, does it to those that were looked at. */
  router.post('/batch', FORM_BODY, (req, res) => {
    const {
      ids: listed,
      really,
      reason,
    } = z
      .object({
        ids: z.string().max(40_000).default(''),
        really: z.string().optional(),
        reason: z.string().trim().max(500).default(''),
      })
      .parse(req.body ?? {});
    const ids = listed
      .split(',')
      .filter((id) => /^\d{1,15}$/.test(id))
      .map(Number)
      .slice(0, MOST_IN_BATCH);
    const typed = typedForm(SCHEMA, req.body);
    try {
      if (really === 'yes') {
        const batch = db
          .transaction(() =>
            applyBatch(db, ids, read(req, typed), { actor: atDesk(req).email, reason: reason || null }),
          )
          .immediate();
        return res.redirect(303, href(req.lang, `/desk/batch/${batch}`));
      }
      const look = db.transaction(() => lookAtBatch(db, ids, read(req, typed)))();
      show(req, res, { ids, typed, look: looked(req, look), reason });
    } catch (error) {
      if (error instanceof Undecided)
        return show(req, res, { ids, typed, problems: error.problems, choices: error.choices, reason }, 422);
      if (error instanceof Conflict) return show(req, res, { ids, typed, look: [], reason }, 409);
      throw error;
    }
  });

  router.get('/batch/:id', (req, res) => {
    const id = numbered(req, 'batch');
    res.render('desk/catalogue/batch-done', { batch: batchById(db, id), kept: null });
  });

  router.post('/batch/:id/undo', FORM_BODY, (req, res) => {
    const id = numbered(req, 'batch');
    const reason = translator(req.lang)('catalogue.batch.undone_reason', { batch: String(id) });
    const kept = db.transaction(() => undoBatch(db, id, { actor: atDesk(req).email, reason })).immediate();
    res.render('desk/catalogue/batch-done', { batch: batchById(db, id), kept });
  });

  async function found(req: Request): Promise<number[]> {
    const query = searchQuery({ ...req.query, page: '1' });
    const { results } = await find(site, req.viewer, { ...query, page: 1, perPage: MOST_IN_BATCH }, req.lang);
    return results.map(({ id }) => id);
  }

  function read(req: Request, { fields, lists }: TypedForm<BatchList>): BatchChange {
    const readers = fieldReaders({ db, lang: req.lang, actor: atDesk(req).email });
    const { words, oneOf, day, authority: chosen, problems, choices } = readers;
    const terms = (list: BatchList, kind: 'topic' | 'event' | 'community') =>
      lists[list].flatMap((row, at) => chosen(row, 'term', kind, `${list}.${at}.term`) ?? []);
    const set: BatchChange['set'] = {};
    const form = oneOf(fields.form, FORMS);
    const generation = oneOf(fields.generation, ['first', 'descendant'] as const);
    const access = oneOf(fields.access, ACCESS_LEVELS);
    const collection = Number(fields.collection);
    if (form) set.form = form;
    if (generation) set.generation = generation;
    if (access) set.access = access;
    if (fields.collection && db.prepare('SELECT 1 FROM collection WHERE id = ?').get(collection))
      set.collectionId = collection;
    // A dash empties.
    for (const name of ['rights', 'credit'] as const) {
      const value = words(fields[name], name);
      if (value !== null) set[name] = value === '-' ? null : value;
    }
    if (set.rights && !/^https?:\/\/\S+$/.test(set.rights)) problems.set('rights', 'uri');
    const until = day(fields.embargoUntil, 'embargoUntil');
    if (until) set.embargoUntil = until;
    const change = {
      set,
      add: {
        topics: terms('topics', 'topic'),
        events: terms('events', 'event'),
        communities: terms('communities', 'community'),
      },
      take: {
        topics: terms('take_topics', 'topic'),
        events: terms('take_events', 'event'),
        communities: terms('take_communities', 'community'),
      },
    };
    if (problems.size > 0 || choices.size > 0) throw new Undecided(problems, choices);
    return change;
  }

  function looked(req: Request, look: ReturnType<typeof lookAtBatch>) {
    const words = valueWords(db, req.lang);
    return look.map((one) => ({
      ...one,
      fields: one.changes.map(({ field, before, after }) => ({
        field,
        lines: difference(words(field, before), words(field, after)),
      })),
    }));
  }

  function show(
    req: Request,
    res: Response,
    shown: {
      ids: number[];
      typed: TypedForm<BatchList>;
      look?: ReturnType<typeof looked>;
      problems?: Map<string, string>;
      choices?: Map<string, Candidate[]>;
      reason?: string;
    },
    status = 200,
  ): void {
    const { lang } = req;
    const t = translator(lang);
    const facet = facetLabels(db, lang);
    if (shown.ids.length > MOST_IN_BATCH) throw new Invalid('These are too many at once. Narrow the search.');
    res.status(status).render('desk/catalogue/batch', {
      ids: shown.ids,
      typed: shown.typed,
      look: shown.look ?? null,
      problems: shown.problems ?? new Map(),
      choices: shown.choices ?? new Map(),
      reason: shown.reason ?? '',
      schema: SCHEMA,
      lists: SCHEMA.lists,
      fixed: SCHEMA.fixed,
      collections: collectionsIn(db, lang),
      recent: batches(db, 10),
      newLanguages: [],
      newPlaceKinds: [],
      understood: () => null,
      option: (words: string, value: string) => t(`${words}${value}`),
      fieldName: fieldNames(lang),
      candidateDetail: (one: Candidate) => candidateDetail(one, (code) => facet('country', code), t),
      writtenIn: (name: string) => languageOfName(name, lang),
      scripts: ['authority-picker.js', 'catalogue.js'],
    });
  }
  return router;
}
