// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { howToInstall, missingTools } from './build-tools.mjs';
import { headersEnvironment, ownHeaders } from './headers.mjs';
import { npm } from './npm.mjs';
import { say } from './run.mjs';

/**
 * Whether better-sqlite3 can be relied on under this Node. It is compiled for one Node's binary interface, and says so
 * only when asked: in a process of its own, because a half-written binary can bring down the one that loads it. One
 * compiled by a plain `npm ci` with the headers of a Node from 24.19 on loads and ends the process later: object-wrap.h.
 * @param {string} root
 */
export function sqliteWorks(root) {
  const place = join(root, 'node_modules', 'better-sqlite3'); // not one in a folder above
  const open = "new (require(process.argv[1]))(':memory:').close()";
  if (spawnSync(process.execPath, ['-e', open, place], { stdio: 'ignore' }).status !== 0) return false;
  const binary = join(place, 'build', 'Release', 'better_sqlite3.node');
  return !existsSync(binary) || !readFileSync(binary).includes('RemoveEnvironmentCleanupHook');
}

/**
 * Fetches or builds better-sqlite3 for this Node. Leaves the process with code 1 and the reason when neither succeeds.
 * @param {string} root
 */
export async function buildSqlite(root) {
  const node = process.versions.node;
  say(`preparing better-sqlite3 for Node ${node}; where it must be compiled this takes a minute or two …`);
  const { code, output } = await npm(
    root,
    ['rebuild', 'better-sqlite3', '--foreground-scripts', '--ignore-scripts=false'],
    { env: compilerEnvironment(headersEnvironment(process.env)), quiet: true },
  );
  if (code === 0 && sqliteWorks(root)) return;
  const missing = missingTools();
  if (missing.length === 0) console.error(output.trimEnd());
  say(explain(missing));
  process.exit(1);
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
function compilerEnvironment(env) {
  const header = join(import.meta.dirname, 'object-wrap.h');
  if (process.platform === 'win32') return { ...env, CL: `/FI"${header}" ${env.CL ?? ''}` };
  return { ...env, CXXFLAGS: `-include "${header}" ${env.CXXFLAGS ?? ''}` };
}

/** @param {string[]} missing */
function explain(missing) {
  const failed = `there is no binary of better-sqlite3 for Node ${process.versions.node} within reach, and it could not be compiled`;
  if (missing.length > 0) {
    const names = new Intl.ListFormat('en').format(missing);
    return `${failed}: not found: ${names}. ${howToInstall()} Then run the command again.`;
  }
  if (ownHeaders()) return `${failed}; the compiler says why above.`;
  return (
    `${failed}; the compiler says why above. The headers of this Node are not beside it (../include/node): install a Node ` +
    'that carries them, from nodejs.org for example, or set npm_config_nodedir to the folder that has them.'
  );
}
