import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { Invalid } from '../archive/errors.ts';
import { decode } from './encoding.ts';

/** One row of a table: its number as a spreadsheet shows it (the header is row 1) and its values by column, trimmed. */
export interface TableRow {
  row: number;
  values: Record<string, string>;
}

export interface Table {
  file: string; // name, for reports
  folder: string; // paths in it are relative to this
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

const MOST_BYTES = 64 * 1024 * 1024;

/** True for a file that is a table of records by its name: `testimonies.csv`, `.tsv` or `.xlsx`. */
export function isTable(path: string): boolean {
  return /^testimonies\.(csv|tsv|xlsx)$/i.test(basename(path));
}

/**
 * Reads a table of records. Throws Invalid naming the file, and the row where there is one: an unknown column (so that a
 * misspelt one loses nothing), a missing `accession` or `title` column, two columns of one name, a broken quotation.
 */
export async function readTable(path: string): Promise<Table> {
  const file = basename(path);
  const bytes = await readFile(path);
  if (bytes.length > MOST_BYTES) {
    throw new Invalid(`${file} is larger than 64 MB. Divide it into several tables.`, { file });
  }
  const cells = extname(path).toLowerCase() === '.xlsx' ? await readSheet(bytes, file) : readDelimited(bytes, file);
  const header = cells.shift();
  if (!header) throw new Invalid(`${file} is empty. Its first row must name the columns.`, { file });
  const columns = header.values.map((name) => name.trim().toLowerCase().replaceAll(' ', '_'));
  checkColumns(columns, file);
  const rows = cells
    .filter(({ values }) => values.some((value) => value.trim() !== ''))
    .map(({ row, values }) => {
      if (values.slice(columns.length).some((value) => value.trim() !== '')) {
        throw new Invalid(
          `${file}, row ${row}: there are more values than columns. Put text that holds the separator in quotation marks.`,
          { file, row },
        );
      }
      return { row, values: Object.fromEntries(columns.map((column, at) => [column, (values[at] ?? '').trim()])) };
    });
  return { file, folder: dirname(resolve(path)), rows };
}

interface Cells {
  row: number;
  values: string[];
}

function readDelimited(bytes: Buffer, file: string): Cells[] {
  const { text } = decode(bytes, file);
  const firstLine = text.slice(0, text.search(/[\r\n]|$/));
  const delimiter = ['\t', ';', ','].reduce((best, sign) =>
    firstLine.split(sign).length > firstLine.split(best).length ? sign : best,
  );
  try {
    const records = parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
    }) as unknown as { info: { lines: number }; record: string[] }[];
    return records.map(({ record }, index) => ({ row: index + 1, values: record }));
  } catch (error) {
    const line = (error as { lines?: number }).lines;
    throw new Invalid(
      `${file}${line ? `, line ${line}` : ''}: the table cannot be read (a quotation mark is opened and not closed, or stands inside a value). Write a quotation mark inside a value twice.`,
      { file, line },
    );
  }
}

async function readSheet(bytes: Buffer, file: string): Promise<Cells[]> {
  const workbook = new ExcelJS.Workbook();
  try {
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  } catch {
    throw new Invalid(`${file} is not a readable Excel workbook. Save it again as .xlsx, or as CSV.`, { file });
  }
  const sheet = workbook.worksheets[0];
  const cells: Cells[] = [];
  sheet?.eachRow((row, number) => {
    const values: string[] = [];
    for (let at = 1; at <= row.cellCount; at += 1) values.push(cellText(row.getCell(at)));
    cells.push({ row: number, values });
  });
  return cells;
}

function cellText(cell: ExcelJS.Cell): string {
  const value = cell.value;
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return cell.text ?? '';
}

function checkColumns(columns: string[], file: string): void {
  const known = new Set<string>(COLUMNS);
  const unknown = columns.filter((column) => column !== '' && !known.has(column));
  if (unknown.length) {
    throw new Invalid(
      `${file}: Kolot does not know the column${unknown.length > 1 ? 's' : ''} ${unknown.map((name) => `“${name}”`).join(', ')}. The columns are: ${COLUMNS.join(', ')}.`,
      { file, row: 1 },
    );
  }
  const twice = columns.find((column, at) => column !== '' && columns.indexOf(column) !== at);
  if (twice) throw new Invalid(`${file}: the column “${twice}” is there twice. Keep one.`, { file, row: 1 });
  for (const needed of ['accession', 'title']) {
    if (!columns.includes(needed)) throw new Invalid(`${file}: the column “${needed}” is missing.`, { file, row: 1 });
  }
}
