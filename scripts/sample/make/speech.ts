/**
 * Speech by espeak-ng, a sentence at a time, so that the time of every cue is counted in samples and not guessed.
 * Needs espeak-ng (Debian: `apt install espeak-ng`).
 */
import { execFileSync } from 'node:child_process';
import { spokenHebrew } from './hebrew.ts';
import type { Part, Speaker } from './script.ts';
import type { CueTimes } from './timing.ts';

/** Samples a second, as espeak-ng gives them. */
export const RATE = 22_050;
const SENTENCE_PAUSE_MS = 320;
const TURN_PAUSE_MS = 700;

/** A way of speaking: a variant of the voice of each language, its pitch (0-99) and pace (words a minute). */
interface Voice {
  variant: string;
  pitch: number;
  pace: number;
}

const VOICES: Record<string, Voice> = {
  note: { variant: 'm7', pitch: 38, pace: 150 },
  'I-f': { variant: 'f5', pitch: 55, pace: 152 },
  'I-m': { variant: 'm3', pitch: 52, pace: 150 },
  'N-f': { variant: 'f2', pitch: 40, pace: 138 },
  'N2-f': { variant: 'f4', pitch: 62, pace: 146 },
  'N-m': { variant: 'm1', pitch: 30, pace: 138 },
};
/** The voice of each language, and by how much its pace is changed so that all sound unhurried. */
const LANGUAGES: Record<string, { name: string; pace: number }> = {
  en: { name: 'en-gb', pace: 0.92 },
  fr: { name: 'fr-fr', pace: 0.92 },
  ar: { name: 'ar', pace: 1.15 },
  he: { name: 'he', pace: 1.12 },
  fa: { name: 'fa', pace: 1.1 },
};

export interface Spoken {
  samples: Int16Array; // mono, 22,050 a second
  times: CueTimes;
}

/** One part, spoken in `lang` (BCP 47). */
export function speak(part: Part, speakers: Record<string, Speaker>, lang: string): Spoken {
  const pieces: Int16Array[] = [silence(400)];
  const times: CueTimes = [];
  const now = () => Math.round((pieces.reduce((sum, piece) => sum + piece.length, 0) / RATE) * 1000);
  for (const turn of part.turns) {
    const voice = VOICES[speakers[turn.speaker]?.voice ?? 'note']!;
    for (const cue of turn.cues) {
      const start = now();
      for (const sentence of sentences(cue)) pieces.push(say(sentence, voice, lang), silence(SENTENCE_PAUSE_MS));
      times.push([start, now() - SENTENCE_PAUSE_MS]);
    }
    pieces.push(silence(TURN_PAUSE_MS));
  }
  return { samples: joined(pieces), times };
}

function sentences(text: string): string[] {
  return text.split(/(?<=[.!?؟…:])\s+/).filter((sentence) => sentence.trim() !== '');
}

function say(sentence: string, voice: Voice, lang: string): Int16Array {
  const words = lang === 'he' ? spokenHebrew(sentence) : sentence;
  const { name, pace } = LANGUAGES[lang]!;
  const manner = ['-v', `${name}+${voice.variant}`, '-p', `${voice.pitch}`, '-s', `${Math.round(voice.pace * pace)}`];
  const wav = execFileSync('espeak-ng', ['--stdin', '--stdout', ...manner], {
    input: words,
    maxBuffer: 64 * 1024 * 1024,
  });
  return trimmed(new Int16Array(wav.buffer.slice(wav.byteOffset + 44, wav.byteOffset + wav.length - (wav.length % 2))));
}

/** Without the silence that espeak-ng leaves around a sentence. */
function trimmed(samples: Int16Array): Int16Array {
  const loud = (sample: number) => Math.abs(sample) > 160;
  const first = samples.findIndex(loud);
  const last = samples.findLastIndex(loud);
  return first < 0 ? samples.subarray(0, 0) : samples.subarray(first, last + 1);
}

function silence(ms: number): Int16Array {
  return new Int16Array(Math.round((ms / 1000) * RATE));
}

function joined(pieces: Int16Array[]): Int16Array {
  const all = new Int16Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
