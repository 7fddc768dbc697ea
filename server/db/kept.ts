import type { Statement } from 'better-sqlite3';
import type { Database } from './open.ts';

type Kept<Bound, Row> = Bound extends unknown[] ? Statement<Bound, Row> : Statement<[Bound], Row>;

const keptFor = new WeakMap<Database, Map<string, Statement>>();

/**
 * A statement of this connection, prepared the first time it is asked for and kept. For what every page asks: the rule of
 * access is long, and takes longer to prepare than to carry out.
 */
export function kept<Bound extends unknown[] | object, Row>(db: Database, sql: string): Kept<Bound, Row> {
  return find(db, sql, false) as Kept<Bound, Row>;
}

/** As `kept`, giving the first column alone. */
export function keptColumn<Bound extends unknown[] | object, Value>(db: Database, sql: string): Kept<Bound, Value> {
  return find(db, sql, true) as Kept<Bound, Value>;
}

function find(db: Database, sql: string, column: boolean): Statement {
  let statements = keptFor.get(db);
  if (!statements) {
    statements = new Map();
    keptFor.set(db, statements);
  }
  const key = column ? `column: ${sql}` : sql;
  let statement = statements.get(key);
  if (!statement) {
    statement = db.prepare(sql);
    if (column) statement.pluck();
    statements.set(key, statement);
  }
  return statement;
}
