/** What can be wrong between Kolot and Meilisearch, in words for the one who looks after the machine. Never with a key in them. */
import { MeilisearchApiError, MeilisearchRequestError, MeilisearchRequestTimeOutError } from 'meilisearch';
import { TaskFailed } from './tasks.ts';

export type TroubleKind =
  | 'connecting'
  | 'behind'
  | 'down'
  | 'stranger'
  | 'slow'
  | 'key'
  | 'version'
  | 'missing'
  | 'building'
  | 'full'
  | 'shared'
  | 'refused'
  | 'unknown';

export interface Trouble {
  kind: TroubleKind;
  message: string;
}

/** Trouble found by looking, where Meilisearch itself sees none. */
export class Troubled extends Error {
  override name = 'Troubled';
  constructor(readonly trouble: Trouble) {
    super(trouble.message);
  }
}

/** The oldest version whose settings are those asked for (settings.ts): 1.36 has the rule attributeRank. */
export const OLDEST_VERSION = '1.36.0';

const MEANWHILE = 'Searches are answered by the index built into Kolot meanwhile.';

/** Of 1.50 was seen: on a disk without room a task is begun over and over, and is never said to have failed. */
const STAYS_SO = 'If it stays so, read the log of Meilisearch: its disk may be full.';

const WORDS: Record<TroubleKind, (about: string) => string> = {
  connecting: () => 'Kolot is connecting to Meilisearch.',
  behind: (changes) =>
    `The index in Meilisearch is ${changes} changes behind the archive, and catching up. ${STAYS_SO}`,
  down: (host) => `Meilisearch does not answer at ${host}. Start it, or look at MEILI_HOST.`,
  stranger: (host) =>
    `What answers at ${host} is not Meilisearch, or a proxy that does not reach it. Look at MEILI_HOST, and whether Meilisearch is running.`,
  slow: (host) => `Meilisearch at ${host} takes too long to answer. See whether its machine is overloaded.`,
  key: (host) =>
    `Meilisearch at ${host} refuses the key. MEILI_API_KEY must be its master key or an admin key, with the rights to manage indexes, settings, tasks and keys.`,
  version: (found) =>
    `Meilisearch is version ${found}; Kolot needs ${OLDEST_VERSION} or newer. Upgrade it, then run “kolot reindex”.`,
  missing: () =>
    `There is no index of this archive in Meilisearch. Kolot builds it while it runs; “kolot reindex” builds it at once. ${STAYS_SO}`,
  building: () => `The index in Meilisearch is being built. ${STAYS_SO}`,
  full: () => 'Meilisearch has no room left on its disk. Free some; it goes on by itself.',
  shared: () =>
    'Something else wrote to this archive’s index in Meilisearch: perhaps a copy of the archive that has the same settings. Give the copy another MEILI_HOST, then run “kolot reindex”.',
  refused: (words) => `Meilisearch refuses what it was sent: ${words} Run “kolot reindex”; if it stays so, report it.`,
  unknown: (words) => `Meilisearch cannot be used: ${words}`,
};

export function trouble(kind: TroubleKind, about = ''): Trouble {
  return { kind, message: `${WORDS[kind](about)} ${MEANWHILE}` };
}

const FULL = ['no_space_left_on_device', 'database_size_limit_reached'];
const WRONG_KEY = ['invalid_api_key', 'missing_authorization_header', 'missing_master_key', 'api_key_not_found'];

/** What an error says is wrong; `host` is where Meilisearch should be. */
export function troubleOf(error: unknown, host: string): Trouble {
  if (error instanceof Troubled) return error.trouble;
  if (error instanceof MeilisearchRequestError) {
    return trouble(error.cause instanceof MeilisearchRequestTimeOutError ? 'slow' : 'down', host);
  }
  const reason = reasonOf(error);
  if (reason) {
    if (FULL.includes(reason.code)) return trouble('full');
    if (WRONG_KEY.includes(reason.code)) return trouble('key', host);
    if (reason.code === 'index_not_found') return trouble('missing');
    return trouble('refused', sentence(reason.message));
  }
  // A proxy before it, or something that is no Meilisearch.
  if (error instanceof MeilisearchApiError || error instanceof SyntaxError) return trouble('stranger', host);
  return trouble('unknown', sentence((error as Error).message));
}

/** What Meilisearch itself says; nothing where something else answered in its place. */
function reasonOf(error: unknown): TaskFailed['reason'] | null {
  if (error instanceof TaskFailed) return error.reason;
  const { code, message } = (error instanceof MeilisearchApiError && error.cause) || {};
  return typeof code === 'string' && typeof message === 'string' ? { code, message } : null;
}

const sentence = (text: string) => `${text.slice(0, 300).replace(/[.\s]+$/, '')}.`;
