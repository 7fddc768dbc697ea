/** One authority file as rows that know where they stand, so that whatever is wrong with one can be said with its line. */
import { readFileSync } from 'node:fs';
import { Invalid } from '../errors.ts';

export interface Row {
  file: string;
  line: number; // from 1, as editors count
  cells: Map<string, string>;
}

/**
 * The rows of a tab-separated UTF-8 file with one line of column names. Lines that are empty or begin with `#` are left
 * out. Throws `Invalid` with file and line where the columns are not `columns`, where a line has more or fewer cells, and
 * where a cell begins or ends with a space or holds an invisible mark of direction.
 */
export function readTable(folder: URL, file: string, columns: readonly string[]): Row[] {
  const rows: Row[] = [];
  let headed = false;
  for (const [index, text] of linesOf(folder, file).entries()) {
    if (text === '' || text.startsWith('#')) continue;
    const row: Row = { file, line: index + 1, cells: new Map() };
    const cells = text.split('\t');
    if (!headed) {
      if (cells.join('\t') !== columns.join('\t')) refuse(row, null, `the columns must be ${columns.join(', ')}`);
      headed = true;
      continue;
    }
    if (cells.length !== columns.length) refuse(row, null, `${cells.length} cells where ${columns.length} belong`);
    for (const [at, column] of columns.entries()) row.cells.set(column, tidy(row, column, cells[at]!));
    rows.push(row);
  }
  if (!headed) throw new Invalid(`${file} has no line of column names.`, { file });
  return rows;
}

/** What a row has in a column, '' where it is empty. */
export function cell(row: Row, column: string): string {
  const value = row.cells.get(column);
  if (value === undefined) throw new Error(`${row.file} is not read with a column ${column}`);
  return value;
}

/** The same, for a column that must not be empty. */
export function required(row: Row, column: string): string {
  return cell(row, column) || refuse(row, column, 'is empty');
}

/** The items of a list, separated by `;`; none where the cell is empty. */
export function list(row: Row, column: string): string[] {
  const items = cell(row, column)
    .split(';')
    .map((item) => item.trim());
  if (items.length === 1 && items[0] === '') return [];
  if (items.includes('')) refuse(row, column, 'has an empty item between two “;”');
  return items;
}

/** Says what is wrong with a row, and where. */
export function refuse(row: Row, field: string | null, problem: string): never {
  const what = field === null ? problem : `${field} ${problem}`;
  throw new Invalid(`${row.file}, line ${row.line}: ${what}.`, {
    file: row.file,
    line: row.line,
    field: field ?? undefined,
  });
}

function linesOf(folder: URL, file: string): string[] {
  const bytes = readFileSync(new URL(file, folder));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).split(/\r?\n/);
  } catch {
    throw new Invalid(`${file} is not UTF-8. Save it as UTF-8 text.`, { file });
  }
}

// A zero-width non-joiner (U+200C) is Persian spelling and stays; marks that only steer direction make two equal names differ.
const DIRECTION_MARKS = /[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;

function tidy(row: Row, column: string, value: string): string {
  if (value !== value.trim()) refuse(row, column, 'begins or ends with a space');
  if (DIRECTION_MARKS.test(value)) refuse(row, column, 'holds an invisible mark');
  if (value !== value.normalize('NFC')) refuse(row, column, 'is not in Unicode normal form C');
  return value;
}
