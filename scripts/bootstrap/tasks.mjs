// @ts-check
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeReady } from './ready.mjs';
import { endWithShell, pass, say } from './run.mjs';

const root = join(import.meta.dirname, '..', '..');
const inProject = (/** @type {string} */ path) => join(root, path);

/** Only what serving needs, where npm is told to leave out the rest: NODE_ENV=production or `npm start --omit=dev`. */
const productionOnly = () =>
  process.env.NODE_ENV === 'production' || /(^|\s)dev(\s|$)/.test(process.env.npm_config_omit ?? '');

/** @type {Record<string, (args: string[]) => Promise<void>>} */
const tasks = {
  async start(args) {
    await makeReady(root, { development: !productionOnly() });
    await runTypeScript('server/main.ts', args);
  },
  async test(args) {
    await makeReady(root, { development: true });
    // Jest loads ES modules only under this flag, and its workers get it from the environment.
    const options = [process.env.NODE_OPTIONS, '--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
    const env = { ...process.env, NODE_ENV: 'test', NODE_OPTIONS: options.filter(Boolean).join(' ') };
    await pass(process.execPath, [inProject('node_modules/jest/bin/jest.js'), ...args], { cwd: root, env });
  },
  async dev(args) {
    await makeReady(root, { development: true });
    const watch = [inProject('node_modules/tsx/dist/cli.mjs'), 'watch', '--clear-screen=false', 'server/main.ts'];
    await pass(process.execPath, [...watch, ...args], { cwd: root });
  },
  async install() {
    await makeReady(root, { development: !productionOnly() });
  },
};

/**
 * Does one task and leaves with its exit code.
 * @param {string} task
 * @param {string[]} args
 */
export async function perform(task, args) {
  const known = Object.hasOwn(tasks, task) ? tasks[task] : undefined;
  if (!known) {
    say(`there is no task “${task}”. One of: ${Object.keys(tasks).join(', ')}.`);
    process.exit(2);
  }
  endWithShell();
  await known(args);
}

/**
 * `npx kolot`: makes ready, then runs the command line.
 * @param {string[]} args
 */
export async function command(args) {
  await makeReady(root, { development: !productionOnly() });
  await runTypeScript('scripts/kolot.ts', args);
}

/**
 * Runs a TypeScript file in this process, as `node --import tsx FILE` would. No second process stands between it and the
 * signals, exit code and terminal.
 * @param {string} file
 * @param {string[]} args
 */
async function runTypeScript(file, args) {
  const main = inProject(file);
  process.argv.splice(1, process.argv.length, main, ...args);
  const { register } = await import('tsx/esm/api');
  register();
  await import(pathToFileURL(main).href);
}
