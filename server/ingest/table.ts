import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { Invalid } from '../archive/errors.ts';
import { decode } from './encoding.ts';
import { plainText } from './markup.ts';
import type { Headings } from './record.ts';
import { type Cells, MOST_COLUMNS, readSheet } from './sheet.ts';

/** One row of a table: its number as a spreadsheet shows it (the header is row 1) and its values by column, trimmed. */
export interface TableRow {
  row: number;
  values: Record<string, string>;
  /** Values beyond the last column: the row was divided where it should not be. */
  excess?: boolean;
}

export interface Table {
  file: string; // name, for reports
  folder: string; // paths in it are relative to this
  headings: Headings;
  rows: TableRow[];
}

export const COLUMNS = [
  'accession',
  'title',
  'form',
  'narrator',
  'narrator_variants',
  'birth_year',
  'birth_country',
  'gender',
  'community',
  'generation',
  'country_of_origin',
  'place_of_origin',
  'year_of_departure',
  'manner_of_departure',
  'destination',
  'recorded_on',
  'recorded_place',
  'interviewer',
  'language',
  'collection',
  'topics',
  'events',
  'abstract',
  'rights',
  'access',
  'agreement',
  'agreement_date',
  'agreement_file',
  'uses',
  'embargo_until',
  'transcript',
  'transcript_status',
  'translation',
  'photos',
  'audio',
  'video',
  'documents',
  'captions',
] as const;
export type Column = (typeof COLUMNS)[number];

/** Columns that name files and records: an ampersand in them is part of the name. */
const NO_WORDS = new Set<string>([
  'accession',
  'agreement_file',
  'transcript',
  'translation',
  'photos',
  'audio',
  'video',
  'documents',
] satisfies Column[]);

const MB = 1024 * 1024;
const MOST_BYTES = 64 * MB;
/** No cell is so long; one that is has lost a quotation mark. */
const LONGEST_ROW = 2 * MB;

/** True for a file that is a table of records by its name: `testimonies.csv`, `.tsv` or `.xlsx`. */
export function isTable(path: string): boolean {
  return /^testimonies\.(csv|tsv|xlsx)$/i.test(basename(path));
}

/**
 * Reads a table of records. `encoding` says the character set of a CSV or TSV where detection fails; `columns` what headings
 * mean that are called otherwise, by their keys, or nothing where one is to be left out. Throws Invalid naming
 * the file, and the row where there is one: an unknown column (so that a misspelt one loses nothing), a missing `accession`
 * or `title` column, two columns of one name, a broken quotation, a workbook that unpacks to too much. `notes` say what was read
 * in doubt, and where HTML was read as plain text.
 */
export async function readTable(
  path: string,
  { encoding, columns: meant = {} }: { encoding?: string; columns?: Record<string, string> } = {},
): Promise<Table & { notes: string[] }> {
  const file = basename(path);
  if ((await stat(path)).size > MOST_BYTES) {
    throw new Invalid(`“${file}” is larger than 64 MB. Divide it into several tables.`, { file });
  }
  const bytes = await readFile(path);
  const notes: string[] = [];
  const cells =
    extname(path).toLowerCase() === '.xlsx'
      ? await readSheet(bytes, file, notes)
      : readDelimited(bytes, file, encoding, notes);
  const header = cells.shift();
  if (!header) throw new Invalid(`“${file}” is empty. Its first row must name the columns.`, { file });
  const columns = header.values.map((name) => {
    const column = columnKey(name);
    return Object.hasOwn(meant, column) ? meant[column]! : column;
  });
  checkColumns(columns, file, header.row);
  const plain = new Map<string, number[]>(); // rows, by heading
  const wordsOf = (column: string, heading: string, row: number, value: string): string => {
    const text = NO_WORDS.has(column) ? value : plainText(value);
    if (text !== value) plain.set(heading, [...(plain.get(heading) ?? []), row]);
    return text;
  };
  const rows = cells
    .filter(({ values }) => values.some((value) => value.trim() !== ''))
    .map(({ row, values }) => ({
      row,
      values: Object.fromEntries(
        columns.map((column, at) => [column, wordsOf(column, header.values[at]!, row, (values[at] ?? '').trim())]),
      ),
      excess: values.slice(columns.length).some((value) => value.trim() !== ''),
    }));
  for (const [heading, at] of plain) {
    const more = at.length > 5 ? ` and ${at.length - 5} more` : '';
    notes.push(
      `${file}, column ${heading.trim()}: tags and signs of web pages, such as <b> and &amp;, were read as plain text in row ${at.slice(0, 5).join(', ')}${more}.`,
    );
  }
  const headings = Object.fromEntries(columns.map((column, at) => [column, header.values[at]!.trim()]));
  return { file, folder: dirname(resolve(path)), headings, rows, notes };
}

