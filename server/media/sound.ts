/**
 * Sound and film as they are played: one rendition that every browser plays and can seek in, with none of the file's own
 * metadata, and with what is withheld silent and black. The original is never served in its place where anything is withheld.
 */
import { Invalid, NotFound } from '../archive/errors.ts';
import { type Derived, derive, derivedIfMade } from './derived.ts';
import { diskFull } from './incoming.ts';
import { probe, type Recording } from './probe.ts';
import { inOrder, insideSpans, type Span, silenceKey } from './silence.ts';
import { hasOriginal, originalPath } from './storage.ts';
import { input, type MediaTools, mediaTools, type NoTools, noTools, run } from './tools.ts';
import { inTurns } from './turns.ts';

export { probe, type Recording } from './probe.ts';
export { type Span, silenceKey } from './silence.ts';
export { type MediaTools, mediaTools, type NoTools } from './tools.ts';

/** A rendition, or that none can be made here. */
export type SoundRendition = { made: true; kind: 'audio' | 'video'; file: Derived } | NoTools;

export interface SoundOptions {
  /** What is withheld: its sound is silent and its picture black. */
  silence?: readonly Span[];
  /** The programs to use; those that are installed where left out. */
  tools?: MediaTools | null;
  signal?: AbortSignal;
}

/** The rendition if it has been made before, else null: for a page, which does not wait for a film to be encoded. */
export async function soundIfMade(
  dataFolder: string,
  sha256: string,
  silence: readonly Span[] = [],
): Promise<{ made: true; kind: 'audio' | 'video'; file: Derived } | null> {
  for (const kind of ['audio', 'video'] as const) {
    const { name, mime } = called(kind, silence);
    const file = await derivedIfMade(dataFolder, sha256, name, mime);
    if (file) return { made: true, kind, file };
  }
  return null;
}

/**
 * The streamable rendition of a recording, made when first asked for: AAC in M4A for sound (an hour takes about a
 * minute), H.264 and AAC in MP4 of at most 720 lines for film (an hour may take half an hour: a job, not a request). Throws
 * `NotFound` where there is no such original, and `Invalid` where it is no recording, is damaged, or takes too long.
 */
export async function renderSound(
  dataFolder: string,
  sha256: string,
  options: SoundOptions = {},
): Promise<SoundRendition> {
  const { tools = mediaTools(), signal } = options;
  const silence = inOrder(options.silence ?? []);
  const there = await soundIfMade(dataFolder, sha256, silence);
  if (there) return there;
  if (!(await hasOriginal(dataFolder, sha256))) throw new NotFound('file', sha256);
  if (!tools) return noTools;
  const recording = await probe(originalPath(dataFolder, sha256), { tools, signal });
  const make = (original: string, part: string, stop: AbortSignal) =>
    encode(tools, recording, silence, original, part, stop);
  const { kind } = recording;
  const file = await derive(dataFolder, sha256, { ...called(kind, silence), turns: turns[kind], make }, signal);
  return { made: true, kind, file };
}

/** Encoding takes every core there is: one of a kind at a time, so that no interview waits for a film. */
const turns = { audio: inTurns(1), video: inTurns(1) };

function called(kind: 'audio' | 'video', silence: readonly Span[]): { name: string; mime: string } {
  const key = silenceKey(silence);
  return kind === 'audio'
    ? { name: `sound-${key}.m4a`, mime: 'audio/mp4' }
    : { name: `film-${key}.mp4`, mime: 'video/mp4' };
}

async function encode(
  tools: MediaTools,
  recording: Recording,
  silence: Span[],
  original: string,
  part: string,
  signal: AbortSignal,
): Promise<void> {
  const film = recording.kind === 'video';
  const args = [
    ...['-v', 'error', '-nostdin', '-y', ...input(original)],
    // Only these streams: no cover picture, subtitle or data track, where a telephone writes where it was.
    ...(film ? ['-map', '0:V:0', ...picture(recording, silence)] : ['-vn']),
    ...(recording.channels ? ['-map', '0:a:0', ...sound(recording, silence)] : ['-an']),
    ...['-sn', '-dn', '-map_metadata', '-1', '-map_chapters', '-1', '-fflags', '+bitexact'],
    ...['-movflags', '+faststart', '-write_tmcd', '0', '-f', film ? 'mp4' : 'ipod', `file:${part}`],
  ];
  const seconds = (recording.durationMs ?? 4 * 60 * 60 * 1000) / 1000;
  const timeoutMs = 1000 * Math.round(film ? 600 + 8 * seconds : 120 + seconds);
  const ended = await run(tools.ffmpeg, args, { timeoutMs, signal });
  if (ended.how === 'done') return;
  if (/No space left on device|Disk quota exceeded/.test(ended.log)) throw diskFull(new Error(ended.log));
  const refused = new Invalid(
    ended.how === 'timeout'
      ? 'Preparing the recording took too long and was stopped. Send it in a common format, such as MP3 or MP4.'
      : 'The recording is damaged and cannot be prepared for playing. Send it again, or in another format.',
  );
  refused.cause = new Error(ended.log);
  throw refused;
}

/**
 * Gaps and a late start are filled, so that a moment of the recording stays the same moment in the rendition. ffmpeg
 * silences whole frames: they are cut to 256 samples, and a span begins one such frame early, so that no part of a word is
 * heard.
 */
function sound({ sampleRate, channels }: Recording, silence: Span[]): string[] {
  const rate = sampleRate && sampleRate % 11_025 === 0 ? 44_100 : 48_000;
  const filters = [`aresample=${rate}:async=1:first_pts=0`];
  const frameMs = (256 / rate) * 1000;
  if (silence.length > 0)
    filters.push('asetnsamples=n=256:p=0', `volume=volume=0:enable='${insideSpans(silence, frameMs)}'`);
  const stereo = (channels ?? 2) > 1;
  return ['-af', filters.join(','), '-c:a', 'aac', '-b:a', stereo ? '128k' : '80k', '-ac', stereo ? '2' : '1'];
}

/**
 * Upright, square pixels, at most 720 lines. A fixed frame rate lets a span be masked to the frame: a slide that stands for
 * ten seconds is one frame in the original, and a span inside it would have none to mask.
 */
function picture({ frameRate = 25 }: Recording, silence: Span[]): string[] {
  const halved = frameRate > 30 ? frameRate / 2 : frameRate;
  const rate = Math.min(30, halved < 10 ? 25 : halved);
  const filters = [
    'yadif=deint=interlaced',
    `fps=${rate.toFixed(3)}`,
    "scale=w='trunc(iw*sar/2)*2':h=ih",
    "scale=w='min(1280,iw)':h='min(720,ih)':force_original_aspect_ratio=decrease:force_divisible_by=2",
    'setsar=1',
    'format=yuv420p',
  ];
  const mask = `drawbox=x=0:y=0:w=iw:h=ih:color=black:t=fill:enable='${insideSpans(silence, 1000 / rate)}'`;
  if (silence.length > 0) filters.push(mask);
  const keyframes = String(Math.round(rate * 2)); // where a reader can jump to: every two seconds
  return ['-vf', filters.join(','), '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '24', '-g', keyframes];
}
