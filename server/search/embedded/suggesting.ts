import type { SuggestAnswer, SuggestRequest } from '../suggest/asked.ts';
import { openPool, type Pool, type PoolOptions } from './pool.ts';

const SOON = 2000; // milliseconds after an index is there, so that search itself is not kept waiting

export interface Suggesting {
  /** From now on answers from the index at `path`. */
  moveTo(path: string): void;
  suggest(request: SuggestRequest): Promise<SuggestAnswer>;
  close(): Promise<void>;
}

/**
 * The one thread that suggests, which long searches do not keep waiting. It reads every name of the archive when it starts:
 * soon, or when it is first asked.
 */
export function openSuggesting(options: Omit<PoolOptions, 'module'>, onError: (error: Error) => void): Suggesting {
  let pool: Pool | null = null;
  let wanted: string | null = null;
  let moving: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  function begin(): Pool {
    clearTimeout(timer);
    if (pool) return pool;
    pool = openPool({ ...options, threads: Math.min(1, options.threads), module: './suggester-thread.ts' });
    if (wanted !== null) moveOn(wanted);
    return pool;
  }

  function moveOn(path: string): void {
    moving = moving.then(() => pool!.moveTo(path)).catch(onError);
  }

  return {
    moveTo(path) {
      wanted = path;
      if (pool) moveOn(path);
      else if (options.threads > 0) timer = setTimeout(begin, SOON).unref();
    },
    async suggest(request) {
      return (await begin().run({ kind: 'suggest', request })) as SuggestAnswer;
    },
    async close() {
      clearTimeout(timer);
      await moving;
      await pool?.close();
    },
  };
}
