import express, { type Request, type Router } from 'express';
import { z } from 'zod';
import { Invalid, NotFound } from '../../../archive/errors.ts';
import { TRANSCRIPT_STATUSES } from '../../../archive/transcript.ts';
import { alignPassage } from '../../../archive/transcript-edit/align.ts';
import { dropDraft, keepDraft } from '../../../archive/transcript-edit/drafts.ts';
import type { Seen } from '../../../archive/transcript-edit/edit.ts';
import { joinPassages, removePassage } from '../../../archive/transcript-edit/join.ts';
import { neighboursOf } from '../../../archive/transcript-edit/neighbours.ts';
import { replaceWords } from '../../../archive/transcript-edit/replace.ts';
import { retimePassage } from '../../../archive/transcript-edit/retime.ts';
import { runBetween, setSpeakers, speakersOf } from '../../../archive/transcript-edit/speakers.ts';
import { splitPassage } from '../../../archive/transcript-edit/split.ts';
import { setStatus } from '../../../archive/transcript-edit/status.ts';
import { redoEdit, undoEdit } from '../../../archive/transcript-edit/undo.ts';
import { editWords, tidied } from '../../../archive/transcript-edit/words.ts';
import { workshopTranscript } from '../../../archive/workshop-page.ts';
import type { Database } from '../../../db/open.ts';
import { href } from '../../../i18n/href.ts';
import { milliseconds } from '../../../ingest/timecode.ts';
import { numbered } from '../../numbered.ts';
import type { Site } from '../../site.ts';
import { atDesk } from '../staff.ts';
import { showWorkshop } from './page.ts';
import { carriedOut, type Problem, WORKSHOP_BODY } from './refused.ts';

const version = z.coerce.number().int().min(1);
const words = z.object({
  version,
  text: z.string().max(40_000),
  speaker: z.string().trim().max(200).default(''),
  start: z.string().trim().max(20).default(''),
  end: z.string().trim().max(20).default(''),
  do: z.enum(['save', 'join', 'remove', 'discard', 'split']).catch('save').default('save'),
  at: z.coerce.number().int().min(0).optional(),
  moment: z.coerce.number().min(0).optional(), // milliseconds
  original: z.string().max(40).optional(),
});

