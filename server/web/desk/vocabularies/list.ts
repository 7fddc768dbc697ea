import express, { type Router } from 'express';
import { z } from 'zod';
import { AUTHORITY_KINDS, type AuthorityKind } from '../../../archive/vocabulary/authority.ts';
import { authorityCounts, authorityIds } from '../../../archive/vocabulary/list.ts';
import { translator } from '../../../i18n/messages.ts';
import { authoritiesById, findAuthorities } from '../../../search/authorities.ts';
import { facetLabels } from '../../facet-labels.ts';
import type { Site } from '../../site.ts';
import { candidateDetail } from '../catalogue/form-page.ts';

const PER_PAGE = 200;

/** /desk/vocabularies: topics, events, communities, places and people, to be looked through and searched. */
export function vocabularyLists(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  router.get('/vocabularies', (_req, res) => {
    res.render('desk/vocabularies/index', { counts: authorityCounts(db), kinds: AUTHORITY_KINDS });
  });

  router.get('/vocabularies/:kind', (req, res) => {
    const kind = z.enum(AUTHORITY_KINDS).parse(req.params.kind);
    const { q, page } = z
      .object({ q: z.string().max(200).catch(''), page: z.coerce.number().int().min(1).max(10_000).catch(1) })
      .parse({ q: req.query.q ?? '', page: req.query.page ?? 1 });
    const t = translator(req.lang);
    const facet = facetLabels(db, req.lang);
    const all = authorityCounts(db)[kind];
    const found = q.trim() ? findAuthorities(db, kind, q, req.lang, { limit: PER_PAGE }) : paged(kind, req.lang, page);
    res.render('desk/vocabularies/list', {
      kind,
      kinds: AUTHORITY_KINDS,
      q,
      page,
      pages: q.trim() ? 1 : Math.max(1, Math.ceil(all / PER_PAGE)),
      count: q.trim() ? found.length : all,
      lines: found.map((one) => ({ ...one, detail: candidateDetail(one, (code) => facet('country', code), t) })),
      empty: req.query.new === 'empty',
      imported: z.string().max(80).nullable().catch(null).parse(req.query.imported),
      scripts: ['desk-list.js'],
    });
  });

  function paged(kind: AuthorityKind, lang: string, page: number) {
    const ids = authorityIds(db, kind, lang, { from: (page - 1) * PER_PAGE, limit: PER_PAGE });
    const known = authoritiesById(db, kind, ids, lang);
    return ids.map((id) => ({ ...known.get(id)!, also: null, exact: false }));
  }
  return router;
}
