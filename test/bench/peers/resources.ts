/** What a contestant takes: bytes of memory and of disk. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Bytes of memory of these processes together; what they share counts once (Pss of
 * https://docs.kernel.org/filesystems/proc.html). NaN where the system does not say.
 */
export async function memoryOf(pids: readonly number[]): Promise<number> {
  let bytes = 0;
  for (const pid of pids) {
    try {
      const said = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
      bytes += Number(said?.[1] ?? Number.NaN) * 1024;
    } catch {
      if (pid === process.pid) bytes += process.memoryUsage().rss;
      else return Number.NaN;
    }
  }
  return bytes;
}

/** A process with all that came of it. */
export function family(pid: number): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
    return [pid, ...children.flatMap(family)];
  } catch {
    return [pid];
  }
}

/** Bytes that a folder takes on disk. */
export function bytesIn(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += bytesIn(path);
    else if (entry.isFile()) bytes += Math.min(statSync(path).size, statSync(path).blocks * 512); // files with holes
  }
  return bytes;
}
