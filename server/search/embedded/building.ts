/**
 * A build under way, noted in archive.db with a sign of life: it has yet to follow every change after its cursor, so the
 * outbox must keep them, also when another process builds.
 */
import { setSetting, setting } from '../../archive/setting.ts';
import type { Database } from '../../db/open.ts';

const NOTE = 'search_building';
const SIGN_OF_LIFE = 10_000; // milliseconds between two
const DEAD_AFTER = 60_000;

/** Notes a build that began at `cursor`; gives how to end the note. */
export function noteBuilding(archive: Database, cursor: number): () => void {
  const note = () => setSetting(archive, NOTE, JSON.stringify({ cursor, at: Date.now() }));
  note();
  const timer = setInterval(() => archive.open && note(), SIGN_OF_LIFE).unref(); // an archive may be closed while it builds
  return () => {
    clearInterval(timer);
    if (archive.open) archive.prepare('DELETE FROM setting WHERE key = ?').run(NOTE);
  };
}

/** The change after which a build under way needs every other; null where none is. */
export function buildingSince(archive: Database): number | null {
  const note = setting(archive, NOTE);
  if (note === null) return null;
  const { cursor, at } = JSON.parse(note) as { cursor: number; at: number };
  return Date.now() - at < DEAD_AFTER ? cursor : null;
}
