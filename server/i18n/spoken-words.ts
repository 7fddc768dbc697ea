/** The words of one archive: what its translators have corrected, at hand to every translator made while a request is answered. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Lang } from './languages.ts';
import type { Message } from './message.ts';

export interface SpokenWords {
  corrected: ReadonlyMap<Lang, ReadonlyMap<string, Message>>;
  /** The messages that were used, in their order, by whoever may correct them; null where nobody asks. */
  used: Set<string> | null;
}

const speaking = new AsyncLocalStorage<SpokenWords>();

/** Does the work, and all that it leads to, in these words. */
export function inWordsOf<Result>(words: SpokenWords, work: () => Result): Result {
  return speaking.run(words, work);
}

/** The words that are spoken here; null outside of any archive: what ships. */
export function spokenWords(): SpokenWords | null {
  return speaking.getStore() ?? null;
}
