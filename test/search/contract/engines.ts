/** The engines that the contract is claimed of: each answers the same suite. */
import type { Archive } from '../../../server/archive/archive.ts';
import type { SearchEngine } from '../../../server/search/engine.ts';
import { openEngines } from '../../../server/search/engines.ts';
import { hasMeilisearch, startMeilisearch } from '../meilisearch/server.ts';

export interface Contestant {
  name: string;
  /** Opens the engine for an archive, once it can answer by itself. */
  open(archive: Archive, today?: () => string): Promise<SearchEngine>;
  leave(): Promise<void>;
}

const QUICK = { poll: 20, patience: 60_000, probe: 500, limit: 20_000, embedded: { threads: 1, limit: 60_000 } };

export const contestants: (() => Promise<Contestant>)[] = [embedded, ...(hasMeilisearch ? [meilisearch] : [])];

async function embedded(): Promise<Contestant> {
  return {
    name: 'embedded',
    async open(archive, today) {
      const engine = openEngines(archive, { ...QUICK, ...(today && { today }) });
      await engine.follow();
      return engine;
    },
    async leave() {},
  };
}

async function meilisearch(): Promise<Contestant> {
  const server = await startMeilisearch();
  return {
    name: `Meilisearch ${server.version}`,
    async open(archive, today) {
      const address = { host: server.host, apiKey: server.apiKey };
      const engine = openEngines(archive, { ...QUICK, meilisearch: address, ...(today && { today }) });
      await engine.follow();
      await serving(engine);
      return engine;
    },
    leave: server.leave,
  };
}

/** Waits until Meilisearch answers: until then the embedded index does, which is claimed elsewhere. */
export async function serving(engine: SearchEngine): Promise<void> {
  for (const until = Date.now() + 60_000; ; ) {
    const { engines } = await engine.state();
    if (engines?.every(({ ready }) => ready)) return;
    if (Date.now() > until) throw new Error(`Meilisearch is not ready: ${engines?.[1]?.message}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
