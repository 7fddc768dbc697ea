import ExcelJS from 'exceljs';
import { Invalid } from '../archive/errors.ts';
import { checkedZip, type ZipLimits } from './zip-limits.ts';

/** One row as it stands in a table; `row` counts from 1, as a spreadsheet shows it. */
export interface Cells {
  row: number;
  values: string[];
}

const MB = 1024 * 1024;
/** Ten thousand records of forty columns with long abstracts stay below. */
const SHEET_LIMITS: ZipLimits = {
  entries: 2000,
  xmlBytes: 128 * MB,
  markup: 5_000_000,
  bytes: 512 * MB,
  ratio: 100,
  ratioFrom: 8 * MB,
};
export const MOST_COLUMNS = 200;

/**
 * The rows of an Excel workbook: of the sheet whose first row names an accession column, else of the first. Other sheets with
 * something in them are named in `notes`. Throws Invalid where it is damaged, has a password, or unpacks to too much.
 */
export async function readSheet(bytes: Buffer, file: string, notes: string[]): Promise<Cells[]> {
  const workbook = await opened(bytes, file);
  const sheets = workbook.worksheets.map((sheet) => ({ name: sheet.name, cells: cellsOf(sheet) }));
  const filled = sheets.filter(({ cells }) => cells.length > 0);
  const table =
    filled.find(({ cells }) => cells[0]!.values.some((name) => /^\s*accession\s*$/i.test(name))) ?? filled[0];
  for (const { name } of filled) {
    if (name !== table?.name)
      notes.push(`${file}: the sheet “${name}” was not read. A table of testimonies is one sheet.`);
  }
  return table?.cells ?? [];
}

async function opened(bytes: Buffer, file: string): Promise<ExcelJS.Workbook> {
  try {
    await checkedZip(bytes, file, SHEET_LIMITS);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
    return workbook;
  } catch (error) {
    const tooMuch = error instanceof Invalid && error.message.includes('unpacks to');
    throw new Invalid(
      tooMuch
        ? `“${file}” unpacks to more than a table of testimonies holds. Save the sheet as CSV, or divide it.`
        : `“${file}” is not an Excel workbook that can be read, or has a password. Save it again as .xlsx, or as CSV.`,
      { file },
    );
  }
}

function cellsOf(sheet: ExcelJS.Worksheet): Cells[] {
  const cells: Cells[] = [];
  sheet.eachRow((row, number) => {
    const values: string[] = [];
    for (let at = 1; at <= Math.min(row.cellCount, MOST_COLUMNS + 1); at += 1) values.push(textOf(row.getCell(at)));
    if (values.some((value) => value.trim() !== '')) cells.push({ row: number, values });
  });
  return cells;
}

function textOf(cell: ExcelJS.Cell): string {
  const value = cell.result ?? cell.value;
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  // A number written as 0007 is 7 to Excel, which keeps the zeros in the format.
  if (typeof value === 'number' && /^0+$/.test(cell.numFmt ?? ''))
    return String(value).padStart(cell.numFmt.length, '0');
  return typeof value === 'number' ? String(value) : (cell.text ?? '');
}
