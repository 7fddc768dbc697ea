/**
 * What programs that transcribe write: WebVTT, SRT, or JSON in the forms of whisper.cpp, openai-whisper and its kin, vosk and
 * pocketsphinx, one object or one a line. Words they were unsure of are told apart where they say how sure they were.
 */
import { z } from 'zod';
import { decode } from './encoding.ts';
import { refusal } from './refusal.ts';
import type { SourceCue, SourceProblem } from './source.ts';
import { srtSource } from './srt.ts';
import { webvttSource } from './webvtt.ts';

/** A stretch of speech as the program divided it. Offsets of words are UTF-16 units of `text`. */
export interface Recognised extends SourceCue {
  words: { start: number; end: number; confidence: number }[];
}

interface Segment {
  startMs: number | null;
  endMs: number | null;
  speaker: string | null;
  text: string;
  words: { text: string; confidence: number | null }[];
}

/** Throws Invalid, naming the program, where its words cannot be read. */
export function readRecognised(bytes: Buffer, program: string): Recognised[] {
  const problems: SourceProblem[] = [];
  const decoded = decode(bytes, program, 'utf-8');
  const text = decoded.text.trim();
  if (/^WEBVTT(?:\s|$)/.test(text))
    return plainCues(webvttSource({ ...decoded, problems }, program).transcripts[0]!.cues);
  if (/^[[{]/.test(text)) return segmentsOf(text, program).flatMap((segment) => cueOf(segment) ?? []);
  if (/^\d+\s*\n\s*\d+:\d\d:\d\d/.test(text))
    return plainCues(srtSource({ ...decoded, problems }, program).transcripts[0]!.cues);
  throw refusal(program, 'what the program wrote is neither JSON nor WebVTT nor SRT. See to TRANSCRIBE_COMMAND.');
}

const plainCues = (cues: SourceCue[]): Recognised[] => cues.map((cue) => ({ ...cue, words: [] }));

const seconds = z.coerce.number().min(0).max(1_000_000);
const sure = z.coerce.number().min(0).max(1).nullish().catch(null);
const whisperWord = z.object({ word: z.string(), probability: sure, score: sure, confidence: sure, conf: sure });
const whisper = z.object({
  segments: z.array(
    z.object({
      start: seconds.nullish(),
      end: seconds.nullish(),
      text: z.string(),
      speaker: z.string().nullish(),
      words: z.array(whisperWord).nullish(),
    }),
  ),
});
const timedSegment = z.object({ start: seconds, text: z.string() });
const whisperCpp = z.object({
  transcription: z.array(
    z.object({
      offsets: z.object({ from: z.number(), to: z.number() }),
      text: z.string(),
      tokens: z.array(z.object({ text: z.string(), p: sure })).nullish(),
    }),
  ),
});
const vosk = z.object({
  text: z.string(),
  result: z.array(z.object({ word: z.string(), start: seconds, end: seconds, conf: sure })),
});
const pocketsphinx = z.object({
  b: seconds,
  d: seconds,
  t: z.string(),
  w: z.array(z.object({ t: z.string(), p: sure })).nullish(),
});

function segmentsOf(text: string, program: string): Segment[] {
  const values = parsed(text, program);
  const segments: Segment[] = [];
  for (const value of values) {
    const found = fromWhisperCpp(value) ?? fromWhisper(value) ?? fromVosk(value) ?? fromPocketsphinx(value);
    if (found) segments.push(...found);
  }
  if (segments.length === 0) throw refusal(program, 'no words were found in the JSON that the program wrote.');
  return segments;
}

/** One value, or one a line; a list counts as the segments of one. */
function parsed(text: string, program: string): unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value)) return [value];
    const segments = value.every((one) => timedSegment.safeParse(one).success);
    return segments ? [{ segments: value }] : value;
  } catch {
    // Not one value: perhaps one a line.
  }
  try {
    return text
      .split(/\r?\n/)
      .filter((line) => line.trim())
      .map((line) => JSON.parse(line) as unknown);
  } catch {
    throw refusal(program, 'the JSON that the program wrote is broken. Was it stopped half way?');
  }
}

const ms = (value: number | null | undefined) =>
  value === null || value === undefined ? null : Math.round(value * 1000);

function fromWhisper(value: unknown): Segment[] | null {
  const { data } = whisper.safeParse(value);
  return (
    data?.segments.map(({ start, end, text, speaker, words }) => ({
      startMs: ms(start),
      endMs: ms(end),
      speaker: speaker ?? null,
      text,
      words: (words ?? []).map(({ word, probability, score, confidence, conf }) => ({
        text: word,
        confidence: probability ?? score ?? confidence ?? conf ?? null,
      })),
    })) ?? null
  );
}

/** whisper.cpp says how sure it was of pieces of words: a word is as sure as its worst piece. */
function fromWhisperCpp(value: unknown): Segment[] | null {
  const { data } = whisperCpp.safeParse(value);
  return (
    data?.transcription.map(({ offsets, text, tokens }) => {
      const words: Segment['words'] = [];
      for (const token of tokens ?? []) {
        if (/^\[_.*\]$/.test(token.text)) continue;
        const last = words.at(-1);
        if (last && !token.text.startsWith(' ')) {
          last.text += token.text;
          last.confidence = least(last.confidence, token.p ?? null);
        } else words.push({ text: token.text, confidence: token.p ?? null });
      }
      return { startMs: offsets.from, endMs: offsets.to, speaker: null, text, words };
    }) ?? null
  );
}

function least(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

function fromVosk(value: unknown): Segment[] | null {
  const { data } = vosk.safeParse(value);
  if (!data) return null;
  const words = data.result.map(({ word, conf }) => ({ text: word, confidence: conf ?? null }));
  const [first, last] = [data.result[0], data.result.at(-1)];
  return [{ startMs: ms(first?.start), endMs: ms(last?.end), speaker: null, text: data.text, words }];
}

/** pocketsphinx marks silence and noise as `<sil>` and `[NOISE]`, and writes other ways to say a word as `the(2)`. */
function fromPocketsphinx(value: unknown): Segment[] | null {
  const { data } = pocketsphinx.safeParse(value);
  if (!data) return null;
  const spoken = (data.w ?? []).filter(({ t }) => !/^[<[].*[>\]]$/.test(t));
  const words = spoken.map(({ t, p }) => ({ text: t.replace(/\(\d+\)$/, ''), confidence: p ?? null }));
  const text = words.length ? words.map((word) => word.text).join(' ') : data.t;
  return [{ startMs: ms(data.b), endMs: ms(data.b + data.d), speaker: null, text, words }];
}

function cueOf(segment: Segment): Recognised | null {
  const text = segment.text.replace(/\s+/g, ' ').trim();
  if (!text) return null;
  const words: Recognised['words'] = [];
  let at = 0;
  for (const { text: written, confidence } of segment.words) {
    const word = written.trim();
    const start = word ? text.indexOf(word, at) : -1;
    if (start === -1) continue;
    at = start + word.length;
    if (confidence !== null) words.push({ start, end: at, confidence });
  }
  const { startMs, speaker } = segment;
  const endMs = startMs !== null && segment.endMs !== null && segment.endMs > startMs ? segment.endMs : null;
  return {
    ...{ startMs, endMs, speaker, text, words },
    ...{ estimated: false, payload: text, identifier: null, settings: null, startsParagraph: false },
  };
}
