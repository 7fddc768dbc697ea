import express, { type Router } from 'express';
import { z } from 'zod';
import { compositions, newComposition } from '../../../archive/composition/composition.ts';
import { COMPOSITION_KINDS } from '../../../archive/composition/may-carry.ts';
import { Invalid } from '../../../archive/errors.ts';
import { href } from '../../../i18n/href.ts';
import { LANGUAGES } from '../../../i18n/languages.ts';
import type { Site } from '../../site.ts';
import { atDesk } from '../staff.ts';

const kindAsked = z.enum(COMPOSITION_KINDS);
const form = z.object({ kind: kindAsked, lang: z.enum(LANGUAGES), title: z.string().max(500).default('') });

/** /desk/compositions: all of them, by kind; beginning one. */
export function compositionList(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  router.get('/compositions', (req, res) => {
    const kind = kindAsked.safeParse(req.query.kind).data ?? null;
    res.render('desk/compositions/list', {
      kind,
      kinds: COMPOSITION_KINDS,
      tags: LANGUAGES,
      listed: compositions(db, kind),
      begun: { kind: kind ?? 'programme', lang: req.lang, title: '' },
      problem: null,
    });
  });

  router.post('/compositions', express.urlencoded({ extended: false, limit: '20kb' }), (req, res) => {
    const { kind, ...about } = form.parse(req.body);
    try {
      const slug = newComposition(db, kind, about, atDesk(req).email);
      res.redirect(303, href(req.lang, `/desk/compositions/${slug}`));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      const listed = compositions(db, kind);
      const begun = { kind, ...about };
      const problem = error.where.key ?? 'title_missing';
      res
        .status(422)
        .render('desk/compositions/list', { kind, kinds: COMPOSITION_KINDS, tags: LANGUAGES, listed, begun, problem });
    }
  });
  return router;
}
