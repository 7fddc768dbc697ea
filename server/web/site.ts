import type { Account } from '../archive/account.ts';
import type { Archive } from '../archive/archive.ts';
import type { Viewer } from '../archive/viewer.ts';
import type { Config } from '../config.ts';
import type { SearchEngine } from '../search/engine.ts';

/** All an app needs: nothing is global, so that a test builds the real one in a line. */
export interface Site {
  archive: Archive;
  engine: SearchEngine;
  config: Config;
  /** The moment it is; tests set it to move past an embargo. */
  now(): Date;
  log(entry: { error?: unknown; message: string }): void;
  /** Views are read anew at each request. */
  development?: boolean;
  /** Who looks, whatever a request says: a leak check asks as each role. Never set of an app that listens. */
  lookingAs?: { viewer: Viewer; account: Account | null };
}
