import express, { type Router } from 'express';
import { authorityLabels } from '../../archive/labels.ts';
import { people as everybody, personPage } from '../../archive/person-page.ts';
import { describedTestimonies } from '../../archive/testimony-line.ts';
import { collatorOf } from '../../i18n/collation.ts';
import { href } from '../../i18n/href.ts';
import { lineWords } from '../line-words.ts';
import type { Site } from '../site.ts';
import { atAddress } from './joined.ts';

export function people(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  router.get('/people', (req, res) => {
    const letters = new Map<string, ReturnType<typeof everybody>>();
    for (const person of everybody(db, req.viewer)) {
      const letter = ([...person.sortName.normalize('NFD')][0] ?? '').toLocaleUpperCase(person.nameLang ?? 'en');
      letters.set(letter, [...(letters.get(letter) ?? []), person]);
    }
    res.render('public/people', {
      letters: [...letters].sort(([one], [other]) => collatorOf(req.lang).compare(one, other)),
    });
  });

  router.get('/people/:slug', (req, res) => {
    const { page: person, movedTo } = atAddress(db, 'person', req.params.slug, (slug) =>
      personPage(db, req.viewer, slug),
    );
    if (movedTo) return res.redirect(301, href(req.lang, `/people/${encodeURIComponent(movedTo)}`));
    const label = authorityLabels(db, req.lang);
    res.render('public/person', {
      person,
      birthCountry: person.birthCountry === null ? null : label('country', person.birthCountry),
      roles: person.roles.map(({ role, testimonies }) => ({
        role,
        lines: describedTestimonies(db, req.viewer, testimonies, req.lang),
      })),
      ...lineWords(db, req.lang),
      robots: person.roles.every(({ testimonies }) => onlySamples(testimonies)) ? 'noindex' : null,
    });

    function onlySamples(ids: number[]): boolean {
      return describedTestimonies(db, req.viewer, ids, req.lang).every(({ sample }) => sample);
    }
  });
  return router;
}
