import { resolve, sep } from 'node:path';
import { Invalid } from '../archive/errors.ts';
import type { RecordFile, RecordOrigin } from './record.ts';
import { quoted } from './refusal.ts';
import type { Column, Table, TableRow } from './table.ts';

/** Where in a table a fault is: `testimonies.csv, row 3, column photos: `. Of a file that is no table, nothing. */
export function placeOf(where: RecordOrigin, column: string | null): string {
  if (where.row === undefined) return '';
  return `${where.file}, row ${where.row}${column ? `, column ${headingOf(where, column)}` : ''}: `;
}

/** A column as it stands in the table. */
export function headingOf({ headings }: Pick<RecordOrigin, 'headings'>, column: string): string {
  return headings?.[column] ?? column;
}

/** Runs `work`, and lets what it refuses say where in the table that is. */
export function inColumn<T>(where: RecordOrigin, column: string | null, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw refusedIn(where, column, error);
  }
}

/** An `Invalid` that says where in the table it is; any other error as it is. */
export function refusedIn(where: RecordOrigin, column: string | null, error: unknown): unknown {
  const place = placeOf(where, column);
  if (
    !(error instanceof Invalid) ||
    error.name !== 'Invalid' ||
    place === '' ||
    error.message.startsWith(`${where.file}, row`)
  )
    return error;
  const { file, row } = where;
  return new Invalid(place + error.message, { ...error.where, file, row, field: column ?? undefined });
}

/** Longest value of a column in characters; a longer one has swallowed its neighbours. */
const LONGEST: Partial<Record<Column, number>> = { accession: 100, abstract: 100_000 };
const LONGEST_VALUE = 20_000;
const LONGEST_TITLE = 1_000;
const MOST_IN_LIST = 500;

export type Row = ReturnType<typeof rowOf>;

/**
 * Reads the values of one row. What cannot be used is refused with file, row and column: also control characters, which no
 * name has and which a terminal or page would obey. Everything else is kept as it is written; in one-line values, line
 * breaks are spaces.
 */
export function rowOf(table: Table, { row, values, excess }: TableRow) {
  const where: RecordOrigin = { file: table.file, row, headings: table.headings };
  const refuse = (column: Column | null, reason: string): never => {
    throw new Invalid(placeOf(where, column) + reason, { file: table.file, row, field: column ?? undefined });
  };
  if (excess) {
    refuse(null, 'there are more values than columns. Put a value that holds the separator in quotation marks.');
  }

  const value = (column: Column): string => {
    const text = values[column] ?? '';
    const most = LONGEST[column] ?? (column === 'title' ? LONGEST_TITLE : LONGEST_VALUE);
    if (text.length > most) {
      refuse(
        column,
        `the value has ${text.length} characters, and at most ${most} are taken. Is a quotation mark missing?`,
      );
    }
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|\p{Cs}/u.exec(text);
    if (control) {
      const code = control[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
      refuse(
        column,
        `the value holds a control character (U+${code}) after “${text.slice(0, control.index).slice(-20)}”. Remove it.`,
      );
    }
    if (/^#(REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!)$/.test(text)) {
      refuse(column, `the value is the error ${text} of a spreadsheet. Write the value itself.`);
    }
    return column === 'abstract' ? text.replace(/\r\n?/g, '\n') : text.replace(/\s+/g, ' ');
  };

  /** Values paired by position: an empty place between two `;` stays. */
  const paired = (column: Column): string[] => {
    const text = value(column);
    if (text === '') return [];
    const parts = text.split(';').map((part) => part.trim());
    if (parts.length > MOST_IN_LIST) {
      refuse(column, `the list has ${parts.length} values, and at most ${MOST_IN_LIST} are taken. Is it one list?`);
    }
    return parts;
  };

  return {
    where,
    value,
    refuse,
    paired,
    list: (column: Column) => paired(column).filter((part) => part !== ''),
    oneOf<T extends string>(column: Column, text: string, allowed: readonly T[]): T {
      const found = allowed.find((word) => word === text.toLowerCase());
      return found ?? refuse(column, `${quoted(text)} is not one of ${allowed.join(', ')}.`);
    },
    /** As `read` gives it; where that gives null or throws, refused with what was expected. */
    read<T>(column: Column, text: string, read: (text: string) => T | null, expected = ''): T {
      const found = inColumn(where, column, () => read(text));
      return found ?? refuse(column, `${quoted(text)} is ${expected}.`);
    },
    file(column: Column, text: string): RecordFile {
      const path = resolve(table.folder, text.replaceAll('\\', '/'));
      if (!path.startsWith(table.folder.endsWith(sep) ? table.folder : table.folder + sep)) {
        return refuse(column, `${quoted(text)} lies outside the table's folder. Put the file beside the table.`);
      }
      return { path, name: text, column };
    },
  };
}
