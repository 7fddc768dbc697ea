import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Served } from './serving.ts';

const MB = 1024 * 1024;

/** An archive that has its index, opened in a new process: how soon it answers, and the memory it then takes. */
export async function benchServing(archiveFolder: string): Promise<string> {
  const child = fork(join(import.meta.dirname, 'serving.ts'), [archiveFolder], { execArgv: ['--import', 'tsx'] });
  const served = await new Promise<Served>((resolve, reject) => {
    child.once('message', (message) => resolve(message as Served));
    child.once('exit', (code) => reject(new Error(`The process that serves ended (${code}).`)));
  });
  const { first, searches, memory, threads } = served;
  return [
    `Cold start: ${first.toFixed(0)} ms from opening the archive and its index to the first answer`,
    `Memory of a process that only serves, after ${searches} searches by ${threads} threads: ${(memory / MB).toFixed(0)} MB`,
  ].join('\n');
}