/** The edits of the workshop, each one form. */
export function edits(site: Site): Router {
  const router = express.Router();
  const { db } = site.archive;
  /** One passage: its words, who speaks, its times; or, by the button pressed, joined, divided or taken out. */
  router.post('/testimonies/:accession/transcripts/:id/passages/:passage', WORKSHOP_BODY, async (req, res) => {
    const edit = editOf(site, req);
    const publicId = String(req.params.passage);
    const typed = words.parse(req.body ?? {});
    const seen = { publicId, version: typed.version };
    let stays = publicId;
    await carriedOut(
      res,
      () =>
        db
          .transaction(() => {
            if (typed.do === 'discard') return dropDraft(db, edit.accountId, publicId);
            savePassage(db, edit, seen, typed);
            const now = seenNow(db, edit.transcriptId, publicId);
            if (typed.do === 'split')
              splitPassage(db, { ...edit, passage: now, at: typed.at ?? 0, atMs: typed.moment ?? null });
            if (typed.do === 'join')
              joinPassages(db, { ...edit, first: now, second: neighbour(db, publicId, 'later') });
            if (typed.do === 'remove') {
              const other = neighbour(db, publicId, 'either');
              removePassage(db, { ...edit, passage: now, neighbour: other });
              stays = other.publicId;
            }
            dropDraft(db, edit.accountId, publicId);
          })
          .immediate(),
      {
        next: () => back(req, typed.do === 'save' ? 'words' : typed.do, stays),
        again: (problem: Problem) =>
          showWorkshop(site, req, res, {
            passage: publicId,
            beside: besideOf(req),
            problem: { ...problem, passage: publicId },
            typed: { text: typed.text, speaker: typed.speaker, start: typed.start, end: typed.end },
          }),
      },
    );
  });

  /** Words on their way: kept for who types them, every few seconds. Answers with nothing. */
  router.post('/testimonies/:accession/transcripts/:id/drafts/:passage', WORKSHOP_BODY, (req, res) => {
    const { transcriptId, accountId } = editOf(site, req);
    const draft = z.object({ version, text: z.string() }).parse(req.body ?? {});
    keepDraft(db, accountId, { ...draft, transcriptId, publicId: String(req.params.passage) });
    res.status(204).end();
  });

  router.post('/testimonies/:accession/transcripts/:id/speakers', WORKSHOP_BODY, async (req, res) => {
    const edit = editOf(site, req);
    const typed = z
      .object({ from: z.string().max(40), to: z.string().max(40), speaker: z.string().trim().max(200) })
      .parse(req.body ?? {});
    await carriedOut(
      res,
      () => {
        const passages = runBetween(db, edit.transcriptId, typed.from, typed.to);
        setSpeakers(db, { ...edit, passages, speaking: speakingFor(db, edit.transcriptId, typed.speaker) });
      },
      {
        next: () => back(req, 'speakers', typed.from),
        again: (problem) => showWorkshop(site, req, res, { ...viewOf(req), problem, typed }),
      },
    );
  });

  router.post('/testimonies/:accession/transcripts/:id/replace', WORKSHOP_BODY, async (req, res) => {
    const edit = editOf(site, req);
    const typed = z
      .object({
        find: z.string().max(600),
        replacement: z.string().max(600).default(''),
        whole: z.string().optional(),
        case: z.string().optional(),
        marks: z.string().optional(),
        passage: z.union([z.string(), z.array(z.string())]).default([]),
      })
      .parse(req.body ?? {});
    const wanted = { find: typed.find, wholeWords: !!typed.whole, matchCase: !!typed.case, ignoreMarks: !!typed.marks };
    const passages = [typed.passage].flat().map((text) => {
      const [publicId = '', seen = ''] = text.split(':');
      return { publicId, version: Number(seen) };
    });
    await carriedOut(res, () => replaceWords(db, { ...edit, passages, wanted, replacement: typed.replacement }), {
      next: () => back(req, 'replace', passages[0]?.publicId),
      again: (problem) =>
        showWorkshop(site, req, res, { ...viewOf(req), problem, found: { wanted, replacement: typed.replacement } }),
    });
  });

  router.post('/testimonies/:accession/transcripts/:id/undo', WORKSHOP_BODY, async (req, res) => {
    const { transcriptId, actor } = editOf(site, req);
    const redo = req.body?.which === 'redo';
    await carriedOut(res, () => (redo ? redoEdit : undoEdit)(db, transcriptId, actor), {
      next: () => back(req, redo ? 'redo' : 'undo'),
      again: (problem) => showWorkshop(site, req, res, { ...viewOf(req), problem }),
    });
  });

  router.post('/testimonies/:accession/transcripts/:id/status', WORKSHOP_BODY, async (req, res) => {
    const { transcriptId, actor } = editOf(site, req);
    const status = z.enum(TRANSCRIPT_STATUSES);
    const typed = z
      .object({ status, was: status, name: z.string().max(300), date: z.string().max(20) })
      .parse(req.body ?? {});
    await carriedOut(res, () => setStatus(db, { ...typed, transcriptId, actor }), {
      next: () => back(req, 'status'),
      again: (problem) => showWorkshop(site, req, res, { ...viewOf(req), problem, typed }),
    });
  });

  /** A translated passage is put beside another passage of the original. */
  router.post('/testimonies/:accession/transcripts/:id/align/:passage', WORKSHOP_BODY, async (req, res) => {
    const edit = editOf(site, req);
    const typed = z.object({ version, original: z.string().max(40) }).parse(req.body ?? {});
    const passage = { publicId: String(req.params.passage), version: typed.version };
    await carriedOut(res, () => alignPassage(db, { ...edit, passage, original: typed.original || null }), {
      next: () => back(req, 'align', passage.publicId),
      again: (problem) => showWorkshop(site, req, res, { passage: passage.publicId, beside: besideOf(req), problem }),
    });
  });
  return router;
}

interface Editing {
  transcriptId: number;
  actor: string;
  accountId: number;
}

