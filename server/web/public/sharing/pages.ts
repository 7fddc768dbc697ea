import express, { type Request, type Router } from 'express';
import { z } from 'zod';
import { careBefore, careOf } from '../../../archive/content-note.ts';
import { NotFound } from '../../../archive/errors.ts';
import { passageAt } from '../../../archive/passage.ts';
import { sharedPassage, staysHere } from '../../../archive/sharing.ts';
import { describedTestimonies } from '../../../archive/testimony-line.ts';
import { visitor } from '../../../archive/viewer.ts';
import { settled } from '../../../i18n/isolate.ts';
import { isLang, type Lang } from '../../../i18n/languages.ts';
import { letFrame } from '../../middleware/content-security.ts';
import type { Site } from '../../site.ts';
import { siteName } from '../../site-name.ts';
import { cardOf } from './card.ts';
import { FRAME, frameMarkup, frameUrl, passageUrl, testimonyOf } from './words.ts';

const CARD = { width: 1200, height: 630 } as const; // pixels

/** Whether a picture is within what an asker of oEmbed has room for; one that names no size has room for any. */
function fits({ width, height }: typeof CARD, { maxwidth, maxheight }: Request['query']): boolean {
  return !(Number(maxwidth) < width || Number(maxheight) < height);
}

/** Ways to hand a passage on: a link, a card, a frame in another site's page. */
export function sharing(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  /** What a reader may do with a passage they see. */
  router.get('/passages/:id/share', (req, res) => {
    const { passage, accession } = passageAt(db, req.viewer, req.params.id);
    const { lang } = req;
    const testimony = describedTestimonies(db, req.viewer, [idOf(accession)], lang)[0];
    if (!testimony) throw new NotFound('passage', req.params.id);
    const stays = everyoneSees(req.viewer.today, passage.publicId)
      ? staysHere(db, req.viewer.today, passage.publicId)
      : 'closed';
    const frame = frameUrl(site, lang, passage.publicId);
    const url = passageUrl(site, lang, passage.publicId);
    res.render('public/sharing/share', {
      passage,
      testimony,
      stays,
      care: careBefore(careOf(db, testimony.id), passage),
      url,
      frame: frameMarkup(frame, testimony.title),
      card: passageUrl(site, lang, passage.publicId, '/card.png'),
      canonical: `/passages/${passage.publicId}/share`,
      robots: 'noindex',
      ...(stays === null ? previewOf(passage.publicId, lang, testimony.title) : {}),
      description: passage.text.slice(0, 200),
      scripts: ['share.js'],
    });
  });

  /** The words as a picture, for everyone the same. */
  router.get('/passages/:id/card.png', async (req, res) => {
    const shared = sharedPassage(db, req.viewer.today, req.params.id);
    const png = await cardOf(site, req.viewer.today, shared, req.lang);
    res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin'); // it is made to be shown elsewhere
    res.setHeader(
      'Content-Disposition',
      `inline; filename="${shared.accession.replace(/[^\w.-]/g, '_')}-${shared.passage.publicId}.png"`,
    );
    res.type('png').send(png);
  });

  /** The words with their sound, in a page of somebody else’s. */
  router.get('/embed/passages/:id', (req, res) => {
    const shared = sharedPassage(db, req.viewer.today, req.params.id);
    letFrame(res);
    res.render('public/sharing/embed', {
      shared,
      passage: shared.passage,
      testimony: testimonyOf(site, req.viewer.today, shared, req.lang),
      url: passageUrl(site, req.lang, shared.passage.publicId),
      robots: 'noindex',
    });
  });

  const asked = z.object({
    url: z.string().max(2_000),
    format: z.string().default('json'),
    maxwidth: z.coerce.number().int().min(200).max(5_000).catch(FRAME.width).default(FRAME.width),
    maxheight: z.coerce.number().int().min(160).max(5_000).catch(FRAME.height).default(FRAME.height),
  });

  /** What other sites ask for a passage's address: https://oembed.com/ */
  router.get('/oembed', (req, res) => {
    const { url, format, maxwidth, maxheight } = asked.parse(req.query);
    if (format !== 'json') {
      res.status(501).type('text/plain').send('json');
      return;
    }
    const named = passageNamed(url);
    if (!named) throw new NotFound('page', url.slice(0, 200));
    const { today } = req.viewer;
    const shared = sharedPassage(db, today, named.publicId);
    const lang = named.lang ?? req.lang;
    const title = settled(testimonyOf(site, today, shared, lang).title);
    const size = { width: Math.min(FRAME.width, maxwidth), height: Math.min(FRAME.height, maxheight) };
    const { publicId, speaker } = shared.passage;
    res.setHeader('Access-Control-Allow-Origin', '*');
    res.json({
      version: '1.0',
      type: 'rich',
      title,
      ...(speaker ? { author_name: settled(speaker) } : {}),
      provider_name: siteName(site),
      provider_url: site.config.publicUrl,
      cache_age: 0, // what is open today may be closed tomorrow
      ...(fits(CARD, req.query) && {
        thumbnail_url: passageUrl(site, lang, publicId, '/card.png'),
        thumbnail_width: CARD.width,
        thumbnail_height: CARD.height,
      }),
      html: frameMarkup(frameUrl(site, lang, publicId), title, size),
      ...size,
    });
  });

  /** What makes a link to the passage a picture of it elsewhere: https://ogp.me/ */
  const previewOf = (publicId: string, lang: Lang, title: string) => ({
    meta: [
      { property: 'og:title', content: title },
      { property: 'og:site_name', content: siteName(site) },
      { property: 'og:type', content: 'article' },
      { property: 'og:url', content: passageUrl(site, lang, publicId) },
      { property: 'og:image', content: passageUrl(site, lang, publicId, '/card.png') },
      { property: 'og:image:width', content: '1200' },
      { property: 'og:image:height', content: '630' },
    ].map((one) => ({ ...one, name: null })),
    alternates: [
      {
        type: 'application/json+oembed',
        href: `${site.config.publicUrl}/oembed?format=json&url=${encodeURIComponent(passageUrl(site, lang, publicId))}`,
        title,
      },
    ],
  });

  const idOf = (accession: string) =>
    db.prepare<[string], number>('SELECT id FROM testimony WHERE accession = ?').pluck().get(accession)!;

  function everyoneSees(today: string, publicId: string): boolean {
    try {
      passageAt(db, visitor(today), publicId);
      return true;
    } catch (error) {
      if (error instanceof NotFound) return false;
      throw error;
    }
  }

  /** The passage that an address of this archive names, in whatever language it is given. */
  function passageNamed(url: string) {
    if (!URL.canParse(url)) return null;
    const { origin, pathname, searchParams } = new URL(url);
    if (origin !== site.config.publicUrl) return null;
    const [, tag, path = ''] = /^(?:\/([a-z]{2})(?=\/))?(\/.*)$/.exec(pathname) ?? [];
    const lang = tag !== undefined && isLang(tag) ? tag : null;
    const [, publicId] = /^\/(?:embed\/)?passages\/([\w-]{1,40})(?:\/share)?$/.exec(path) ?? [];
    const cited = /^\/testimonies\/[^/]+$/.test(path) ? searchParams.get('cite') : null;
    const found = publicId ?? cited;
    return found ? { publicId: found.slice(0, 40), lang } : null;
  }
  return router;
}
