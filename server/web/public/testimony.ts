import express, { type Router } from 'express';
import { z } from 'zod';
import { keptOf } from '../../archive/account/shelf/bookmark.ts';
import { MOST_PLACES } from '../../archive/account/shelf/limits.ts';
import { chaptersOf } from '../../archive/chapter.ts';
import { careBefore, careOf } from '../../archive/content-note.ts';
import { authorityLabels } from '../../archive/labels.ts';
import { type Passage, passagesOfTranscript } from '../../archive/passage.ts';
import type { AssetShown } from '../../archive/testimony-page/files.ts';
import { relatedTo } from '../../archive/testimony-page/related.ts';
import { spokenOf } from '../../archive/testimony-page/spoken-of.ts';
import { accessionKnownTo, testimonyPage } from '../../archive/testimony-page.ts';
import { href } from '../../i18n/href.ts';
import { oralHistoryCitation } from '../../publish/citation.ts';
import { openGraphTags, type Picture, zoteroTags } from '../../publish/reference/head.ts';
import { schemaOrg } from '../../publish/reference/schema-org.ts';
import { highlight, marked } from '../../search/highlight.ts';
import { referenceTo } from '../reference-to.ts';
import { SPELLINGS } from '../search-query.ts';
import type { Site } from '../site.ts';
import { type TestimonyView, testimonyAddress } from '../testimony-address.ts';
import { besidePassages } from './beside.ts';
import { REFERENCE_FORMATS } from './reference.ts';
import { type MatchWithin, matchRead, searchWithin } from './within.ts';

const parameters = z.object({
  text: z.string().optional(),
  beside: z.string().optional(),
  chapter: z.coerce.number().int().min(1).max(100_000).optional().catch(undefined),
  q: z.string().trim().max(10_000).optional(),
  cite: z.string().max(40).optional(),
  match: z.coerce.number().int().min(1).optional().catch(undefined),
  spellings: z.enum(SPELLINGS).catch('all').default('all'),
});