function editOf({ archive: { db } }: Site, req: Request): Editing {
  const account = atDesk(req);
  const { id } = workshopTranscript(db, String(req.params.accession), numbered(req, 'transcript'));
  return { transcriptId: id, actor: account.email, accountId: account.id };
}

/** Saves what differs from what stands: words, speaker, times. */
function savePassage(db: Database, edit: Editing, seen: Seen, typed: z.infer<typeof words>): void {
  const now = db
    .prepare<
      [string, number],
      {
        text: string;
        speaker: string | null;
        personId: number | null;
        name: string | null;
        startMs: number | null;
        endMs: number | null;
      }
    >(`
      SELECT text, speaker, person_id AS personId, name, start_ms AS startMs, end_ms AS endMs
      FROM passage LEFT JOIN person ON person.id = person_id WHERE public_id = ? AND transcript_id = ?`)
    .get(seen.publicId, edit.transcriptId);
  if (!now) throw new NotFound('passage', seen.publicId);
  let current = seen;
  const next = () => {
    current = seenNow(db, edit.transcriptId, seen.publicId);
  };
  const speaker = typed.speaker || null;
  if (speaker !== (now.name ?? now.speaker)) {
    setSpeakers(db, { ...edit, passages: [current], speaking: speakingFor(db, edit.transcriptId, typed.speaker) });
    next();
  }
  const [startMs, endMs] = [timeTyped(typed.start, now.startMs), timeTyped(typed.end, now.endMs)];
  if (startMs !== now.startMs || endMs !== now.endMs) {
    retimePassage(db, { ...edit, passage: current, startMs, endMs });
    next();
  }
  if (tidied(typed.text) !== now.text || typed.do === 'save')
    editWords(db, { ...edit, passage: current, text: typed.text });
}

/** A time as typed; one that cannot be read is no time, which the archive refuses. */
function timeTyped(text: string, now: number | null): number | null {
  if (text === '') return null;
  const seconds = /^\d+(?:[.,]\d{1,3})?$/.test(text) ? Math.round(Number(text.replace(',', '.')) * 1000) : null;
  return seconds ?? milliseconds(text) ?? (now === null ? Number.NaN : -1);
}

function speakingFor(db: Database, transcriptId: number, name: string) {
  const person = speakersOf(db, transcriptId).find((one) => one.personId !== null && one.name === name);
  if (!person) return { speaker: name || null, personId: null };
  return { speaker: person.name, personId: person.personId };
}

function seenNow(db: Database, transcriptId: number, publicId: string): Seen {
  const seen = db
    .prepare<[string, number], Seen>(
      'SELECT public_id AS publicId, version FROM passage WHERE public_id = ? AND transcript_id = ?',
    )
    .get(publicId, transcriptId);
  if (!seen) throw new NotFound('passage', publicId);
  return seen;
}

function neighbour(db: Database, publicId: string, which: 'later' | 'either'): Seen {
  const { earlier, later } = neighboursOf(db, publicId);
  const found = which === 'later' ? later : (earlier ?? later);
  if (found) return found;
  throw new Invalid('There is no passage beside this one in its recording.', {
    key: which === 'later' ? 'not_neighbours' : 'only_passage',
  });
}

const besideOf = (req: Request) => (req.query.beside ? Number(req.query.beside) : undefined);

function viewOf(req: Request): { chapter?: number; beside?: number } {
  return { chapter: Number(req.query.chapter) || undefined, beside: besideOf(req) };
}

/** The page the form was on, at the passage; `stay` is the transcript that the edited one stood beside. */
function back(req: Request, done: string, passage?: string): string {
  const stay = Number(req.body?.stay) || null;
  const here = `/desk/testimonies/${encodeURIComponent(String(req.params.accession))}/transcripts/${stay ?? numbered(req, 'transcript')}`;
  const query = new URLSearchParams({ done });
  for (const name of ['chapter', 'beside'] as const) {
    const value = req.query[name];
    if (typeof value === 'string' && /^\d+$/.test(value)) query.set(name, value);
  }
  if (passage && !stay) query.set('passage', passage);
  return href(req.lang, `${here}?${query}${passage && !stay ? `#p-${passage}` : ''}`);
}
