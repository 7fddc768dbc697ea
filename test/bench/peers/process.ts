import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FromContestant, ToContestant } from './contestant.ts';

const CONTESTANT = join(import.meta.dirname, 'contestant.ts');
const ENDS_WITHIN = 60_000; // milliseconds

/** A contestant's process. */
export interface Contestant {
  /** Asks, and waits for the answer; throws what it failed by, or that its time is over. */
  ask(message: ToContestant): Promise<FromContestant>;
  end(): Promise<void>;
}

/** Starts a contestant, which may take `limit` milliseconds in all; a text says why it is not on this machine. */
export async function startContestant(
  name: string,
  { archive, folder, testimonies, limit }: { archive: string; folder: string; testimonies: number; limit: number },
): Promise<Contestant | string> {
  mkdirSync(folder, { mode: 0o711 }); // another user may have a folder of its own in it
  const child = fork(CONTESTANT, [name, archive, folder, String(testimonies)], {
    execArgv: ['--import', 'tsx', '--max-old-space-size=3072'],
  });
  const until = Date.now() + limit;
  const first = await answerOf(child, until).catch(async (error: Error) => {
    await end(child);
    return error;
  });
  if (first instanceof Error) return `it could not be started: ${first.message}`;
  if (first.kind === 'absent') return first.why;
  return {
    ask(message) {
      const answer = answerOf(child, until);
      child.send(message);
      return answer;
    },
    end: () => end(child),
  };
}

function answerOf(child: ChildProcess, until: number): Promise<FromContestant> {
  return new Promise((resolve, reject) => {
    const over = (then: () => void) => {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onExit);
      then();
    };
    const onMessage = (message: FromContestant) =>
      over(() => (message.kind === 'failed' ? reject(new Error(message.message)) : resolve(message)));
    const onExit = (code: number | null, signal: string | null) =>
      over(() => reject(new Error(`it ended by itself (${signal ?? code}).`)));
    const timer = setTimeout(
      () => over(() => reject(new Error('it took longer than it was given.'))),
      Math.max(0, until - Date.now()),
    );
    child.on('message', onMessage).on('exit', onExit);
  });
}

/** Lets it end what it started; by force where it does not. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), ENDS_WITHIN);
  await ended;
  clearTimeout(timer);
}
