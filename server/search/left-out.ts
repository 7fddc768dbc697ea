import { narrowedAfter } from '../archive/outbox.ts';
import type { Database } from '../db/open.ts';
import type { SearchEngine } from './engine.ts';
import { turningBetween } from './turn-of-day.ts';

/**
 * What a search must leave out, whatever the index says: testimonies of which somebody may see less since it was written,
 * and those whose access turned with the day. This is how a withdrawal takes effect in the request that makes it.
 */
export function leftOut(db: Database, engine: Pick<SearchEngine, 'current'>, today: string): number[] {
  const { cursor, day } = engine.current();
  return [...new Set([...narrowedAfter(db, cursor), ...turningBetween(db, day, today)])];
}