/** A heading as a column is known by: small letters, and `_` between words. */
export function columnKey(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}

/** The headings of a table and its first rows, to say what they mean. Throws as `readTable`, but for what its columns are called. */
export async function tableHead(
  path: string,
  { encoding, rows = 3 }: { encoding?: string; rows?: number } = {},
): Promise<{ headings: string[]; rows: string[][] }> {
  const file = basename(path);
  if ((await stat(path)).size > MOST_BYTES)
    throw new Invalid(`“${file}” is larger than 64 MB. Divide it into several tables.`, { file });
  const bytes = await readFile(path);
  const cells = /\.xlsx$/i.test(path) ? await readSheet(bytes, file, []) : readDelimited(bytes, file, encoding, []);
  return {
    headings: cells[0]?.values.slice(0, MOST_COLUMNS) ?? [],
    rows: cells.slice(1, rows + 1).map(({ values }) => values),
  };
}

function readDelimited(bytes: Buffer, file: string, encoding: string | undefined, notes: string[]): Cells[] {
  const { text, problems } = decode(bytes, file, encoding);
  for (const { line, message } of problems) notes.push(`${file}${line === null ? '' : `, line ${line}`}: ${message}`);
  const firstLine = text.slice(0, 20_000).split(/[\r\n]/, 1)[0]!;
  const delimiter = ['\t', ';', ','].reduce((best, sign) =>
    firstLine.split(sign).length > firstLine.split(best).length ? sign : best,
  );
  try {
    const records: string[][] = parse(text, { delimiter, relax_column_count: true, max_record_size: LONGEST_ROW });
    return records.map((values, index) => ({ row: index + 1, values }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : undefined;
    throw new Invalid(
      `“${file}”${line ? `, line ${line}` : ''}: the table cannot be read: a quotation mark is opened and not closed, or stands inside a value. Write a quotation mark inside a value twice.`,
      { file, line },
    );
  }
}

function checkColumns(columns: string[], file: string, row: number): void {
  const known = new Set<string>(COLUMNS);
  const where = { file, row };
  const unknown = columns.filter((column) => column !== '' && !known.has(column));
  if (columns.length > MOST_COLUMNS || unknown.length > 0) {
    const shown = unknown.slice(0, 5).map((name) => `“${name.slice(0, 40)}”`);
    const more = unknown.length > 5 ? ` and ${unknown.length - 5} more` : '';
    throw new Invalid(
      `“${file}”: Kolot does not know the column${unknown.length > 1 ? 's' : ''} ${shown.join(', ')}${more}. The columns are: ${COLUMNS.join(', ')}.`,
      where,
    );
  }
  const twice = columns.find((column, at) => column !== '' && columns.indexOf(column) !== at);
  if (twice) throw new Invalid(`“${file}”: the column “${twice}” is there twice. Keep one.`, where);
  for (const needed of ['accession', 'title']) {
    if (!columns.includes(needed)) {
      throw new Invalid(`“${file}”: the column “${needed}” is missing. Every testimony needs it.`, where);
    }
  }
}
