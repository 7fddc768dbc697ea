/**
 * Speech by espeak-ng, a sentence at a time, so that the time of every cue is counted in samples and not guessed.
 * Needs espeak-ng and ffmpeg (Debian: `apt install espeak-ng ffmpeg`).
 */
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { spokenHebrew } from './hebrew.ts';
import type { Part, Speaker } from './script.ts';
import type { CueTimes } from './timing.ts';

const RATE = 22_050;
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

/** A little room around the dry voice, and its highest, most metallic tones taken down. */
const ROOM = 'highpass=f=75,treble=g=-4:f=5000,aecho=0.85:0.6:19|37:0.09|0.05,volume=1.6,alimiter=limit=0.9';

/** Writes .mp3 or .m4a, mono, 32 kbit/s: what every browser plays. Bit-exact, without a date or the encoder's name. */
export function writeSound(samples: Int16Array, path: string): void {
  const codec = path.endsWith('.m4a') ? ['-c:a', 'aac', '-movflags', '+faststart'] : ['-c:a', 'libmp3lame'];
  encode(samples, ['-af', ROOM, ...codec, '-b:a', '32k', '-ac', '1', path]);
}

/** Writes an .mp4 of a still picture, slowly nearing, with the speech. */
export function writeFilm(samples: Int16Array, picture: string, path: string): void {
  const seconds = samples.length / RATE;
  const near = `scale=1280:-2,zoompan=z='1+0.10*on/${Math.ceil(seconds * 8)}':d=${Math.ceil(seconds * 8)}:fps=8`;
  encode(
    samples,
    [
      '-filter_complex',
      `[1:v]${near}:x='(iw-iw/zoom)/2':y='(ih-ih/zoom)/2':s=480x360,format=yuv420p[v];[0:a]${ROOM}[a]`,
      '-map',
      '[v]',
      '-map',
      '[a]',
      '-c:v',
      'libx264',
      '-preset',
      'veryslow',
      '-crf',
      '33',
      '-threads',
      '1',
      '-c:a',
      'aac',
      '-b:a',
      '32k',
      '-ac',
      '1',
      '-shortest',
      '-movflags',
      '+faststart',
      path,
    ],
    picture,
  );
}

function encode(samples: Int16Array, output: string[], picture?: string): void {
  const raw = `${output.at(-1)}.pcm`;
  writeFileSync(raw, new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
  const inputs = ['-f', 's16le', '-ar', `${RATE}`, '-ac', '1', '-i', raw, ...(picture ? ['-i', picture] : [])];
  const exact = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact', '-flags:v', '+bitexact'];
  try {
    execFileSync('ffmpeg', ['-v', 'error', '-y', ...inputs, ...output.slice(0, -1), ...exact, output.at(-1)!]);
  } finally {
    rmSync(raw);
  }
}
