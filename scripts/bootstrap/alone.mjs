// @ts-check
import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { say } from './run.mjs';

/** The owner touches the lock this often, in milliseconds, and one untouched for so long belongs to a dead process. */
const BEAT = 2_000;
const DEAD = 15_000;

/**
 * Does `work` while no other process does so in the same project: two commands started at once install once. The lock is
 * a file that its owner touches. (A process id would not do: containers share the folder and not the ids.)
 * @param {string} root
 * @param {() => Promise<void>} work
 */
export async function alone(root, work) {
  const lock = join(root, '.kolot-install.lock');
  const me = randomUUID();
  await take(lock, me);
  const beat = setInterval(() => touch(lock), BEAT);
  const release = () => isMine(lock, me) && rmSync(lock, { force: true });
  process.on('exit', release);
  try {
    await work();
  } finally {
    clearInterval(beat);
    process.off('exit', release);
    release();
  }
}

/**
 * @param {string} lock
 * @param {string} me
 */
async function take(lock, me) {
  for (let told = false; ; ) {
    if (create(lock, me)) return;
    if (age(lock) > DEAD) {
      // Another process may have seen the same and take it too: the last to write has it, once the dust has settled.
      rmSync(lock, { force: true });
      if (create(lock, me)) {
        await wait(500);
        if (isMine(lock, me)) return;
      }
    }
    if (!told) say('another command is installing; waiting for it …');
    told = true;
    await wait(250);
  }
}

/**
 * @param {string} lock
 * @param {string} me
 */
function create(lock, me) {
  try {
    writeFileSync(lock, me, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    say(`nothing can be written in the project's folder (${error instanceof Error ? error.message : error}).`);
    process.exit(1);
  }
}

/**
 * Milliseconds since the owner's last touch; 0 where the lock has just been given back.
 * @param {string} lock
 */
function age(lock) {
  const modified = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
  return modified === undefined ? 0 : Date.now() - modified;
}

/** @param {string} lock */
function touch(lock) {
  try {
    const now = new Date();
    utimesSync(lock, now, now);
  } catch {
    // Somebody removed the lock by hand. The work is under way and ends as it would.
  }
}

/**
 * @param {string} lock
 * @param {string} me
 */
function isMine(lock, me) {
  try {
    return readFileSync(lock, 'utf8') === me;
  } catch {
    return false;
  }
}
