/**
 * ffmpeg and ffprobe, which may or may not be installed. They read families' files, so they are kept on a short lead: local
 * files of known containers only, a time limit, low priority, and never a word of theirs shown to a person.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { setPriority } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable } from 'node:stream';

/** Where the two programs are. */
export interface MediaTools {
  ffmpeg: string;
  ffprobe: string;
}

/** The answer where sound and film cannot be worked on, because ffmpeg is not installed. Pages say so plainly. */
export interface NoTools {
  made: false;
  why: 'no-ffmpeg';
}

export const noTools: NoTools = { made: false, why: 'no-ffmpeg' };

let known: MediaTools | null | undefined;

/** The programs, looked for once along PATH; null where either is missing. */
export function mediaTools(): MediaTools | null {
  if (known === undefined) known = findTools(process.env.PATH ?? '');
  return known;
}

/** The programs in the folders of `searchPath`, or null. */
export function findTools(searchPath: string): MediaTools | null {
  const find = (name: string) =>
    searchPath
      .split(delimiter)
      .filter((folder) => folder !== '')
      .map((folder) => join(folder, process.platform === 'win32' ? `${name}.exe` : name))
      .find(isProgram);
  const ffmpeg = find('ffmpeg');
  const ffprobe = find('ffprobe');
  return ffmpeg && ffprobe ? { ffmpeg, ffprobe } : null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * How an input file is named to either program. The containers are those of `welcome.ts`: what leads to other files (HLS,
 * DASH, concat, image sequences) is not among them, however a file is dressed up.
 */
export function input(path: string): string[] {
  const containers = 'mov,mp3,aac,wav,w64,flac,aiff,ogg,amr,asf,matroska,avi,mpeg,mpegvideo,mpegts,mxf';
  return [
    '-protocol_whitelist',
    'file',
    '-format_whitelist',
    containers,
    '-max_pixels',
    '67108864',
    '-i',
    `file:${path}`,
  ];
}

/** How a run ended. `log` is the end of what the program said: for the archive's own log, never for a page. */
export type Ended = { how: 'done' } | { how: 'failed' | 'timeout'; log: string };

export interface RunOptions {
  timeoutMs: number;
  signal?: AbortSignal;
  /** Reads what the program writes to its standard output, to the end. */
  read?: (stdout: Readable) => Promise<void>;
  /** Hears what the program says of itself on its standard error, piece by piece. */
  hear?: (said: string) => void;
  /** The program's environment; the search path alone where left out. */
  env?: NodeJS.ProcessEnv;
}

/** Runs a program until it ends. It is killed at the time limit, and when the signal aborts, whose reason is then thrown. */
export async function run(
  program: string,
  args: string[],
  { timeoutMs, signal, read, hear, env }: RunOptions,
): Promise<Ended> {
  signal?.throwIfAborted();
  const child = spawn(program, args, {
    stdio: ['ignore', read ? 'pipe' : 'ignore', 'pipe'],
    env: env ?? { PATH: process.env.PATH, LC_ALL: 'C' },
    windowsHide: true,
  });
  const kill = () => child.kill('SIGKILL');
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    kill();
  }, timeoutMs);
  signal?.addEventListener('abort', kill, { once: true });
  running.add(child);
  let log = '';
  child.stderr?.setEncoding('utf8').on('data', (said: string) => {
    log = (log + said).slice(-4000);
    hear?.(said);
  });
  try {
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (child.pid !== undefined) lowerPriority(child.pid);
    const [code] = await Promise.all([ended, read && child.stdout ? read(child.stdout) : undefined]);
    signal?.throwIfAborted();
    if (late) return { how: 'timeout', log };
    return code === 0 ? { how: 'done' } : { how: 'failed', log };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', kill);
    running.delete(child);
    kill(); // does nothing to one that has ended
  }
}

const running = new Set<ChildProcess>();

// No rendition outlives the server.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Readers come before renditions. */
function lowerPriority(pid: number): void {
  try {
    setPriority(pid, 10);
  } catch {
    // It has ended already, or the system does not allow it: both are fine.
  }
}
