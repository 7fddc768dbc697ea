import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Archive } from '../../server/archive/archive.ts';
import { readConfig } from '../../server/config.ts';
import type { SearchEngine } from '../../server/search/engine.ts';
import { createApp } from '../../server/web/app.ts';
import { table, timeEach, timesOf } from './measure.ts';

const EACH = 40; // requests of a page, one after another

/** Pages of the bench archive over HTTP, whole, as a browser asks for them. */
export async function benchPages(archive: Archive, engine: SearchEngine): Promise<string> {
  const server = createServer(
    createApp({
      archive,
      engine,
      config: readConfig({}),
      now: () => new Date(),
      log: ({ error }) => console.error(error),
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const pages: [string, (i: number) => string][] = [
    ['home', () => '/en/'],
    ['testimony, about 120 passages', (i) => `/en/testimonies/B-${((i * 7) % 200) + 1}`],
    ['country', (i) => `/en/countries/${['IQ', 'EG', 'YE', 'MA'][i % 4]}`],
    ['search without a word', (i) => `/en/search?page=${i + 1}`],
    ['/assets (nothing but HTTP)', () => '/robots.txt'],
  ];
  try {
    const rows: (string | number)[][] = [['page', 'p50 ms', 'p95 ms', 'bytes']];
    for (const [name, path] of pages) {
      let bytes = 0;
      const ask = async (i: number) => {
        const answer = await fetch(address + path(i));
        if (!answer.ok) throw new Error(`${path(i)} answered ${answer.status}`);
        bytes = (await answer.arrayBuffer()).byteLength;
      };
      await ask(0);
      const { p50, p95 } = timesOf(
        await timeEach(
          Array.from({ length: EACH }, (_, i) => i),
          ask,
        ),
      );
      rows.push([name, p50, p95, String(bytes)]);
    }
    return table(rows);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
