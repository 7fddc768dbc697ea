import { type Index, type Key, Meilisearch, MeilisearchApiError } from 'meilisearch';
import type { SearchKey } from './reading.ts';
import { OLDEST_VERSION, Troubled, trouble } from './trouble.ts';

/** Where Meilisearch is, and a key that may manage it. */
export interface Address {
  host: string;
  apiKey: string;
}

/** The index of one archive in a Meilisearch that can be used. */
export interface Target {
  client: Meilisearch;
  index: Index;
  next: Index; // where the index is built anew
  archiveId: string;
}

const LONGEST_REQUEST = 60_000; // milliseconds; a batch is taken in one, and carried out afterwards

/**
 * Asks who is there. Throws Troubled where it is too old or says no version, and what the client throws where nobody answers or
 * the key is wrong. `timeout`: milliseconds that one request may take.
 */
export async function connect(
  { host, apiKey }: Address,
  archiveId: string,
  timeout = LONGEST_REQUEST,
): Promise<Target> {
  const client = new Meilisearch({ host, apiKey, timeout });
  const { pkgVersion } = await client.getVersion();
  if (typeof pkgVersion !== 'string') throw new Troubled(trouble('stranger', host));
  if (!isAtLeast(pkgVersion, OLDEST_VERSION)) throw new Troubled(trouble('version', pkgVersion));
  const name = indexName(archiveId);
  return { client, index: client.index(name), next: client.index(`${name}-next`), archiveId };
}

/** Several archives may share one Meilisearch. */
export const indexName = (archiveId: string) => `kolot-${archiveId}`;

function isAtLeast(version: string, least: string): boolean {
  const [one, other] = [version, least].map((text) => text.split('.').map((part) => Number.parseInt(part, 10)));
  for (const [i, part] of other!.entries()) if (one![i] !== part) return (one![i] ?? 0) > part;
  return true;
}

/** The key that can search this index and nothing else, made where there is none. Its uid is the archive's own. */
export async function searchKey({ client, index, archiveId }: Target): Promise<SearchKey> {
  const known = await existing(client, archiveId);
  if (known && isFor(known, index.uid)) return { uid: known.uid, key: known.key };
  if (known) await client.deleteKey(archiveId);
  const { uid, key } = await client.createKey({
    uid: archiveId,
    name: 'Kolot search',
    description: `Searches the index ${index.uid}`,
    actions: ['search'],
    indexes: [index.uid],
    expiresAt: null,
  });
  return { uid, key };
}

async function existing(client: Meilisearch, uid: string): Promise<Key | null> {
  try {
    return await client.getKey(uid);
  } catch (error) {
    if (error instanceof MeilisearchApiError && error.cause?.code === 'api_key_not_found') return null;
    throw error;
  }
}

function isFor({ actions, indexes, expiresAt }: Key, index: string): boolean {
  const only = (values: readonly string[], value: string) => values.length === 1 && values[0] === value;
  return only(actions, 'search') && only(indexes, index) && expiresAt === null;
}
