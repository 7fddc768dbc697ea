/**
 * One process at a time writes to the index in Meilisearch, where nothing else keeps an older reading of a testimony from
 * being written after a newer one. Whose turn it is stands in archive.db, with a sign of life.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { setSetting, setting } from '../../archive/setting.ts';
import type { Database } from '../../db/open.ts';

const SETTING = 'meilisearch_writer';
const SIGN_OF_LIFE = 3000; // milliseconds between two
const DEAD_AFTER = 15_000;
const LOOK = 100; // milliseconds between two looks whether it is one's turn

/** Does the work once no other process writes. */
export async function whileWriting<T>(archive: Database, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  const me = randomUUID();
  while (!take(archive, me)) await pause(LOOK, undefined, { signal });
  const timer = setInterval(() => take(archive, me), SIGN_OF_LIFE);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    release(archive, me);
  }
}

interface Writer {
  who: string;
  at: number;
}

function take(archive: Database, me: string): boolean {
  return archive
    .transaction(() => {
      const note = setting(archive, SETTING);
      const writer = note === null ? null : (JSON.parse(note) as Writer);
      if (writer && writer.who !== me && Date.now() - writer.at < DEAD_AFTER) return false;
      setSetting(archive, SETTING, JSON.stringify({ who: me, at: Date.now() } satisfies Writer));
      return true;
    })
    .immediate();
}

function release(archive: Database, me: string): void {
  archive
    .transaction(() => {
      const note = setting(archive, SETTING);
      if (note !== null && (JSON.parse(note) as Writer).who === me) {
        archive.prepare('DELETE FROM setting WHERE key = ?').run(SETTING);
      }
    })
    .immediate();
}
