/** What a recording is, as ffprobe tells it. */
import { z } from 'zod';
import { Invalid } from '../archive/errors.ts';
import { kindOf } from './kinds.ts';
import { input, type MediaTools, mediaTools, run } from './tools.ts';
import { inTurns } from './turns.ts';

/** A recording. Where ffprobe is not installed only `kind` is known, as the container suggests it; the rest is null. */
export interface Recording {
  kind: 'audio' | 'video'; // video where there is a moving picture
  durationMs: number | null;
  codec: string | null; // of the picture of a film, else of the sound: 'h264', 'mp3', 'pcm_s16le', …
  channels: number | null; // of sound; 0 for a silent film
  sampleRate: number | null; // of sound, in hertz
  width?: number; // pixels, upright and square
  height?: number;
  frameRate?: number; // frames a second, on average
}

/**
 * Reads what a recording is from its container. Throws `Invalid` for what is no recording, is damaged, or holds neither
 * sound nor picture.
 */
export async function probe(
  path: string,
  { tools = mediaTools(), signal }: { tools?: MediaTools | null; signal?: AbortSignal } = {},
): Promise<Recording> {
  const found = await kindOf(path);
  if (found?.kind !== 'audio' && found?.kind !== 'video') {
    throw new Invalid('This is not a recording that can be read. Send sound as WAV, MP3 or M4A, film as MP4 or MOV.');
  }
  if (!tools) return { kind: found.kind, durationMs: null, codec: null, channels: null, sampleRate: null };
  return await turns(() => read(tools, path, signal), signal);
}

const turns = inTurns(2);
const timeoutMs = 60_000;

const stream = z.object({
  codec_type: z.string().optional(),
  codec_name: z.string().optional(),
  channels: z.number().optional(),
  sample_rate: z.string().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  sample_aspect_ratio: z.string().optional(),
  avg_frame_rate: z.string().optional(),
  disposition: z.object({ attached_pic: z.number().optional() }).optional(),
  side_data_list: z.array(z.object({ rotation: z.number().optional() })).optional(),
});
type Stream = z.infer<typeof stream>;
const report = z.object({ streams: z.array(stream), format: z.object({ duration: z.string().optional() }) });

async function read(tools: MediaTools, path: string, signal?: AbortSignal): Promise<Recording> {
  const fields = [
    'format=duration',
    'stream=codec_type,codec_name,channels,sample_rate,width,height,sample_aspect_ratio,avg_frame_rate',
    'stream_disposition=attached_pic',
    'stream_side_data=rotation',
  ];
  const said = await output(
    tools.ffprobe,
    ['-v', 'error', '-of', 'json', '-show_entries', fields.join(':'), ...input(path)],
    signal,
  );
  const { streams, format } = report.parse(JSON.parse(said));
  const sound = streams.find(({ codec_type }) => codec_type === 'audio');
  // The cover of an MP3 is a picture too, but it does not move.
  const film = streams.find(({ codec_type, disposition }) => codec_type === 'video' && !disposition?.attached_pic);
  if (!sound && !film)
    throw new Invalid('The file holds neither sound nor film that can be read. Send the recording itself.');
  const seconds = Number(format.duration ?? Number.NaN);
  const durationMs = seconds > 0 ? Math.round(seconds * 1000) : await measured(tools, path, signal);
  return {
    kind: film ? 'video' : 'audio',
    durationMs,
    codec: (film ?? sound)?.codec_name ?? null,
    channels: sound?.channels ?? 0,
    sampleRate: sound ? Number(sound.sample_rate) || null : null,
    ...(film ? shape(film) : {}),
  };
}

/** A film's size as it is seen: square pixels, and turned as the telephone was held. */
function shape({ width = 0, height = 0, sample_aspect_ratio, avg_frame_rate, side_data_list }: Stream) {
  const across = Math.round(width * (ratio(sample_aspect_ratio?.replace(':', '/')) ?? 1));
  const turned = Math.abs(side_data_list?.find(({ rotation }) => rotation !== undefined)?.rotation ?? 0) % 180 === 90;
  const frameRate = ratio(avg_frame_rate) ?? undefined;
  return turned ? { width: height, height: across, frameRate } : { width: across, height, frameRate };
}

function ratio(fraction?: string): number | null {
  const [over = 0, under = 0] = (fraction ?? '').split('/').map(Number);
  return over > 0 && under > 0 ? over / under : null;
}

/** A recording made in a browser does not say how long it is: its packets are read through, undecoded, to the last. */
async function measured(tools: MediaTools, path: string, signal?: AbortSignal): Promise<number | null> {
  const copy = ['-map', '0:a:0?', '-map', '0:V:0?', '-c', 'copy', '-f', 'null', '-'];
  const said = await output(
    tools.ffmpeg,
    ['-v', 'error', '-nostdin', '-progress', 'pipe:1', ...input(path), ...copy],
    signal,
  );
  const lasts = [...said.matchAll(/^out_time_us=(\d+)$/gm)].map(([, us]) => Number(us));
  const last = lasts.at(-1);
  return last ? Math.round(last / 1000) : null;
}

async function output(program: string, args: string[], signal?: AbortSignal): Promise<string> {
  let said = '';
  const ended = await run(program, args, {
    timeoutMs,
    signal,
    read: async (stdout) => {
      for await (const piece of stdout.setEncoding('utf8')) said = (said + piece).slice(-1_000_000);
    },
  });
  if (ended.how === 'done') return said;
  const refused = new Invalid('The recording is damaged or breaks off, and cannot be read. Send it again.');
  refused.cause = new Error(ended.log);
  throw refused;
}
