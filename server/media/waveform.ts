/** The shape of a recording's sound, to draw beside its text. */
import { readFile, writeFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { Invalid, NotFound } from '../archive/errors.ts';
import { derive, derivedIfMade } from './derived.ts';
import { inOrder, type Span, silenceKey } from './silence.ts';
import type { SoundOptions } from './sound.ts';
import { hasOriginal } from './storage.ts';
import { input, type MediaTools, mediaTools, type NoTools, noTools, run } from './tools.ts';
import { inTurns } from './turns.ts';

/** One peak for each `1 / pointsPerSecond` of a second, from 0 to 100, where 100 is the loudest of this recording. */
export type Waveform = { made: true; pointsPerSecond: number; peaks: number[] } | NoTools;

/**
 * The peaks of a recording, made when first asked for and kept. Withheld spans are 0: the shape of a word would tell of it.
 * `pointsPerSecond` is a whole number from 1 to 50. Throws `NotFound` where there is no such original and `Invalid` where
 * it has no sound that can be read.
 */
export async function waveform(
  dataFolder: string,
  sha256: string,
  pointsPerSecond: number,
  { silence = [], tools = mediaTools(), signal }: SoundOptions = {},
): Promise<Waveform> {
  if (!Number.isInteger(pointsPerSecond) || pointsPerSecond < 1 || pointsPerSecond > 50) {
    throw new Invalid('A waveform has from 1 to 50 points a second.', { field: 'pointsPerSecond' });
  }
  const name = `waveform-${pointsPerSecond}-${silenceKey(silence)}.json`;
  const mime = 'application/json';
  const spans = inOrder(silence);
  let file = await derivedIfMade(dataFolder, sha256, name, mime);
  if (!file) {
    if (!(await hasOriginal(dataFolder, sha256))) throw new NotFound('file', sha256);
    if (!tools) return noTools;
    const make = async (original: string, part: string, stop: AbortSignal) => {
      const peaks = await measure(tools, original, pointsPerSecond, stop);
      await writeFile(part, JSON.stringify(scaled(withheld(peaks, pointsPerSecond, spans))));
    };
    file = await derive(dataFolder, sha256, { name, mime, turns, make }, signal);
  }
  const peaks = z.array(z.number()).parse(JSON.parse(await readFile(file.path, 'utf8')));
  return { made: true, pointsPerSecond, peaks };
}

/** The peaks of a whole recording if they have been made, else null: for a page, which does not wait for them. */
export async function waveformIfMade(
  dataFolder: string,
  sha256: string,
  pointsPerSecond: number,
): Promise<number[] | null> {
  const name = `waveform-${pointsPerSecond}-${silenceKey([])}.json`;
  const file = await derivedIfMade(dataFolder, sha256, name, 'application/json');
  return file && z.array(z.number()).parse(JSON.parse(await readFile(file.path, 'utf8')));
}

const turns = inTurns(1);

/** Samples a second that the sound is reduced to before its peaks are taken: the band of speech, and exact for every point. */
const rate = 8000;

async function measure(
  tools: MediaTools,
  path: string,
  pointsPerSecond: number,
  signal: AbortSignal,
): Promise<number[]> {
  const decode = ['-map', '0:a:0', '-af', `aresample=${rate}:async=1:first_pts=0`, '-ac', '1', '-f', 's16le', 'pipe:1'];
  let peaks: number[] = [];
  const ended = await run(tools.ffmpeg, ['-v', 'error', '-nostdin', ...input(path), ...decode], {
    timeoutMs: 60 * 60 * 1000,
    signal,
    read: async (stdout) => {
      peaks = await loudest(stdout, pointsPerSecond);
    },
  });
  if (ended.how === 'done' && peaks.length > 0) return peaks;
  const refused = new Invalid('The recording has no sound that can be read.');
  if (ended.how !== 'done') refused.cause = new Error(ended.log);
  throw refused;
}

/** The loudest sample of each point, of signed 16-bit little-endian samples as they stream in. */
async function loudest(samples: Readable, pointsPerSecond: number): Promise<number[]> {
  const peaks: number[] = [];
  let odd: Buffer = Buffer.alloc(0); // a sample cut in two by the pipe
  let at = 0;
  for await (const piece of samples) {
    const bytes: Buffer = odd.length > 0 ? Buffer.concat([odd, piece]) : piece;
    const even = bytes.length - (bytes.length % 2);
    for (let offset = 0; offset < even; offset += 2) {
      const point = Math.floor((at * pointsPerSecond) / rate);
      peaks[point] = Math.max(peaks[point] ?? 0, Math.abs(bytes.readInt16LE(offset)));
      at += 1;
    }
    odd = bytes.subarray(even);
  }
  return peaks;
}

function withheld(peaks: number[], pointsPerSecond: number, spans: Span[]): number[] {
  for (const { startMs, endMs } of spans) {
    peaks.fill(0, Math.floor((startMs * pointsPerSecond) / 1000), Math.ceil((endMs * pointsPerSecond) / 1000));
  }
  return peaks;
}

function scaled(peaks: number[]): number[] {
  const most = peaks.reduce((most, peak) => Math.max(most, peak), 1);
  return peaks.map((peak) => Math.round((peak / most) * 100));
}
