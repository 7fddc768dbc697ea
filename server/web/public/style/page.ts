import express, { type Router } from 'express';
import { NotFound } from '../../../archive/errors.ts';
import type { Site } from '../../site.ts';
import { MIXED, SPECIMENS } from './specimens.ts';
import { styleTokens } from './tokens.ts';

/** What each part of the page is called: it is for those who build the archive, and has no words for readers. */
const PARTS = [
  'Voice',
  'Type',
  'Two directions',
  'Colour',
  'Space',
  'Measures',
  'Motion',
  'Controls',
  'Cards',
] as const;
const STATES = ['rest', 'hover', 'pressed', 'focus', 'chosen', 'off'] as const;

/** /style: every token, control, card and state, in each script. While the archive is developed; nothing is there in production. */
export function stylePage(site: Site): Router {
  const router = express.Router();
  router.get('/style', (req, res) => {
    if (!site.development) throw new NotFound('page', req.path);
    res.render('public/style', {
      parts: PARTS,
      states: STATES,
      tokens: styleTokens(),
      specimens: SPECIMENS,
      mixed: MIXED,
      robots: 'noindex',
      title: 'Style',
    });
  });
  return router;
}
