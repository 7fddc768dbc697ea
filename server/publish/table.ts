/** Rows for spreadsheets, as CSV (https://www.rfc-editor.org/rfc/rfc4180) or XLSX. */
import ExcelJS from 'exceljs';

export type Cell = string | number | null;

/** A table with its header. A mark at its beginning lets spreadsheets know that it is UTF-8. */
export function csv(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [columns, ...rows].map((cells) => cells.map(csvCell).join(','));
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

export async function xlsx(
  name: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet(name.replace(/[*?:\\/[\]]/g, ' ').slice(0, 31), {
    views: [{ state: 'frozen', ySplit: 1 }],
  });
  sheet.addRow(columns).font = { bold: true };
  for (const row of rows) sheet.addRow(row); // text is kept as text: no cell of it is a formula
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** One cell. A spreadsheet would take some beginnings for a formula: those get an apostrophe before them. */
export function csvCell(value: Cell): string {
  const text = typeof value === 'string' ? value.replace(/^[=+\-@\t\r]/, "'$&") : String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
