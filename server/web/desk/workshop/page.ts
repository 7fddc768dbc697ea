import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { chapterAt, chaptersOf } from '../../../archive/chapter.ts';
import { addJob, isAskedFor } from '../../../archive/job.ts';
import { TRANSCRIPT_STATUSES } from '../../../archive/transcript.ts';
import { draftsOf } from '../../../archive/transcript-edit/drafts.ts';
import { occurrences, type Wanted } from '../../../archive/transcript-edit/replace.ts';
import { speakersOf } from '../../../archive/transcript-edit/speakers.ts';
import { statusSteps } from '../../../archive/transcript-edit/status.ts';
import { lastEdits } from '../../../archive/transcript-edit/undo.ts';
import { dayOf } from '../../../archive/viewer.ts';
import {
  besideBy,
  transcriptsOfTestimony,
  type WorkshopPart,
  workshopParts,
  workshopPassages,
  workshopTestimony,
  workshopTranscript,
} from '../../../archive/workshop-page.ts';
import { href } from '../../../i18n/href.ts';
import { waveformIfMade } from '../../../media/waveform.ts';
import { clock } from '../../../publish/transcript/words.ts';
import { PEAKS_A_SECOND } from '../../../renditions.ts';
import { marked } from '../../../search/highlight.ts';
import { numbered } from '../../numbered.ts';
import type { Site } from '../../site.ts';
import { atDesk } from '../staff.ts';
import { type Problem, problemOf } from './refused.ts';
import { overview } from './waveform-path.ts';

/** What of a transcript is open, and what was typed into the form that was refused. */
export interface WorkshopView {
  chapter?: number;
  passage?: string; // public id: the chapter it is in
  beside?: number; // id of the transcript beside it
  problem?: Problem & { passage?: string };
  typed?: Record<string, string>;
  found?: { wanted: Wanted; replacement: string };
}

const asked = z.object({
  chapter: z.coerce.number().int().min(1).catch(1).default(1),
  beside: z.coerce.number().int().optional().catch(undefined),
  passage: z.string().max(40).optional().catch(undefined),
  done: z
    .string()
    .regex(/^[a-z]{3,12}$/)
    .optional()
    .catch(undefined),
  find: z.string().max(600).optional().catch(undefined),
  replacement: z.string().max(600).default('').catch(''),
  whole: z.literal('on').optional().catch(undefined),
  case: z.literal('on').optional().catch(undefined),
  marks: z.literal('on').optional().catch(undefined),
});

/** What happened to be done, as the address says it after a form. */
const DONE = [
  'words',
  'split',
  'join',
  'remove',
  'speakers',
  'replace',
  'undo',
  'redo',
  'status',
  'synchronise',
  'align',
  'file',
  'discard',
  'time',
];

/** /desk/testimonies/ACCESSION/transcripts/ID: the recording beside its words, to be corrected while one listens. */
export function workshopPage(site: Site): Router {
  const router = express.Router();
  const { db, folder } = site.archive;

  router.get('/testimonies/:accession/transcripts/:id', async (req, res) => {
    const { find, replacement, whole, case: matchCase, marks, ...view } = asked.parse(onlyFirst(req.query));
    const wanted = {
      find: find ?? '',
      wholeWords: whole === 'on',
      matchCase: matchCase === 'on',
      ignoreMarks: marks === 'on',
    };
    await showWorkshop(site, req, res, find === undefined ? view : { ...view, found: { wanted, replacement } });
  });

  /** The peaks of a part's sound, asked for where they are not made yet. */
  router.get('/testimonies/:accession/peaks/:part', async (req, res) => {
    const { id } = workshopTestimony(db, req.params.accession);
    const part = workshopParts(db, id).find(({ number }) => String(number) === req.params.part);
    const recording = part?.recordings.find(({ sha256 }) => sha256 !== null);
    const peaks = recording?.sha256 ? await waveformIfMade(folder, recording.sha256, PEAKS_A_SECOND) : null;
    if (recording && !peaks) askForPeaks(site, recording.id);
    res.json({ pointsPerSecond: PEAKS_A_SECOND, peaks });
  });
  return router;
}

export function askForPeaks({ archive: { db } }: Site, asset: number): void {
  if (!isAskedFor(db, 'waveform', { asset })) addJob(db, 'waveform', { asset });
}