/** /testimonies/ACCESSION: the recording, its words in time, and what is known of it. */
export function testimony(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  router.get('/testimonies/:accession', async (req, res) => {
    const spelled = accessionKnownTo(db, req.viewer, req.params.accession);
    if (spelled !== null && spelled !== req.params.accession) {
      const query = /\?.*/s.exec(req.originalUrl)?.[0] ?? '';
      res.redirect(302, href(req.lang, `/testimonies/${encodeURIComponent(spelled)}${query}`));
      return;
    }
    const asked = parameters.parse(
      Object.fromEntries(
        Object.entries(req.query).map(([key, value]) => [key, Array.isArray(value) ? value.at(-1) : value]),
      ),
    );
    const page = testimonyPage(db, req.viewer, req.params.accession, req.lang);
    const transcript = page.transcripts.find(({ lang }) => lang === asked.text) ?? page.transcripts[0] ?? null;
    const beside = transcript
      ? (page.transcripts.find(({ lang, id }) => lang === asked.beside && id !== transcript.id) ?? null)
      : null;
    const chapters = transcript ? chaptersOf(db, transcript.id) : [];
    const within =
      asked.q && transcript
        ? await searchWithin(
            site,
            req.viewer,
            { page, transcript, beside, chapters },
            { q: asked.q, spellings: asked.spellings },
          )
        : null;
    const { cite = null, match: number = null } = asked;
    const reading = within && matchRead(within, { match: number, cite, chapter: asked.chapter ?? 1 });
    // Where no chapter is asked for, that of the match to read is opened.
    const opened = asked.chapter ?? reading?.chapter ?? 1;
    const chapter = chapters[Math.min(opened, chapters.length) - 1] ?? null;
    const passages = transcript && chapter ? passagesOfTranscript(db, req.viewer, transcript.id, chapter) : [];
    const translations = beside ? besidePassages(db, req.viewer, beside, passages) : null;
    const cited = passages.find(({ publicId }) => publicId === asked.cite) ?? null;
    const view: TestimonyView = {
      text: transcript && transcript !== page.transcripts[0] ? transcript.lang : null,
      beside: beside?.lang ?? null,
      chapter: chapter?.number,
      q: asked.q,
      spellings: asked.spellings,
    };
    const context = (path: string) => ({
      siteName: site.config.siteName,
      url: site.config.publicUrl + href(req.lang, path),
      lang: req.lang,
    });
    const label = authorityLabels(db, req.lang);
    const marks = ({ text, uncertain }: Passage) =>
      marked(text, within ? highlight(text, within.wanted) : [], uncertain);
    const address = (change: TestimonyView, hash = '') =>
      href(req.lang, testimonyAddress(page.accession, { ...view, ...change }, hash));
    const matchHref = (match: MatchWithin | undefined) =>
      match ? address({ chapter: match.chapter, match: match.number }, `p-${match.publicId}`) : null;
    const care = careOf(db, page.id);
    const reference = referenceTo(site, page, req.lang);
    const [photograph] = page.photographs;
    const whole = (path: string) => site.config.publicUrl + path;
    res.render('public/testimony', {
      care: page.open.transcript ? care.whole : [],
      page,
      related: relatedTo(db, req.viewer, page.id, req.lang),
      spoken: spokenOf(db, req.viewer, page.id, req.lang),
      transcript,
      beside,
      chapters: chapters.map((one) => ({
        ...one,
        points: page.indexPoints.filter(({ id }) => one.indexPoints.some((start) => start.id === id)),
      })),
      chapter,
      passages: passages.map((passage) => ({
        ...passage,
        html: marks(passage),
        match: within?.matches.find(({ publicId }) => publicId === passage.publicId)?.number ?? null,
        translations: (translations?.get(passage.id) ?? []).map(marks),
        care: careBefore(care, passage),
      })),
      matches: within?.matches.map((match) => ({ ...match, href: matchHref(match) })) ?? null,
      matchRead: reading,
      within,
      matchHref: (number: number) => matchHref(within?.matches[number - 1]),
      q: asked.q ?? '',
      spellings: asked.spellings,
      mediaHosts: site.config.mediaHosts,
      country: (code: string) => label('country', code) ?? code,
      address,
      mostPlaces: MOST_PLACES,
      kept: keptOf(db, req.viewer, [page.id]),
      pointAddress: (pointId: number) => {
        for (const { number, indexPoints } of chapters) {
          const start = indexPoints.find(({ id }) => id === pointId);
          if (start)
            return href(
              req.lang,
              testimonyAddress(page.accession, { ...view, chapter: number }, `p-${start.publicId}`),
            );
        }
        return null;
      },
      citation: oralHistoryCitation(page, context(testimonyAddress(page.accession))),
      cited: cited && {
        publicId: cited.publicId,
        citation: oralHistoryCitation(page, {
          ...context(`/passages/${cited.publicId}`),
          passage: { ...cited, part: page.parts.length > 1 ? cited.part : null },
        }),
      },
      canonical: testimonyAddress(page.accession, { text: view.text, chapter: view.chapter }),
      meta: [
        ...zoteroTags(reference),
        ...openGraphTags(reference, {
          locale: req.lang,
          picture: photograph ? cardPicture(site, photograph) : null,
        }),
      ],
      alternates: Object.entries(REFERENCE_FORMATS).map(([ending, { mime }]) => ({
        type: mime.split(';')[0],
        href: href(req.lang, `/testimonies/${encodeURIComponent(page.accession)}/reference/${ending}`),
      })),
      jsonLd: schemaOrg(page, reference, {
        media: (publicId) => whole(`/media/${publicId}`),
        picture: (publicId) => whole(`/media/${publicId}`),
        person: (slug) => whole(href(req.lang, `/people/${slug}`)),
        place: (slug) => whole(href(req.lang, `/places/${slug}`)),
      }),
      referenceFormats: Object.keys(REFERENCE_FORMATS),
      robots: page.sample || page.access !== 'public' ? 'noindex' : null,
      description: page.abstract?.slice(0, 300),
      scripts: ['player.js', 'matches.js', 'shelf-mark.js', ...(page.photographs.length ? ['photo-viewer.js'] : [])],
    });
  });
  return router;
}

/** A photograph as a link to its testimony is shown with it, in a width that it comes in (views/partials/photograph.ejs). */
function cardPicture(site: Site, { publicId, width, height, turn, alt, caption }: AssetShown): Picture {
  const widest = (width ?? 0) > 640 ? 960 : (width ?? 0) > 320 ? 640 : 320;
  const shown = Math.min(widest, width ?? widest);
  return {
    url: `${site.config.publicUrl}/media/${publicId}/${widest}.jpeg${turn ? `?turn=${turn}` : ''}`,
    width: shown,
    height: width && height ? Math.round((shown * height) / width) : null,
    alt: alt ?? caption,
  };
}
