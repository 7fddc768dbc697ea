import type { Database } from '../../db/open.ts';
import type { Thesaurus } from '../names/thesaurus.ts';
import type { Holdings } from './holdings.ts';
import type { LeafCache } from './scan.ts';

/** An index opened to be searched, with what is held of it in memory. */
export interface Reader {
  db: Database;
  holdings: Holdings;
  cache: LeafCache;
  thesaurus?: () => Thesaurus; // what the archive knows by several spellings, now
}
