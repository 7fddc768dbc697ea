/** What the scripts of the catalogue ask while somebody types. */
import express, { type Router } from 'express';
import { z } from 'zod';
import { countriesByName } from '../../../archive/country.ts';
import { nameKey } from '../../../archive/names.ts';
import { translator } from '../../../i18n/messages.ts';
import { AUTHORITY_KINDS, findAuthorities } from '../../../search/authorities.ts';
import type { Site } from '../../site.ts';
import { understood } from '../form/understood.ts';
import { countryName } from './country-name.ts';
import { candidateDetail } from './form-page.ts';

const looked = z.object({
  kind: z.enum(AUTHORITY_KINDS),
  q: z.string().max(200).default(''),
  country: z.string().max(100).default(''),
});

export function lookUps(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  /** /desk/authorities?kind=place&q=…: what may be meant. */
  router.get('/authorities', (req, res) => {
    const { kind, q, country } = looked.parse(req.query);
    const code = country ? (countriesByName(db).get(nameKey(country)) ?? null) : null;
    const t = translator(req.lang);
    const names = countryName(db, req.lang);
    const candidates = findAuthorities(db, kind, q, req.lang, { country: code }).map((one) => ({
      id: one.id,
      label: one.label,
      detail: candidateDetail(one, names, t),
    }));
    res.json({ candidates });
  });

  /** /desk/dates?text=…: how a date is understood. */
  router.get('/dates', (req, res) => {
    const text = z.string().max(200).catch('').parse(req.query.text);
    res.json({ understood: understood(text, req.lang) });
  });
  return router;
}
