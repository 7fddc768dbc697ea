/**
 * The engines of an archive as one. The embedded index is always there and always current; where there is a Meilisearch, it
 * answers what it can answer exactly, and the embedded index the rest. While Meilisearch is in trouble the embedded index
 * answers everything, and says so.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Archive } from '../archive/archive.ts';
import { prune } from '../archive/outbox.ts';
import { dayOf } from '../archive/viewer.ts';
import { type EmbeddedOptions, openEmbedded } from './embedded/index.ts';
import type { SearchAnswer, SearchEngine, SearchRequest } from './engine.ts';
import { leftOut } from './left-out.ts';
import { type MeilisearchIndex, type MeilisearchOptions, openMeilisearch } from './meilisearch/index.ts';

export interface EngineOptions {
  /** Where a Meilisearch is, and a key that may manage it; null for the embedded index alone. */
  meilisearch: MeilisearchOptions['address'] | null;
  today: () => string; // YYYY-MM-DD
  embedded: Partial<EmbeddedOptions>;
  limit: number; // milliseconds Meilisearch may take for a search before the embedded index answers it
  poll: number; // milliseconds between two looks for what changed
  probe: number; // milliseconds between two looks whether Meilisearch is as it was left
  patience: number; // milliseconds that `follow` waits for Meilisearch: it may be stuck, and what changed is found without it
  hear: (message: string) => void; // hears when Meilisearch comes to be in trouble, and is out of it again
}

const DEFAULTS: EngineOptions = {
  meilisearch: null,
  today: () => dayOf(new Date()),
  embedded: {},
  limit: 2000,
  poll: 250,
  probe: 5000,
  patience: 10_000,
  hear: () => {},
};
const PRUNE_EVERY = 60_000; // milliseconds

/** Opens the engines of an archive, which begin to follow it. Close them before the archive. */
export function openEngines(archive: Archive, options: Partial<EngineOptions> = {}): SearchEngine {
  const { meilisearch: address, embedded: asked, patience, ...shared } = { ...DEFAULTS, ...options };
  const { today, poll } = shared;
  const embedded = openEmbedded(archive, { today, poll, ...asked });
  const searches = asked.threads !== 0;
  const meilisearch = address && openMeilisearch(archive, { address, searches, ...shared });
  const pruning = setInterval(() => void forgetFollowed(archive, embedded, meilisearch).catch(() => {}), PRUNE_EVERY);
  pruning.unref();
  const close = async () => {
    clearInterval(pruning);
    await meilisearch?.close();
    await embedded.close();
  };
  return meilisearch ? { ...both(archive, embedded, meilisearch, { today, patience }), close } : { ...embedded, close };
}

/** Takes out of the outbox what every engine has followed. */
export async function forgetFollowed(
  { db }: Archive,
  embedded: SearchEngine,
  meilisearch: MeilisearchIndex | null,
): Promise<void> {
  const { ready, cursor } = await embedded.state();
  if (!ready) return;
  prune(db, [cursor, ...(meilisearch ? [meilisearch.needsFrom()] : [])]);
}

function both(
  { db }: Archive,
  embedded: SearchEngine,
  meilisearch: MeilisearchIndex,
  { today, patience }: Pick<EngineOptions, 'today' | 'patience'>,
): Omit<SearchEngine, 'close'> {
  /** What Meilisearch must leave out besides: it may stand elsewhere than the embedded index. */
  function forMeilisearch(request: SearchRequest): SearchRequest {
    const standing = meilisearch.current() ?? embedded.current();
    const also = leftOut(db, { current: () => standing }, today());
    return { ...request, leaveOut: [...new Set([...request.leaveOut, ...also])] };
  }

  async function search(request: SearchRequest): Promise<SearchAnswer> {
    const answer = await meilisearch.search(forMeilisearch(request));
    if (typeof answer === 'object') return { ...answer, answeredBy: 'meilisearch', fallback: false };
    return { ...(await embedded.search(request)), answeredBy: 'embedded', fallback: answer === 'trouble' };
  }

  return {
    search,
    within: embedded.within,
    suggest: embedded.suggest,
    current: embedded.current,
    async follow() {
      await embedded.follow();
      const waiting = new AbortController();
      const followed = meilisearch.follow().catch(() => {}); // what is wrong is in its state, and the embedded index answers
      await Promise.race([followed, pause(patience, undefined, { signal: waiting.signal }).catch(() => {})]);
      waiting.abort();
    },
    async rebuild(onProgress) {
      await embedded.rebuild(onProgress);
      await meilisearch.rebuild(onProgress);
    },
    async state() {
      const states = [await embedded.state(), await meilisearch.state()] as const;
      return { ...states[0], message: states[0].message ?? states[1].message, engines: [...states] };
    },
  };
}
