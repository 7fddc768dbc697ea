/** Takes its turn among others: waits until fewer than the allowed number are at work. */
export type Turns = <T>(task: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

/**
 * Lets at most `atOnce` tasks work at the same time, the rest in the order they came. One whose signal aborts while it
 * waits leaves the line and rejects with the signal's reason.
 */
export function inTurns(atOnce: number): Turns {
  const line: (() => void)[] = [];
  let working = 0;

  const enter = (signal?: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      signal?.throwIfAborted();
      if (working < atOnce) {
        working += 1;
        resolve();
        return;
      }
      const leave = () => {
        line.splice(line.indexOf(called), 1);
        reject(signal?.reason);
      };
      // The place of the one who left passes on without a gap: `working` stays as it is.
      const called = () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      signal?.addEventListener('abort', leave, { once: true });
      line.push(called);
    });

  return async (task, signal) => {
    await enter(signal);
    try {
      return await task();
    } finally {
      const next = line.shift();
      if (next) next();
      else working -= 1;
    }
  };
}
