import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Before the first suite, in the process that starts the others: a folder for what is made once in a run of all the tests. */
export default function makeRunFolder(): void {
  const folder = mkdtempSync(join(tmpdir(), 'kolot-tests-'));
  process.env.KOLOT_TESTS = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
}
