/** The archive as it really runs: `server/main.ts` in a process of its own, which can be killed and started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addAccount } from '../../../server/archive/account.ts';
import { openArchive } from '../../../server/archive/archive.ts';

const MAIN = join(import.meta.dirname, '../../../server/main.ts');
const OPEN = /is open at (http:\/\/\S+)/;

export const ARCHIVIST = { email: 'dalia@example.org', name: 'Dalia', password: 'a long walk by the Tigris' };

/** An archive with one archivist and nothing else, served. Always `end` it. */
export async function runArchive() {
  const folder = mkdtempSync(join(tmpdir(), 'kolot-whole-story-'));
  const { db } = openArchive(folder);
  await addAccount(db, { ...ARCHIVIST, role: 'archivist' });
  db.close();
  const complaints: string[] = [];
  let { child, address } = await start(folder, '0', complaints);

  /** As a power cut: nothing is told, nothing finished. */
  async function kill(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }
  return {
    folder,
    address,
    /** What it had to say on standard error or in its log. */
    complaints,
    kill,
    async startAgain(): Promise<void> {
      ({ child, address } = await start(folder, new URL(address).port, complaints));
    },
    async end(): Promise<void> {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type RunningArchive = Awaited<ReturnType<typeof runArchive>>;

/** Resolves when it says where it is open; throws what it says where it ends before. */
function start(folder: string, port: string, complaints: string[]): Promise<{ child: ChildProcess; address: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN], {
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      KOLOT_DATA: folder,
      KOLOT_SAMPLE: 'off',
      HOST: '127.0.0.1',
      PORT: port,
      LOG_LEVEL: 'error',
      SEARCH_THREADS: '1',
      CONTACT_PHONE: '+44 20 7946 0000',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => complaints.push(text));
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const address = OPEN.exec(said)?.[1];
      if (address) resolve({ child, address });
      for (const line of text.split('\n')) if (line.startsWith('{')) complaints.push(line);
    });
    child.once('exit', (code) => reject(new Error(`It ended with ${code}: ${complaints.join('')}`)));
  });
}
