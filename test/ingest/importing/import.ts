/** What the tests of importing share: folders to import from, short transcripts, and all that an archive holds. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import type { Archive } from '../../../server/archive/archive.ts';
import { type ImportItem, type ImportOptions, importPaths } from '../../../server/ingest/importer.ts';

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export type Files = Record<string, string | Buffer>;

/** A folder of its own with these files in it, removed after the tests of the file. */
export function folderOf(files: Files = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'kolot-import-'));
  folders.push(folder);
  put(folder, files);
  return folder;
}

export function put(folder: string, files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

export const PUBLIC: ImportOptions = { access: 'public', agreement: 'legacy' };

/** A WebVTT file in which each cue takes five seconds: `Salima: We lived by the river.` */
export function vtt(...lines: string[]): string {
  const cues = lines.map((line, at) => {
    const [, speaker, words] = /^(?:([^:]+): )?(.*)$/s.exec(line)!;
    return `${clock(at * 5)} --> ${clock(at * 5 + 5)}\n${speaker ? `<v ${speaker}>` : ''}${words}`;
  });
  return `WEBVTT\n\n${cues.join('\n\n')}\n`;
}

export function clock(seconds: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.000`;
}

/** An OHMS 6 record of these fields, with a WebVTT transcript. */
export function ohms(fields: Record<string, string>, transcript?: string, index = ''): string {
  const elements = Object.entries(fields).map(([name, value]) => `<${name}>${value}</${name}>`);
  const words = transcript ? `<vtt_transcript><![CDATA[${transcript}]]></vtt_transcript>` : '';
  return `<ROOT><record><version>6.0</version>${elements.join('')}${words}${index}</record></ROOT>`;
}

/** A table from rows by column, as CSV. */
export function table(...rows: Record<string, string | undefined>[]): string {
  const columns = [...new Set(['accession', 'title', ...rows.flatMap((row) => Object.keys(row))])];
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  return `${[columns, ...rows.map((row) => columns.map((column) => cell(row[column] ?? '')))].map((cells) => cells.join(',')).join('\n')}\n`;
}

export function picture(colour: string): Promise<Buffer> {
  return sharp({ create: { width: 40, height: 30, channels: 3, background: colour } })
    .jpeg()
    .toBuffer();
}

/** Imports a table of one row with the files it names, and gives what became of it. */
export async function importRow(
  archive: Archive,
  row: Record<string, string>,
  files: Files = {},
  options: ImportOptions = {},
): Promise<ImportItem> {
  const folder = folderOf({ 'testimonies.csv': table({ accession: 'T-1', title: 'The river', ...row }), ...files });
  const { items } = await importPaths(archive, [folder], options);
  return items[0]!;
}

/** All rows of a query, for short. */
export function all<Row>({ db }: Archive, sql: string, ...values: unknown[]): Row[] {
  return db.prepare<unknown[], Row>(sql).all(...values);
}

/** The values of a query of one column. */
export function column<Value>({ db }: Archive, sql: string, ...values: unknown[]): Value[] {
  return db
    .prepare<unknown[], Value>(sql)
    .pluck()
    .all(...values);
}

const CHANCE = /^(public_id|run_after|.*_at|at)$/; // by chance, or by the clock
/** Of what ships with Kolot, and of what is derived from it, it is enough that there is as much. */
const MANY = 1_000; // rows

/** Everything in an archive's database, by table; without what is by chance, two archives can be compared. */
export function everything(archive: Archive, { chance = true } = {}): Record<string, string[]> {
  const tables = column<string>(
    archive,
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
  );
  const kept = ([name]: [string, unknown]) => chance || !CHANCE.test(name);
  const rowsOf = (name: string) => {
    const [count] = column<number>(archive, `SELECT count(*) FROM ${name}`);
    if (count! > MANY) return [`${count} rows`];
    return all<Record<string, unknown>>(archive, `SELECT * FROM ${name}`)
      .map((row) => JSON.stringify(Object.fromEntries(Object.entries(row).filter(kept))))
      .sort();
  };
  return Object.fromEntries(tables.map((name) => [name, rowsOf(name)]));
}
