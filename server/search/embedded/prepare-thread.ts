/** A thread that prepares a build, each step when it is asked for. */
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { keepStatements } from '../../db/kept-statements.ts';
import { openDatabase } from '../../db/open.ts';
import { prepare } from './prepare.ts';

const { folder, today } = workerData as { folder: string; today: string };
const archive = keepStatements(openDatabase(join(folder, 'archive.db'), { readonly: true }));
const steps = prepare(archive, today);

parentPort!.on('message', () => {
  const { value, done } = next();
  if (!done) return parentPort!.postMessage(value);
  archive.close();
  parentPort!.postMessage(null);
  parentPort!.close();
});

/** SQLite's errors lose their message between threads; a plain one keeps it. */
function next(): ReturnType<typeof steps.next> {
  try {
    return steps.next();
  } catch (error) {
    throw new Error((error as Error).message, { cause: (error as { code?: string }).code });
  }
}
