import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { Invalid, NotFound } from '../../archive/errors.ts';
import {
  changeSearch,
  deleteSearch,
  endFeed,
  NEWS,
  newFeedKey,
  type SavedSearch,
  savedSearches,
  saveSearch,
} from '../../archive/saved-search.ts';
import { askForNews } from '../../archive/saved-search-news.ts';
import { href } from '../../i18n/href.ts';
import { translator } from '../../i18n/messages.ts';
import { own, signedInOnly } from '../account/own.ts';
import { sameOrigin } from '../middleware/same-origin.ts';
import { searchInWords } from '../search-words.ts';
import type { Site } from '../site.ts';
import { addressKept, searchKept } from './asked.ts';

const FORM = express.urlencoded({ extended: false, limit: '40kb' });
const DONE = ['saved', 'changed', 'deleted', 'feed_ended'] as const;

const settings = z.object({ name: z.string().max(1_000).default(''), news: z.enum(['none', ...NEWS]).default('none') });
const saving = settings.extend({ search: z.string().max(30_000).default('') });

/** The searches that a reader keeps, and how news of them come: /account/searches. */
export function savedSearchPages(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;
  router.use(signedInOnly);

  interface Shown {
    problem?: string; // a message under saved_search.problem
    typed?: { name: string; search: string; words: string; news: string };
    made?: { id: number; address: string };
  }

  function page(req: Request, res: Response, shown: Shown = {}): void {
    res.render('account/searches', {
      searches: savedSearches(db, own(req).id).map((one) => ({ ...one, words: wordsOf(req, one) })),
      cadences: ['none', ...NEWS],
      mailed: site.config.mail !== null,
      done: DONE.find((name) => name === req.query.done) ?? null,
      problem: null,
      typed: null,
      made: null,
      ...shown,
    });
  }

  function wordsOf(req: Request, { address }: Pick<SavedSearch, 'address'>): string {
    try {
      return searchInWords(db, req.viewer, req.lang, searchKept(address)) || everything(req);
    } catch (error) {
      if (error instanceof Invalid) return address; // kept by a version that knew other filters
      throw error;
    }
  }

  const everything = (req: Request) => translator(req.lang)('saved_search.everything');
  const done = (req: Request, what: (typeof DONE)[number], id?: number) =>
    href(req.lang, `/account/searches?done=${what}${id ? `#search-${id}` : ''}`);
  const idOf = (req: Request) => {
    const id = String(req.params.id);
    if (!/^[1-9]\d{0,14}$/.test(id)) throw new NotFound('saved search', id);
    return Number(id);
  };

  router.get('/', (req, res) => page(req, res));

  router.post('/', FORM, sameOrigin, (req, res) => {
    const form = saving.parse(req.body);
    const address = addressKept(searchKept(form.search));
    const words = wordsOf(req, { address });
    const news = form.news === 'none' ? null : form.news;
    try {
      const id = db
        .transaction(() => {
          const { id: account } = own(req);
          const name = form.name.trim() || words;
          const id = saveSearch(db, account, { name, address, lang: req.lang }, site.now());
          changeSearch(db, account, id, { name, news, lang: req.lang }, site.now());
          askForNews(db, site.now());
          return id;
        })
        .immediate();
      res.redirect(303, done(req, 'saved', id));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      res.status(400);
      const typed = { name: form.name, search: form.search, words, news: form.news };
      page(req, res, { problem: error.where.field, typed });
    }
  });

  router.post('/:id', FORM, sameOrigin, (req, res) => {
    const { name, news } = settings.parse(req.body);
    const id = idOf(req);
    db.transaction(() => {
      changeSearch(db, own(req).id, id, { name, news: news === 'none' ? null : news, lang: req.lang }, site.now());
      askForNews(db, site.now());
    }).immediate();
    res.redirect(303, done(req, 'changed', id));
  });

  router.post('/:id/delete', FORM, sameOrigin, (req, res) => {
    deleteSearch(db, own(req).id, idOf(req));
    res.redirect(303, done(req, 'deleted'));
  });

  router.post('/:id/feed', FORM, sameOrigin, (req, res) => {
    const id = idOf(req);
    const key = newFeedKey(db, own(req).id, id, site.now());
    const address = site.config.publicUrl + href(req.lang, `/searches/${key}/feed.atom`);
    page(req, res, { made: { id, address } }); // shown this once: only the sum of the key is kept
  });

  router.post('/:id/feed/end', FORM, sameOrigin, (req, res) => {
    const id = idOf(req);
    endFeed(db, own(req).id, id);
    res.redirect(303, done(req, 'feed_ended', id));
  });
  return router;
}
