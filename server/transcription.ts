import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Archive } from './archive/archive.ts';
import { Invalid } from './archive/errors.ts';
import {
  type DraftPassage,
  keepMachineDraft,
  type TranscriptionAsked,
  transcribable,
} from './archive/machine-draft.ts';
import { dayOf } from './archive/viewer.ts';
import { passagesOf } from './ingest/passages.ts';
import { type Recognised, readRecognised } from './ingest/recognised.ts';
import { type TranscribeCommand, transcribeSound } from './media/transcriber.ts';

/** A program does not say who speaks: its passages end at a breath, and are as long as one can check at a glance. */
const GLANCE = { words: 80, pauseMs: 2_000 };

/** The work of a job `{ part, lang }`: lets the archive's program write down a recording, and keeps what it wrote as a draft. */
export async function transcribe(
  archive: Archive,
  payload: unknown,
  {
    command,
    signal,
    onProgress,
  }: { command: TranscribeCommand | null; signal: AbortSignal; onProgress(share: number): void },
): Promise<void> {
  const asked = payload as TranscriptionAsked;
  if (!command) throw new Invalid('No TRANSCRIBE_COMMAND is set any more. Set it, and ask again.');
  const { sha256, durationMs } = transcribable(archive.db, asked);
  const written = await transcribeSound(archive.folder, sha256, {
    command,
    lang: asked.lang,
    durationMs,
    signal,
    onProgress,
  });
  const program = basename(command[0]);
  keepMachineDraft(archive.db, {
    ...asked,
    tool: program,
    sha256: createHash('sha256').update(written.bytes).digest('hex'),
    assetId: null,
    passages: draftPassages(readRecognised(written.bytes, program)),
    today: dayOf(new Date()),
  });
}

function draftPassages(cues: Recognised[]): DraftPassage[] {
  const taken = cues.map(() => 0); // of each cue, up to which letter it stands in a passage already
  return passagesOf(cues, GLANCE).map(({ cues: pieces, ...passage }) => {
    const words = pieces.flatMap(({ index, charStart, charEnd }) => {
      const cue = cues[index]!;
      const piece = passage.text.slice(charStart, charEnd);
      const from = Math.max(0, cue.text.indexOf(piece, taken[index]));
      taken[index] = from + piece.length;
      return cue.words
        .filter(({ start, end }) => start >= from && end <= from + piece.length)
        .map(({ start, end, confidence }) => ({
          start: start - from + charStart,
          end: end - from + charStart,
          confidence,
        }));
    });
    const kept = pieces.map(({ index, ...cue }) => {
      const { identifier, settings } = cues[index]!;
      return { ...cue, identifier, settings };
    });
    return { passage: { ...passage, personId: null, cues: kept }, words };
  });
}
