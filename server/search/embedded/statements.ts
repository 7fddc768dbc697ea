import type { Statement } from 'better-sqlite3';
import type { Database } from '../../db/open.ts';

const keptFor = new WeakMap<Database, Map<string, Statement>>();

/** A statement of this connection, prepared the first time it is asked for and kept: for hot paths only. */
export function kept<Row>(db: Database, sql: string): Statement<unknown[], Row> {
  return find(db, sql, false) as Statement<unknown[], Row>;
}

/** As `kept`, giving the first column alone. */
export function keptColumn<Value>(db: Database, sql: string): Statement<unknown[], Value> {
  return find(db, sql, true) as Statement<unknown[], Value>;
}

function find(db: Database, sql: string, pluck: boolean): Statement {
  let statements = keptFor.get(db);
  if (!statements) {
    statements = new Map();
    keptFor.set(db, statements);
  }
  const key = pluck ? `column: ${sql}` : sql;
  let statement = statements.get(key);
  if (!statement) {
    statement = db.prepare(sql);
    if (pluck) statement.pluck();
    statements.set(key, statement);
  }
  return statement;
}
