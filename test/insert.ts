import type { Database } from '../server/db/open.ts';

export type Row = Record<string, string | number | null>;

/** Adds a row to a table and gives its id: what a test needs that no function of the archive writes yet. */
export function inserter(db: Database): (table: string, row: Row) => number {
  return (table, row) => {
    const columns = Object.keys(row);
    const values = columns.map((column) => `@${column}`);
    const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${values.join(', ')})`;
    return Number(db.prepare(sql).run(row).lastInsertRowid);
  };
}
