// @ts-check
import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { say, step } from './run.mjs';

/**
 * Where npm is: the one that started us, or the one that came with this Node, or `npm` on the path.
 * @returns {{ program: string, first: string[], shell: boolean }}
 */
function findNpm() {
  const caller = process.env.npm_execpath ?? '';
  const prefix = dirname(dirname(realpathSync(process.execPath)));
  const scripts = [
    basename(caller) === 'npm-cli.js' ? caller : '',
    basename(caller) === 'npx-cli.js' ? join(dirname(caller), 'npm-cli.js') : '',
    join(prefix, 'lib/node_modules/npm/bin/npm-cli.js'),
    join(dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js'), // Windows
  ];
  const script = scripts.find((path) => path && existsSync(path));
  if (script) return { program: process.execPath, first: [script], shell: false };
  return { program: 'npm', first: [], shell: process.platform === 'win32' }; // npm.cmd runs only through a shell
}

/**
 * Runs npm in `root`. The flags keep it to errors and to what package.json asks for.
 * @param {string} root
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, quiet?: boolean }} [options]
 */
export async function npm(root, args, options = {}) {
  const { program, first, shell } = findNpm();
  const flags = ['--loglevel=error', '--no-audit', '--no-fund', '--no-update-notifier'];
  const result = await step(program, [...first, ...args, ...flags], { cwd: root, shell, ...options });
  if (result.code === 127) say('npm is neither beside this Node nor on the path; it is needed to install packages.');
  return result;
}
