import type { Statement } from 'better-sqlite3';
import type { Database } from './open.ts';

/**
 * Has a connection prepare each statement once, however often it is asked for: for a thread that reads a whole archive by
 * itself. Of what it took to read a testimony for the search index, a fifth was preparing the same forty statements again.
 * Each must be carried out before the same is asked for again; one still being stepped through is left alone.
 */
export function keepStatements(db: Database): Database {
  const prepare = db.prepare.bind(db) as (sql: string) => Statement;
  const kept = new Map<string, Statement>();
  return Object.assign(db, {
    prepare(sql: string): Statement {
      const known = kept.get(sql);
      if (!known || known.busy) {
        const made = prepare(sql);
        if (!known) kept.set(sql, made);
        return made;
      }
      return known.reader ? known.pluck(false) : known;
    },
  });
}
