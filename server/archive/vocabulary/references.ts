/** What refers to a place, a person or a term: read from the database's own foreign keys, so that no table is forgotten. */
import type { Database } from '../../db/open.ts';
import { Conflict } from '../errors.ts';
import type { Family } from './authority.ts';

export type Cells = Record<string, string | number | null>;

/** A column that refers, and the key by which a row of its table is known. */
export interface Reference {
  table: string;
  column: string;
  key: string[];
}

const OWN: Record<Family, string[]> = {
  place: ['place_name', 'place_identifier'],
  person: ['person_name', 'person_identifier'],
  term: ['term_label', 'term_identifier', 'term_country', 'term_place'],
};

/** The tables that hold what is an authority's own, and goes with it. */
export function ownTables(family: Family): { table: string; key: string }[] {
  return OWN[family].map((table) => ({ table, key: `${family}_id` }));
}

/** Every column of every table that refers to this family, its own tables aside. */
export function references(db: Database, family: Family): Reference[] {
  const tables = db
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all();
  const own = new Set(OWN[family]);
  return tables
    .filter((table) => !own.has(table))
    .flatMap((table) => {
      const keys = db.pragma(`foreign_key_list(${table})`) as { table: string; from: string }[];
      return keys
        .filter((one) => one.table === family)
        .map(({ from }) => ({ table, column: from, key: keyOf(db, table) }));
    });
}

function keyOf(db: Database, table: string): string[] {
  const columns = db.pragma(`table_info(${table})`) as { name: string; pk: number }[];
  return columns
    .filter(({ pk }) => pk > 0)
    .sort((one, other) => one.pk - other.pk)
    .map(({ name }) => name);
}

/** `name = @prefix_name AND …` */
export function forms(key: string[], prefix: string): string {
  return key.map((name) => `${name} = @${prefix}_${name}`).join(' AND ');
}

/** Puts a row in, unless one of its key is there. Gives whether it was. Throws Conflict where what it refers to is gone. */
export function insertRow(db: Database, table: string, row: Cells): boolean {
  const columns = Object.keys(row);
  const sql = `INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((one) => `@${one}`).join(', ')})`;
  try {
    return db.prepare(sql).run(row).changes > 0;
  } catch (error) {
    if ((error as { code?: string }).code !== 'SQLITE_CONSTRAINT_FOREIGNKEY') throw error;
    throw new Conflict('What it referred to is no longer there, so it cannot be brought back as it was.');
  }
}
