// @ts-check
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** @typedef {NodeJS.Signals} Signal */

/**
 * One line of what the bootstrap is doing. On standard error, so that `npx kolot … --json` prints nothing but JSON.
 * @param {string} line
 */
export function say(line) {
  console.error(`kolot: ${line}`);
}

/**
 * Ends this process when the shell that npm started it through is gone. npm hands SIGTERM to that shell, which dies of it
 * and tells nobody: without this, stopping `npm start` would leave the archive running.
 */
export function endWithShell() {
  const shell = process.ppid;
  if (!process.env.npm_lifecycle_event) return;
  setInterval(() => process.ppid !== shell && process.kill(process.pid, 'SIGTERM'), 500).unref();
}

/**
 * Runs a program in the place of this one: same terminal, signals handed on, and this process leaves as the program left.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv }} options
 */
export async function pass(program, args, { cwd, env = process.env }) {
  const child = spawn(program, args, { cwd, env, stdio: 'inherit' });
  // A terminal sends Ctrl-C to both of us; handing it on would make two of it.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGTERM')); // the watcher of `dev` would leave its server behind
  process.exit(await exitCode(child));
}

/**
 * Runs a step of the installation. Its words go to standard error, or come back when `quiet`. A signal that ends this
 * process meanwhile ends the step first, so that the lock is given back and nothing writes on behind our back.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, quiet?: boolean, shell?: boolean }} options
 * @returns {Promise<{ code: number, output: string }>} code above 128 for a signal, 127 for a program that is not there
 */
export async function step(program, args, { cwd, env = process.env, quiet = false, shell = false }) {
  const child = spawn(program, args, { cwd, env, shell, stdio: ['ignore', quiet ? 'pipe' : 2, quiet ? 'pipe' : 2] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes) => (output += bytes));

  /** @type {Signal | undefined} */
  let stopped;
  const stop = (/** @type {Signal} */ signal) => {
    stopped = signal;
    child.kill('SIGTERM');
  };
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  for (const signal of signals) process.on(signal, stop);
  const code = await exitCode(child);
  for (const signal of signals) process.off(signal, stop);
  if (stopped) process.exit(128 + constants.signals[stopped]);
  return { code, output };
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
function exitCode(child) {
  return new Promise((resolve) => {
    child.on('error', () => resolve(127));
    child.on('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']));
  });
}
