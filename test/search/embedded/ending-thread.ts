/** A thread that searches as every other does, and ends once it was asked for the word *crash*. */
import { parentPort } from 'node:worker_threads';
import type { ToSearcher } from '../../../server/search/embedded/threads.ts';
import '../../../server/search/embedded/searcher-thread.ts';

parentPort!.on('message', (message: ToSearcher) => {
  if (message.kind === 'task' && JSON.stringify(message.task).includes('"crash"')) process.exit(1);
});
