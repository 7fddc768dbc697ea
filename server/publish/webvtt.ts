import type { Passage } from '../archive/passage.ts';

/** A cue to write: milliseconds from the beginning of the recording. */
export interface CaptionCue {
  startMs: number;
  endMs: number;
  speaker: string | null;
  text: string;
}

const LONGEST_WORDS = 14; // of one caption: two lines on a phone

/**
 * The passages of one part as captions. A passage is divided into pieces short enough to read, its time shared out by their
 * length; passages without times are left out.
 */
export function captionCues(passages: Passage[]): CaptionCue[] {
  return passages.flatMap((passage, at) => {
    if (passage.startMs === null) return [];
    const next = passages[at + 1]?.startMs ?? passage.startMs + 10_000;
    const endMs = passage.endMs ?? Math.max(next, passage.startMs + 1_000);
    const pieces = inPieces(passage.text);
    const letters = pieces.reduce((sum, piece) => sum + piece.length, 0);
    let from = passage.startMs;
    return pieces.map((text, index) => {
      const startMs = Math.round(from);
      from += ((endMs - passage.startMs!) * text.length) / Math.max(1, letters);
      return {
        startMs,
        endMs: Math.max(startMs + 1, Math.round(from)),
        speaker: index === 0 ? passage.speaker : null,
        text,
      };
    });
  });
}

function inPieces(text: string): string[] {
  const words = text.split(/\s+/).filter(Boolean);
  const count = Math.max(1, Math.ceil(words.length / LONGEST_WORDS));
  const size = Math.ceil(words.length / count);
  return Array.from({ length: count }, (_, at) => words.slice(at * size, (at + 1) * size).join(' ')).filter(Boolean);
}

/**
 * A WebVTT file: https://www.w3.org/TR/webvtt1/ A player takes the direction of a cue from its first letter, so that one in
 * Arabic or Hebrew that begins with a number or a foreign name runs the wrong way: where `direction` is rtl, a mark says so.
 */
export function writeWebvtt(cues: CaptionCue[], direction: 'ltr' | 'rtl' = 'ltr'): string {
  const mark = direction === 'rtl' ? '\u200f' : '';
  const blocks = cues.map(({ startMs, endMs, speaker, text }) => {
    const voice = speaker === null ? '' : `<v ${escaped(speaker).replaceAll('\n', ' ')}>`;
    return `${clock(startMs)} --> ${clock(endMs)}\n${voice}${mark}${escaped(text)}`;
  });
  return `${['WEBVTT', ...blocks].join('\n\n')}\n`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function clock(ms: number): string {
  const pad = (value: number, length = 2) => String(value).padStart(length, '0');
  return `${pad(Math.floor(ms / 3_600_000))}:${pad(Math.floor(ms / 60_000) % 60)}:${pad(Math.floor(ms / 1_000) % 60)}.${pad(ms % 1_000, 3)}`;
}
