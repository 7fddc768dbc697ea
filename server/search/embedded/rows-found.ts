import type { Database } from '../../db/open.ts';
import { keptColumn } from './statements.ts';

const COMMA = 0x2c;
const ZERO = 0x30;

/**
 * Calls `visit` with the row of every testimony that matches, ascending. They are given in one text: half of what it takes to be
 * given each by itself.
 */
export function eachRowFound(db: Database, table: string, expression: string, visit: (slot: number) => void): void {
  const sql = `SELECT group_concat(rowid) FROM ${table} WHERE ${table} MATCH ?`;
  const rows = keptColumn<string | null>(db, sql).get(expression);
  if (!rows) return;
  let slot = 0;
  for (let i = 0; i < rows.length; i++) {
    const code = rows.charCodeAt(i);
    if (code === COMMA) {
      visit(slot);
      slot = 0;
    } else {
      slot = slot * 10 + code - ZERO;
    }
  }
  visit(slot);
}
