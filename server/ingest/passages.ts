import { sentenceEnds, WORD, wordsIn } from './sentences.ts';
import type { SourceCue } from './source.ts';

/** A cue, or a stretch of one, in the text of a passage. Offsets are UTF-16 units. */
export interface PassageCue {
  index: number; // of the cue among those given
  charStart: number; // in the passage's text
  charEnd: number;
  startMs: number | null;
  endMs: number | null;
  /** The cue as the file has it; of a cue divided between passages, only the words that stand in this one. */
  payload: string;
}

/** A speaker's turn or a paragraph, or a part of a long one. */
export interface SourcePassage {
  startMs: number | null;
  /** Where the file gives no end: the start of the next passage, if that is later; the words end there at the latest. */
  endMs: number | null;
  estimated: boolean; // true where `startMs` was worked out, not read
  speaker: string | null;
  text: string;
  cues: PassageCue[];
}

export interface PassageOptions {
  words?: number; // longest passage, about; 220
  pauseMs?: number; // silence that ends a passage of an unmarked speaker or table row by row; 10 seconds
}

/** A stretch of a cue that is not divided further. */
interface Piece {
  index: number;
  from: number;
  to: number;
  words: number;
}

/** How long a word takes at most, where a cue has no end: slow speech has two words a second. */
const WORD_MS = 600;

/**
 * Groups cues to passages. A passage begins with a new speaker, a new paragraph of the file, or after a long pause; a longer
 * one than `words` is divided into parts of about equal length at sentence ends, else between cues, else between words. A
 * part that begins inside a cue has its start worked out by letters, and says so. Nothing is left out or changed: a
 * passage's text is its cues' words in order, with a space between cues.
 */
export function passagesOf(cues: SourceCue[], { words = 220, pauseMs = 10_000 }: PassageOptions = {}): SourcePassage[] {
  const passages: SourcePassage[] = [];
  for (let from = 0; from < cues.length; ) {
    let to = from + 1;
    while (to < cues.length && goesOn(cues[to - 1]!, cues[to]!, pauseMs)) to++;
    for (const pieces of divided(cues, from, to, words)) passages.push(passageOf(cues, pieces));
    from = to;
  }
  for (let at = 0; at + 1 < passages.length; at++) {
    const [passage, next] = [passages[at]!, passages[at + 1]!];
    if (passage.endMs === null && passage.startMs !== null && (next.startMs ?? -1) > passage.startMs)
      passage.endMs = next.startMs;
  }
  return passages;
}

function goesOn(cue: SourceCue, next: SourceCue, pauseMs: number): boolean {
  if (next.startsParagraph || next.speaker !== cue.speaker) return false;
  if (cue.startMs === null || next.startMs === null) return true;
  const end = cue.endMs ?? cue.startMs + wordsIn(cue.text) * WORD_MS;
  return next.startMs >= cue.startMs && next.startMs - end <= pauseMs;
}

/** The cues `from` to `to` as one passage or, if they are longer than `words`, several. */
function divided(cues: SourceCue[], from: number, to: number, words: number): Piece[][] {
  const total = cues.slice(from, to).reduce((sum, { text }) => sum + wordsIn(text), 0);
  const wholes = cues.slice(from, to).map(({ text }, at) => ({ index: from + at, from: 0, to: text.length, words: 0 }));
  // A little over is better than a passage of five words.
  if (total <= words * 1.15) return [wholes];

  const target = total / Math.ceil(total / words);
  const pieces = wholes.flatMap(({ index }) => piecesOf(cues[index]!.text, index, words));
  const passages: Piece[][] = [[]];
  let length = 0;
  let left = total;
  for (const piece of pieces) {
    // Divided where that comes nearest to equal parts, and never for a remainder too short to stand alone.
    if (length > 0 && length + piece.words / 2 > target && left > target * 0.2) {
      passages.push([]);
      length = 0;
    }
    passages.at(-1)!.push(piece);
    length += piece.words;
    left -= piece.words;
  }
  return passages.map(joined);
}

/** A cue's sentences; one longer than `words` is cut between words, and a run without spaces between letters. */
function piecesOf(text: string, index: number, words: number): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const to of [...sentenceEnds(text), text.length]) {
    let count = 0;
    let cut = from;
    for (const word of text.slice(from, to).matchAll(WORD)) {
      if (count >= words) {
        const at = from + word.index;
        pieces.push({ index, from: cut, to: at, words: count });
        [cut, count] = [at, 0];
      }
      count++;
    }
    if (count > 0) pieces.push({ index, from: cut, to, words: count });
    from = to;
  }
  return pieces;
}

/** Neighbouring pieces of one cue, made one. */
function joined(pieces: Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (last?.index === piece.index) last.to = piece.to;
    else result.push({ ...piece });
  }
  return result;
}

function passageOf(cues: SourceCue[], pieces: Piece[]): SourcePassage {
  let text = '';
  const inPassage = pieces.map(({ index, from, to }): PassageCue => {
    const cue = cues[index]!;
    const words = cue.text.slice(from, to).trim();
    const whole = words.length === cue.text.trim().length;
    if (text) text += ' ';
    const charStart = text.length;
    text += words;
    const startMs = timeInside(cues, index, from);
    const endMs = to >= cue.text.length ? cue.endMs : timeInside(cues, index, to);
    return { index, charStart, charEnd: text.length, startMs, endMs, payload: whole ? cue.payload : words };
  });
  const first = pieces[0]!;
  const { speaker, estimated } = cues[first.index]!;
  const startMs = inPassage[0]!.startMs;
  return {
    startMs,
    endMs: inPassage.at(-1)!.endMs,
    estimated: startMs !== null && (estimated || first.from > 0),
    speaker,
    text,
    cues: inPassage,
  };
}

/** When the letter at `offset` of a cue is spoken, by its share of the letters; the cue's own start where its end is unknown. */
function timeInside(cues: SourceCue[], index: number, offset: number): number | null {
  const { startMs, endMs, text } = cues[index]!;
  if (startMs === null || offset === 0) return startMs;
  const end = endMs ?? cues[index + 1]?.startMs ?? null;
  return end === null || end <= startMs ? startMs : Math.round(startMs + ((end - startMs) * offset) / text.length);
}
