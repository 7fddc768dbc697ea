import { fts5 } from './fts5.ts';
import { embedded, throughMeilisearch } from './kolot.ts';
import { minisearch } from './minisearch.ts';
import type { OpenPeer } from './peer.ts';
import { postgres } from './postgres.ts';

/** Who takes part, in the order of the tables: the others are measured by the first. */
export const PEERS: Record<string, OpenPeer> = {
  'Kolot, embedded': embedded,
  'Kolot through Meilisearch': throughMeilisearch,
  'FTS5, ids alone': fts5,
  PostgreSQL: postgres,
  MiniSearch: minisearch,
};
