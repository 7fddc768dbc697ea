/** The thread that suggests while people type, from the names in the archive and what one generation of the index holds. */
import { dirname, join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { openDatabase } from '../../db/open.ts';
import type { Known } from '../suggest/known.ts';
import { suggestions } from '../suggest/match.ts';
import { openKnown } from '../suggest/reading.ts';
import { newHoldings } from './holdings.ts';
import { openToRead } from './schema.ts';
import { type FromSearcher, saysBroken, type ToSearcher } from './threads.ts';

let known: Known | null = null;

const say = (message: FromSearcher) => parentPort!.postMessage(message);

parentPort!.on('message', (message: ToSearcher) => {
  try {
    if (message.kind === 'open') {
      const archive = openDatabase(join(dirname(message.path), 'archive.db'), { readonly: true });
      known = openKnown(archive, openToRead(message.path), newHoldings());
      say({ kind: 'opened', held: held(known) });
    } else if (message.task.kind === 'suggest') {
      say({ kind: 'answer', answer: suggestions(known!, message.task.request), held: held(known!) });
    }
  } catch (error) {
    say({ kind: 'error', message: (error as Error).message, busy: false, broken: saysBroken(error) });
  }
});

function held({ holdings }: Known) {
  return { testimonies: holdings.testimonies, passages: holdings.passages };
}
