import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Config, readConfig } from '../../server/config.ts';
import { openEmbedded } from '../../server/search/embedded/index.ts';
import { createApp } from '../../server/web/app.ts';
import { temporaryArchive } from '../archive-folder.ts';

/** The real app over an archive of its own, listening on a free port of this machine. Close it at the end. */
export async function openSite(fill: (archive: ReturnType<typeof temporaryArchive>) => Promise<unknown>) {
  const archive = temporaryArchive();
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
