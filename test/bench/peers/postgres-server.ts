/**
 * A PostgreSQL of its own for the bench: a cluster in a temporary folder, on a free port of this machine, made and run by
 * the binaries that are there. It refuses to run as root; root lends it the user `postgres`, or `nobody`.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';

export interface PostgresServer {
  port: number;
  pid: number;
  folder: string;
  stop(): Promise<void>;
}

const STOPS_WITHIN = 30_000; // milliseconds

/** The folder of initdb and postgres, of the newest version; null where there is none. */
export function postgresBinaries(): string | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((one) => join(debian, one, 'bin')), ...(process.env.PATH ?? '').split(delimiter)];
  return folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name)))) ?? null;
}

/** Makes and starts a cluster in `folder`, which is not there yet. It says nothing of durability: the bench's index can be made anew. */
export async function startPostgres(
  binaries: string,
  folder: string,
  settings: Record<string, string>,
): Promise<PostgresServer> {
  const user = process.getuid?.() === 0 ? unprivileged() : null;
  mkdirSync(folder, { mode: 0o700 });
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const run = { cwd: folder, ...(user ?? {}) };
  const args = ['-D', data, '-U', 'bench', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
  const locales = ['--locale=C.UTF-8', '--locale=C'];
  for (const locale of locales) {
    try {
      execFileSync(join(binaries, 'initdb'), [...args, locale], { ...run, stdio: ['ignore', 'ignore', 'pipe'] });
      break;
    } catch (error) {
      if (locale === locales.at(-1)) throw error;
    }
  }
  const port = await freePort();
  const all = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: folder,
    fsync: 'off',
    ...settings,
  };
  const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(join(binaries, 'postgres'), ['-D', data, ...options], { ...run, stdio: 'ignore' });
  return { port, pid: server.pid!, folder, stop: () => stop(server) };
}

function unprivileged(): { uid: number; gid: number } {
  const id = (flag: string, name: string) =>
    Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: id('-u', name), gid: id('-g', name) };
    } catch {
      // this machine has no such user
    }
  }
  throw new Error('There is no user postgres or nobody on this machine.');
}

/** A fast shutdown: https://www.postgresql.org/docs/current/server-shutdown.html */
async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGINT');
  const timer = setTimeout(() => server.kill('SIGQUIT'), STOPS_WITHIN);
  await ended;
  clearTimeout(timer);
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
