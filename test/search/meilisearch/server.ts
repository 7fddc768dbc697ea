/**
 * A real Meilisearch to test against: the one at MEILI_TEST_HOST (with MEILI_TEST_KEY, its master key), else a `meilisearch`
 * on the PATH, started on a free port of this machine with an index folder of its own.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface MeilisearchServer {
  host: string;
  apiKey: string;
  version: string;
  /** Its process, and the folder of its data; null where it is not ours. */
  pid: () => number | null;
  folder: string | null;
  /** Ends the server, without its folder; `start` starts it again on the same port. Null where it is not ours to end. */
  stop: (() => Promise<void>) | null;
  start: (() => Promise<void>) | null;
  /** Ends it and removes what it wrote. */
  leave(): Promise<void>;
}

const MASTER_KEY = 'a-master-key-for-the-tests-of-kolot';
/** By its own lights it takes two thirds of the memory there is, and fills it with zeros for each batch: a second of nothing. */
const OPTIONS = ['--no-analytics', '--log-level', 'ERROR'];
const INDEXING_MEMORY = '200MiB';
const STARTS_WITHIN = 30_000; // milliseconds

/** Whether there is one to test against; a test says plainly where there is not. */
export const hasMeilisearch = Boolean(process.env.MEILI_TEST_HOST) || isOnPath();

function isOnPath(): boolean {
  return spawnSync('meilisearch', ['--version'], { stdio: 'ignore' }).status === 0;
}

export async function startMeilisearch({ indexingMemory = INDEXING_MEMORY } = {}): Promise<MeilisearchServer> {
  if (process.env.MEILI_TEST_HOST) {
    const host = process.env.MEILI_TEST_HOST;
    const apiKey = process.env.MEILI_TEST_KEY ?? '';
    const version = await versionAt(host, apiKey);
    return { host, apiKey, version, pid: () => null, folder: null, stop: null, start: null, leave: async () => {} };
  }
  const folder = mkdtempSync(join(tmpdir(), 'kolot-meilisearch-'));
  const port = await freePort();
  const host = `http://127.0.0.1:${port}`;
  let running: ChildProcess | null = null;
  const start = async () => {
    running = spawn(
      'meilisearch',
      [
        ...OPTIONS,
        '--max-indexing-memory',
        indexingMemory,
        '--db-path',
        join(folder, 'data'),
        '--http-addr',
        `127.0.0.1:${port}`,
      ],
      { cwd: folder, stdio: 'ignore', env: { ...process.env, MEILI_MASTER_KEY: MASTER_KEY } },
    );
    await untilThere(host);
  };
  const stop = async () => {
    const ended = new Promise((resolve) => running?.once('exit', resolve));
    running?.kill('SIGKILL'); // as by a power cut
    await ended;
  };
  await start();
  return {
    host,
    apiKey: MASTER_KEY,
    version: await versionAt(host, MASTER_KEY),
    pid: () => running?.pid ?? null,
    folder,
    stop,
    start,
    async leave() {
      if (running?.exitCode === null && running.signalCode === null) await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function versionAt(host: string, apiKey: string): Promise<string> {
  const answer = await fetch(`${host}/version`, { headers: { Authorization: `Bearer ${apiKey}` } });
  return ((await answer.json()) as { pkgVersion: string }).pkgVersion;
}

async function untilThere(host: string): Promise<void> {
  for (const until = Date.now() + STARTS_WITHIN; ; ) {
    const there = await fetch(`${host}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (there) return;
    if (Date.now() > until) throw new Error('Meilisearch did not start.');
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