/** Renders the workshop, with the chapter that `view` asks for. */
export async function showWorkshop(site: Site, req: Request, res: Response, view: WorkshopView): Promise<void> {
  const { db } = site.archive;
  const account = atDesk(req);
  const accession = String(req.params.accession);
  const transcript = workshopTranscript(db, accession, numbered(req, 'transcript'));
  const chapters = chaptersOf(db, transcript.id);
  const position = view.passage ? positionOf(site, transcript.id, view.passage) : null;
  const chapter =
    (position === null ? null : chapterAt(chapters, position)) ??
    chapters[Math.min(view.chapter ?? 1, Math.max(1, chapters.length)) - 1] ??
    null;
  const passages = chapter ? workshopPassages(db, transcript.id, chapter) : [];
  const transcripts = transcriptsOfTestimony(db, accession);
  const beside = transcripts.find(({ id }) => id === view.beside && id !== transcript.id) ?? null;
  const pairs = beside
    ? besideBy(transcript, { transcript: beside, passages: workshopPassages(db, beside.id) }, passages)
    : new Map();
  const parts = workshopParts(db, transcript.testimonyId);
  const drafts = draftsOf(db, account.id, transcript.id);
  const base = `/desk/testimonies/${encodeURIComponent(accession)}`;
  const here = `${base}/transcripts/${transcript.id}`;
  const { found, problem } = foundIn(site, res, transcript.id, view);
  res.render('desk/workshop/workshop', {
    accession,
    transcript,
    transcripts,
    beside,
    chapters,
    chapter,
    passages: passages.map((passage) => ({
      ...passage,
      clock: passage.startMs === null ? '' : clock(passage.startMs),
      endClock: passage.endMs === null ? '' : clock(passage.endMs),
      draft: drafts.get(passage.publicId) ?? null,
      unsure: passage.uncertain.length ? marked(passage.text, [], passage.uncertain) : null,
      pairs: pairs.get(passage.id) ?? [],
      last: passage.position === transcript.passages,
    })),
    parts: await Promise.all(parts.map((part) => heardPart(site, part))),
    speakers: speakersOf(db, transcript.id),
    steps: statusSteps(db, transcript.id),
    statuses: TRANSCRIPT_STATUSES,
    edits: lastEdits(db, transcript.id),
    found,
    problem,
    typed: view.typed ?? {},
    done: DONE.includes(String(req.query.done)) ? String(req.query.done) : null,
    today: dayOf(site.now()),
    name: account.name,
    base,
    here,
    address: (change: { chapter?: number; beside?: number | null }) => {
      const wanted = { chapter: chapter?.number ?? 1, beside: beside?.id ?? null, ...change };
      const query = new URLSearchParams({
        chapter: String(wanted.chapter),
        ...(wanted.beside ? { beside: String(wanted.beside) } : {}),
      });
      return href(req.lang, `${here}?${query}`);
    },
    mediaHosts: site.config.mediaHosts,
    scripts: ['workshop-player.js', 'workshop-keys.js', 'workshop.js'],
  });
}

/** A part with the address of its recording and the shape of its sound. */
export async function heardPart(site: Site, part: WorkshopPart) {
  const recording = part.recordings.find(
    ({ sha256, remoteHost }) => sha256 !== null || site.config.mediaHosts.includes(remoteHost ?? ''),
  );
  const source = recording ? (recording.remoteUrl ?? `/media/${recording.publicId}`) : null;
  let shape: string | null = null;
  if (recording?.sha256) {
    const peaks = await waveformIfMade(site.archive.folder, recording.sha256, PEAKS_A_SECOND);
    if (peaks) shape = overview(peaks);
    else askForPeaks(site, recording.id);
  }
  return {
    ...part,
    kind: recording?.kind ?? null,
    source,
    shape,
    elsewhere: source ? null : (part.recordings[0]?.remoteUrl ?? null),
  };
}

function positionOf({ archive: { db } }: Site, transcriptId: number, publicId: string): number | null {
  return (
    db
      .prepare<object, number>(`
        SELECT position FROM passage WHERE transcript_id = @transcriptId AND (public_id = @publicId
          OR id = (SELECT passage_id FROM passage_redirect WHERE public_id = @publicId))`)
      .pluck()
      .get({ transcriptId, publicId }) ?? null
  );
}

/** What was looked for and is not replaced yet, with each place marked. */
function foundIn(site: Site, res: Response, transcriptId: number, view: WorkshopView) {
  if (!view.found) return { found: null, problem: view.problem ?? null };
  const { wanted, replacement } = view.found;
  try {
    const passages = occurrences(site.archive.db, transcriptId, wanted, replacement).map((one) => ({
      ...one,
      html: marked(one.text, one.spans),
    }));
    return { found: { wanted, replacement, passages }, problem: view.problem ?? null };
  } catch (error) {
    return { found: { wanted, replacement, passages: [] }, problem: problemOf(error, res.locals.t) };
  }
}

/** The first value of each parameter. */
export function onlyFirst(query: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}
