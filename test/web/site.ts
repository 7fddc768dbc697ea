/** The real app over an archive of its own, with its real search engine, listening on a free port of this machine. */
import { createHash } from 'node:crypto';
import { Agent, createServer, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Archive } from '../../server/archive/archive.ts';
import { type Config, readConfig } from '../../server/config.ts';
import { openEmbedded } from '../../server/search/embedded/index.ts';
import { createApp, SERVER } from '../../server/web/app.ts';
import type { Site } from '../../server/web/site.ts';
import { temporaryArchive } from '../archive-folder.ts';
import { inserter } from '../insert.ts';
import { sampleArchive } from '../sample-archive.ts';
import { TODAY } from './states.ts';

export interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  text: string;
}

type Fill = (archive: Archive) => Promise<unknown> | unknown;

/** Fills an archive and serves it; the day is `TODAY` until `clock.day` says otherwise. `close` it after the tests. */
export async function openSite(fill: Fill, settings: Partial<Config> = {}, archive: Archive = temporaryArchive()) {
  await fill(archive);
  const clock = { day: TODAY };
  // It follows when a test says so, and not by itself.
  const engine = openEmbedded(archive, { threads: 1, limit: 60_000, poll: 3_600_000, today: () => clock.day });
  await engine.follow();
  const logged: string[] = [];
  const made: Site = {
    archive,
    engine,
    config: { ...readConfig({}), publicUrl: 'http://kolot.example', ...settings },
    now: () => new Date(`${clock.day}T12:00:00Z`),
    log: ({ error, message }) => logged.push(`${message} ${error instanceof Error ? error.stack : String(error)}`),
  };
  const app = createApp(made);
  const server = createServer(SERVER, app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const { port } = server.address() as AddressInfo;

  /** Asks for an address as it stands, nothing decoded, followed or taken for an error. */
  function ask(path: string, headers: Record<string, string> = {}, method = 'GET', sent = ''): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const length = sent ? { 'content-length': String(Buffer.byteLength(sent)) } : {};
      const asking = request(
        { host: '127.0.0.1', port, agent, path, method, headers: { ...headers, ...length } },
        (answer) => {
          const pieces: Buffer[] = [];
          answer.on('data', (piece: Buffer) => pieces.push(piece));
          answer.on('error', reject);
          answer.on('end', () => {
            const body = Buffer.concat(pieces);
            const written = /^(text|application\/(problem\+)?json)/.test(answer.headers['content-type'] ?? '');
            const text = body.toString(written ? 'utf8' : 'latin1');
            resolve({ status: answer.statusCode!, headers: answer.headers, body, text });
          });
        },
      );
      asking.on('error', reject);
      asking.end(sent);
    });
  }

  async function close(): Promise<void> {
    agent.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await engine.close();
  }
  return { app, made, archive, engine, clock, logged, ask, close };
}

/** The same over an archive that has the sample collection. */
export async function openSampleSite(fill: Fill = () => {}, settings: Partial<Config> = {}): Promise<OpenSite> {
  return openSite(fill, settings, await sampleArchive());
}
export type OpenSite = Awaited<ReturnType<typeof openSite>>;

/** An account, and the cookie of a browser signed in to it. */
export function signedIn({ db }: Archive, role: string, name: string = role): { id: number; cookie: string } {
  const insert = inserter(db);
  const id = insert('account', { email: `${name}@example.org`, name, role, password_hash: '-' });
  const token = `token-of-${name}`;
  const sha256 = createHash('sha256').update(token).digest('hex');
  insert('sign_in', { token_sha256: sha256, account_id: id, expires_at: '2099-01-01T00:00:00.000Z' });
  return { id, cookie: `kolot_sign_in=${token}` };
}
