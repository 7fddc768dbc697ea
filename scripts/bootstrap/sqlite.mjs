// @ts-check
import { spawnSync } from 'node:child_process';
import { howToInstall, missingTools } from './build-tools.mjs';
import { headersEnvironment, ownHeaders } from './headers.mjs';
import { npm } from './npm.mjs';
import { say } from './run.mjs';

/**
 * Whether better-sqlite3 loads under this Node: it is compiled for one Node's binary interface, and says so only when
 * asked. Asked in a process of its own, because a half-written binary can bring down the one that loads it.
 * @param {string} root
 */
export function sqliteLoads(root) {
  const open = "new (require('better-sqlite3'))(':memory:').close()";
  return spawnSync(process.execPath, ['-e', open], { cwd: root, stdio: 'ignore' }).status === 0;
}

/**
 * Fetches or builds better-sqlite3 for this Node. Leaves the process with code 1 and the reason when neither succeeds.
 * @param {string} root
 */
export async function buildSqlite(root) {
  say(
    `preparing better-sqlite3 for Node ${process.versions.node}; where it must be compiled this takes a minute or two …`,
  );
  const { code, output } = await npm(root, ['rebuild', 'better-sqlite3', '--foreground-scripts'], {
    env: headersEnvironment(process.env),
    quiet: true,
  });
  if (code === 0 && sqliteLoads(root)) return;
  const missing = missingTools();
  if (missing.length === 0) console.error(output.trimEnd());
  say(explain(missing));
  process.exit(1);
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
