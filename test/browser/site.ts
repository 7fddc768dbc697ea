import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import type { Archive } from '../../server/archive/archive.ts';
import { type Config, readConfig } from '../../server/config.ts';
import { openEmbedded } from '../../server/search/embedded/index.ts';
import { createApp } from '../../server/web/app.ts';
import { temporaryArchive } from '../archive-folder.ts';
import { sampleArchive } from '../sample-archive.ts';
import { openBrowser } from './chromium.ts';

type Fill = (archive: Archive) => unknown;

/** The real app over an archive of its own, listening on a free port of this machine. Close it at the end. */
export async function openSite(fill: Fill, archive: Archive = temporaryArchive()) {
  await fill(archive);
  const engine = openEmbedded(archive, { threads: 1, limit: 60_000 });
  await engine.follow();
  const failures: string[] = [];
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const config: Config = { ...readConfig({}), publicUrl: address };
  const log = ({ error, message }: { error?: unknown; message: string }) => failures.push(`${message}: ${error}`);
  server.on('request', createApp({ archive, engine, config, now: () => new Date(), log }));
  return {
    address,
    archive,
    engine,
    failures,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await engine.close();
    },
  };
}

/** The same over an archive that has the sample collection. */
export async function openSampleSite(fill: Fill = () => {}): ReturnType<typeof openSite> {
  return openSite(fill, await sampleArchive());
}

/** A site, the one with the sample unless said otherwise, and a browser, from before the tests of a `describe` until after them. */
export function visited(open = openSampleSite): { site: Awaited<ReturnType<typeof openSite>>; browser: Browser } {
  const here = {} as ReturnType<typeof visited>;
  beforeAll(async () => {
    [here.site, here.browser] = await Promise.all([open(), openBrowser()]);
  }, 180_000);
  afterAll(async () => {
    await here.browser?.close();
    await here.site?.close();
  });
  return here;
}
