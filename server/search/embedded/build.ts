import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { lastChange } from '../../archive/outbox.ts';
import type { Database } from '../../db/open.ts';
import { documentIds, documentOf } from '../collect.ts';
import { AUDIENCES, createTables, setMeta } from './schema.ts';
import { writeTestimony } from './write.ts';

const PER_TRANSACTION = 200; // testimonies

/**
 * Builds an index of the whole archive in the empty file at `path`. Nothing of it counts until it is whole, so nothing is
 * synced to disk before the end. What changes meanwhile is followed afterwards: the cursor is that of the beginning.
 */
export function buildIndex(
  archive: Database,
  path: string,
  about: { archive: string; day: string },
  onProgress: (done: number, all: number) => void,
): void {
  const db = new Sqlite(path);
  try {
    db.pragma('locking_mode = EXCLUSIVE'); // so that nobody sweeps it
    db.pragma('page_size = 8192');
    db.pragma('journal_mode = OFF');
    db.pragma('synchronous = OFF');
    db.pragma('cache_size = -131072');
    createTables(db, { ...about, cursor: lastChange(archive) });
    tuneForBuilding(db);
    const ids = documentIds(archive);
    for (let from = 0; from < ids.length; from += PER_TRANSACTION) {
      const some = ids.slice(from, from + PER_TRANSACTION);
      db.transaction(() => {
        for (const id of some) {
          const document = documentOf(archive, id, about.day);
          if (document) writeTestimony(db, document);
        }
      })();
      onProgress(Math.min(from + PER_TRANSACTION, ids.length), ids.length);
    }
    for (const k of AUDIENCES) {
      db.exec(
        `INSERT INTO all_${k} (all_${k}) VALUES ('optimize'); INSERT INTO head_${k} (head_${k}) VALUES ('optimize');`,
      );
    }
    tuneForFollowing(db);
    setMeta(db, 'complete', 1);
  } finally {
    db.close();
  }
  sync(path);
  sync(dirname(path));
}

function tuneForBuilding(db: Database): void {
  for (const k of AUDIENCES) {
    db.exec(`
      INSERT INTO all_${k} (all_${k}, rank) VALUES ('pgsz', 8000);
      INSERT INTO all_${k} (all_${k}, rank) VALUES ('hashsize', 67108864);`);
  }
}

function tuneForFollowing(db: Database): void {
  for (const k of AUDIENCES) db.exec(`INSERT INTO all_${k} (all_${k}, rank) VALUES ('hashsize', 1048576);`);
}

function sync(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
