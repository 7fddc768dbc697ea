/** Recordings made, heard and seen through the real ffmpeg, for the tests that run only where it is installed. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mediaTools } from '../../server/media/sound.ts';

/** What needs ffmpeg; skipped where there is none, when the plain statement of that is all there is to test. */
export const whereFfmpegIs = mediaTools() ? describe : describe.skip;

const program = () => mediaTools()?.ffmpeg ?? '';

/** A file made by ffmpeg with these arguments, as a telephone or a browser would have made it. */
export function recorded(path: string, ...args: string[]): Buffer {
  execFileSync(program(), ['-v', 'error', '-y', ...args, path], { stdio: 'pipe' });
  return readFileSync(path);
}
export const sine = (seconds: number) => [
  '-f',
  'lavfi',
  '-i',
  `sine=frequency=440:sample_rate=44100:duration=${seconds}`,
];
export const white = (seconds: number, size = '320x180', rate = '25') => [
  '-f',
  'lavfi',
  '-i',
  `color=white:size=${size}:rate=${rate}:duration=${seconds}`,
];
export const personal = [
  '-metadata',
  'title=Private Person at home',
  '-metadata',
  'location=+33.3152+044.3661/',
  '-metadata',
  'comment=Telephone 7',
];

/** The samples of a recording as any player would hear them, 48,000 a second, from −32,768 to 32,767. */
export function heard(path: string): Int16Array {
  const args = ['-v', 'error', '-i', path, '-map', '0:a:0', '-ac', '1', '-ar', '48000', '-f', 's16le', '-'];
  const bytes = execFileSync(program(), args, { maxBuffer: 100_000_000 });
  return new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);
}
export const loudest = (samples: Int16Array, fromMs: number, toMs: number) =>
  samples.subarray(fromMs * 48, toMs * 48).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);

/** The brightness of a film's middle from 0 to 255, 25 times a second. */
export function seen(path: string): Buffer {
  const args = ['-v', 'error', '-i', path, '-vf', 'fps=25,scale=1:1,format=gray', '-f', 'rawvideo', '-'];
  return execFileSync(program(), args, { maxBuffer: 100_000_000 });
}
