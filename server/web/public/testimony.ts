import express, { type Router } from 'express';
import { z } from 'zod';
import { type Chapter, chapterAt, chaptersOf } from '../../archive/chapter.ts';
import { authorityLabels } from '../../archive/labels.ts';
import { type Passage, passagesById, passagesOfTranscript } from '../../archive/passage.ts';
import { type TestimonyPage, type TranscriptShown, testimonyPage } from '../../archive/testimony-page.ts';
import { testimoniesOpenedTo } from '../../archive/viewer.ts';
import { href } from '../../i18n/href.ts';
import { citations } from '../../publish/citation.ts';
import { wantedOf } from '../../search/find.ts';
import { highlight, marked, type Wanted } from '../../search/highlight.ts';
import { leftOut } from '../../search/left-out.ts';
import { parse } from '../../search/query.ts';
import type { Site } from '../site.ts';
import { type TestimonyView, testimonyAddress } from '../testimony-address.ts';

const parameters = z.object({
  text: z.string().optional(),
  beside: z.string().optional(),
  chapter: z.coerce.number().int().min(1).max(100_000).catch(1).default(1),
  q: z.string().trim().max(10_000).optional(),
  cite: z.string().max(40).optional(),
});

/** /testimonies/ACCESSION: the recording, its words in time, and what is known of it. */
export function testimony(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;

  router.get('/testimonies/:accession', async (req, res) => {
    const asked = parameters.parse(
      Object.fromEntries(
        Object.entries(req.query).map(([key, value]) => [key, Array.isArray(value) ? value[0] : value]),
      ),
    );
    const page = testimonyPage(db, req.viewer, req.params.accession, req.lang);
    const transcript = page.transcripts.find(({ lang }) => lang === asked.text) ?? page.transcripts[0] ?? null;
    const beside = transcript
      ? (page.transcripts.find(({ lang, id }) => lang === asked.beside && id !== transcript.id) ?? null)
      : null;
    const chapters = transcript ? chaptersOf(db, transcript.id) : [];
    const chapter = chapters[Math.min(asked.chapter, chapters.length) - 1] ?? null;
    const passages = transcript && chapter ? passagesOfTranscript(db, req.viewer, transcript.id, chapter) : [];
    const within = asked.q && transcript ? await searchWithin(site, req, page, transcript, chapters, asked.q) : null;
    const translations = beside ? besidePassages(site, req.viewer, transcript!, beside, passages) : null;
    const cited = passages.find(({ publicId }) => publicId === asked.cite) ?? null;
    const view: TestimonyView = {
      text: transcript && transcript !== page.transcripts[0] ? transcript.lang : null,
      beside: beside?.lang ?? null,
      chapter: chapter?.number,
      q: asked.q,
    };
    const context = (path: string) => ({
      siteName: site.config.siteName,
      url: site.config.publicUrl + href(req.lang, path),
      lang: req.lang,
      accessed: site.now(),
    });
    const label = authorityLabels(db, req.lang);
    res.render('public/testimony', {
      page,
      transcript,
      beside,
      chapters: chapters.map((one) => ({
        ...one,
        points: page.indexPoints.filter(({ id }) => one.indexPoints.some((start) => start.id === id)),
      })),
      chapter,
      passages: passages.map((passage) => ({
        ...passage,
        html: marked(passage.text, within ? highlight(passage.text, within.wanted) : [], passage.uncertain),
        translations: translations?.get(passage.id) ?? [],
      })),
      within,
      q: asked.q ?? '',
      mediaHosts: site.config.mediaHosts,
      country: (code: string) => label('country', code) ?? code,
      address: (change: TestimonyView, hash = '') =>
        href(req.lang, testimonyAddress(page.accession, { ...view, ...change }, hash)),
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
      citations: citations(page, context(testimonyAddress(page.accession))),
      cited: cited && {
        publicId: cited.publicId,
        citations: citations(page, {
          ...context(`/passages/${cited.publicId}`),
          passage: { ...cited, part: page.parts.length > 1 ? cited.part : null },
        }),
      },
      canonical: testimonyAddress(page.accession, { text: view.text, chapter: view.chapter }),
      robots: page.sample || page.access !== 'public' ? 'noindex' : null,
      description: page.abstract?.slice(0, 300),
      scripts: ['player.js'],
    });
  });
  return router;
}

/** The passages of the transcript that answer `q`; none while the index may still know words that are withheld by now. */
async function searchWithin(
  { archive: { db }, engine }: Site,
  req: express.Request,
  page: TestimonyPage,
  transcript: TranscriptShown,
  chapters: Chapter[],
  q: string,
) {
  if (leftOut(db, engine, req.viewer.today).includes(page.id)) return { wanted: NOTHING, passages: [] };
  const who = { reach: req.viewer.reach, ...testimoniesOpenedTo(db, req.viewer) };
  const answer = await engine.within(page.id, parse(q), who);
  const found = passagesById(db, req.viewer, answer.passages).filter(
    (passage) => passage.transcriptId === transcript.id,
  );
  const text = transcript === page.transcripts[0] ? null : transcript.lang;
  return {
    wanted: wantedOf(answer),
    passages: found.map(({ publicId, startMs, position }) => ({
      publicId,
      startMs,
      href: href(
        req.lang,
        testimonyAddress(page.accession, { text, chapter: chapterAt(chapters, position)?.number, q }, `p-${publicId}`),
      ),
    })),
  };
}

const NOTHING: Wanted = { terms: new Set(), prefixes: [], phrases: [] };

/** The passages of the text beside, under the passage each translates or is translated by. */
function besidePassages(
  { archive }: Site,
  viewer: express.Request['viewer'],
  transcript: TranscriptShown,
  beside: TranscriptShown,
  passages: Passage[],
): Map<number, Passage[]> {
  const all = passagesOfTranscript(archive.db, viewer, beside.id);
  const byOriginal = new Map<number, Passage[]>();
  for (const other of all) {
    // The original of both, whichever of the two is the translation.
    const key = beside.originalId === null ? other.id : other.originalId;
    if (key !== null) byOriginal.set(key, [...(byOriginal.get(key) ?? []), other]);
  }
  return new Map(
    passages.map((passage) => {
      const key = transcript.originalId === null ? passage.id : passage.originalId;
      return [passage.id, key === null ? [] : (byOriginal.get(key) ?? [])];
    }),
  );
}
