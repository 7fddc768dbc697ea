/**
 * The program of the archive's choice that writes down what is said (TRANSCRIBE_COMMAND). It is given a sound file and never
 * a shell; what it writes is text that others read and check (ingest/recognised.ts).
 */
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { Invalid, NotFound } from '../archive/errors.ts';
import { hasOriginal, originalPath } from './storage.ts';
import { input, mediaTools, run } from './tools.ts';

/** The program and its arguments; see `filledIn` for what stands in braces. */
export type TranscribeCommand = readonly [program: string, ...args: string[]];

/** What a program wrote, and under which name where it was a file. */
export interface ProgramText {
  bytes: Buffer;
  name: string;
}

export interface TranscribeOptions {
  command: TranscribeCommand;
  lang: string; // BCP 47 of what is spoken
  durationMs: number | null;
  signal: AbortSignal;
  /** Hears how far the program says it is, from 0 to 1. */
  onProgress(share: number): void;
}

const MOST_BYTES = 64 * 1024 * 1024; // of what a program writes: a hundred times the longest transcript
const FOLDER = 'transcription-';

/**
 * Lets the program write down a recording: its sound as WAV, 16 kHz, one channel, which is what recognisers want. Throws
 * NotFound where the recording is not here, Invalid where there is no ffmpeg, no sound, or the program fails or says nothing.
 */
export async function transcribeSound(
  dataFolder: string,
  sha256: string,
  options: TranscribeOptions,
): Promise<ProgramText> {
  const tools = mediaTools();
  if (!tools) throw new Invalid('ffmpeg is not installed on the archive’s computer, so recordings cannot be prepared.');
  if (!(await hasOriginal(dataFolder, sha256))) throw new NotFound('file', sha256);
  const incoming = join(dataFolder, 'incoming');
  await sweep(incoming);
  const folder = await mkdtemp(join(incoming, FOLDER));
  try {
    const sound = join(folder, 'sound.wav');
    const wav = [
      '-vn',
      '-map',
      '0:a:0',
      '-af',
      'aresample=16000:async=1:first_pts=0',
      '-ac',
      '1',
      '-c:a',
      'pcm_s16le',
      '-f',
      'wav',
      `file:${sound}`,
    ];
    const made = await run(
      tools.ffmpeg,
      ['-v', 'error', '-nostdin', ...input(originalPath(dataFolder, sha256)), ...wav],
      {
        timeoutMs: 60 * 60 * 1000,
        signal: options.signal,
      },
    );
    if (made.how !== 'done') throw failure('The recording has no sound that can be read.', made.log);
    return await runProgram(folder, sound, options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runProgram(
  folder: string,
  sound: string,
  { command, lang, durationMs, signal, onProgress }: TranscribeOptions,
): Promise<ProgramText> {
  const [program, ...args] = filledIn(command, { sound, folder, lang });
  const said: Buffer[] = [];
  let bytes = 0;
  const ended = await run(program, args, {
    timeoutMs: Math.max(2 * 3_600_000, 30 * (durationMs ?? 4 * 3_600_000)),
    signal,
    env: environment(process.env),
    hear: (text) => {
      const share = lastShare(text);
      if (share !== null) onProgress(share);
    },
    read: async (stdout: Readable) => {
      for await (const piece of stdout as AsyncIterable<Buffer>) {
        bytes += piece.length;
        if (bytes <= MOST_BYTES) said.push(piece);
        const share = lastShare(piece.toString('utf8'));
        if (share !== null) onProgress(share);
      }
    },
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'EACCES') throw error;
    throw new Invalid(`The program “${basename(program)}” of TRANSCRIBE_COMMAND cannot be started (${error.code}).`);
  });
  if (ended.how === 'timeout') throw failure('The program that transcribes took too long and was stopped.', ended.log);
  if (ended.how === 'failed') throw failure('The program that transcribes ended with an error.', ended.log);
  if (bytes > MOST_BYTES) throw new Invalid('The program that transcribes wrote too much to be a transcript.');
  const text = (await writtenFile(folder)) ?? { bytes: Buffer.concat(said), name: '' };
  if (text.bytes.toString('utf8').trim() === '') throw new Invalid('The program that transcribes wrote nothing.');
  return text;
}

/**
 * The command with its places filled in: `{input}` the sound, `{output}` a path without ending for what it writes, `{folder}`
 * the folder for it, `{lang}` the language, such as `ar`, or `auto`. Without `{input}` the sound comes last.
 */
export function filledIn(
  command: TranscribeCommand,
  { sound, folder, lang }: { sound: string; folder: string; lang: string },
): TranscribeCommand {
  const spoken = lang === 'und' ? 'auto' : lang.split('-')[0]!;
  const places: Record<string, string> = { input: sound, output: join(folder, 'words'), folder, lang: spoken };
  const [program, ...args] = command;
  const filled = args.map((arg) => arg.replace(/\{(input|output|folder|lang)\}/g, (_, name: string) => places[name]!));
  return args.some((arg) => arg.includes('{input}')) ? [program, ...filled] : [program, ...filled, sound];
}

/** The words of a command line, with quotation marks round those with spaces; null where a mark is not closed or nothing is there. */
export function commandWords(text: string): TranscribeCommand | null {
  const words: string[] = [];
  const pattern = /\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))(?=\s|$)/y;
  const line = text.trim();
  while (pattern.lastIndex < line.length) {
    const found = pattern.exec(line);
    if (!found) return null;
    words.push(found[1] ?? found[2] ?? found[3] ?? '');
  }
  const [program, ...args] = words;
  return program ? [program, ...args] : null;
}

/** What a recogniser may need to know of the machine, and nothing of the archive's secrets. */
function environment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const known =
    /^(?:PATH|HOME|USER|TMPDIR|LANG|LD_LIBRARY_PATH|(?:CUDA|NVIDIA|ROCR|HIP|OMP|HF|XDG|WHISPER|VOSK|PYTHON|VIRTUAL_ENV)\w*)$/;
  return { ...Object.fromEntries(Object.entries(env).filter(([name]) => known.test(name))), LC_ALL: 'C.UTF-8' };
}

/** The last percentage in what a program says of itself, as `progress = 45%`. */
function lastShare(text: string): number | null {
  const found = [...text.matchAll(/(?<![\d.])(\d{1,3})(?:\.\d+)?\s?%/g)].at(-1);
  const share = found ? Number(found[1]) / 100 : null;
  return share !== null && share <= 1 ? share : null;
}

/** The file that the program wrote: what says most of how sure it was first. */
async function writtenFile(folder: string): Promise<ProgramText | null> {
  const names = await readdir(folder);
  for (const ending of ['.json', '.vtt', '.srt']) {
    const name = names.find((one) => one.endsWith(ending));
    if (!name) continue;
    const path = join(folder, name);
    if ((await stat(path)).size > MOST_BYTES)
      throw new Invalid('The program that transcribes wrote too much to be a transcript.');
    return { bytes: await readFile(path), name };
  }
  return null;
}

/** Takes away what a crash left; there is one transcription at a time. */
async function sweep(incoming: string): Promise<void> {
  await mkdir(incoming, { recursive: true, mode: 0o750 });
  for (const name of await readdir(incoming)) {
    if (name.startsWith(FOLDER)) await rm(join(incoming, name), { recursive: true, force: true });
  }
}

function failure(message: string, log: string): Invalid {
  const refused = new Invalid(message);
  refused.cause = new Error(log);
  return refused;
}
