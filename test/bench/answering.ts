/** `answering.ts ARCHIVE`, forked: serves an archive as the server does, and tells when asked what each answer took. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openArchive } from '../../server/archive/archive.ts';
import { readConfig } from '../../server/config.ts';
import { openEmbedded } from '../../server/search/embedded/index.ts';
import { createApp } from '../../server/web/app.ts';
import { drawAhead } from '../../server/web/atlas/ahead.ts';
import type { Site } from '../../server/web/site.ts';

/** Milliseconds from the request to the last byte handed over: by the clock, and of the processor in all threads. */
export interface Answered {
  path: string;
  wall: number;
  processor: number;
}

export type Told = { address: string } | { answered: Answered[] };

const archive = openArchive(process.argv[2]!);
const engine = openEmbedded(archive, { threads: readConfig({}).searchThreads, limit: 60_000 });
await engine.follow();
const site: Site = {
  archive,
  engine,
  config: readConfig({}),
  now: () => new Date(),
  log: ({ error }) => console.error(error),
};
const app = createApp(site);
await drawAhead(site, new AbortController().signal);

let answered: Answered[] = [];
const server = createServer((req, res) => {
  const [begun, used] = [performance.now(), process.cpuUsage()];
  res.on('finish', () => {
    const { user, system } = process.cpuUsage(used);
    answered.push({ path: req.url ?? '', wall: performance.now() - begun, processor: (user + system) / 1000 });
  });
  app(req, res);
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.send!({ address: `http://127.0.0.1:${port}` } satisfies Told);
});

process.on('message', async (message) => {
  if (message === 'tell') {
    process.send!({ answered } satisfies Told);
    answered = [];
    return;
  }
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await engine.close();
  archive.db.close();
  process.disconnect();
});
