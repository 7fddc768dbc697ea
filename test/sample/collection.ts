import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSource } from '../../server/ingest/read.ts';
import type { SourceTranscript } from '../../server/ingest/source.ts';
import { readTable, type TableRow } from '../../server/ingest/table.ts';

export const COLLECTION = fileURLToPath(new URL('../../scripts/sample/collection/', import.meta.url));

/** The rows of the sample's table. */
export async function sampleRows(): Promise<TableRow[]> {
  return (await readTable(join(COLLECTION, 'testimonies.csv'))).rows;
}

/** A list of the table, as `a;b`. */
export function list(row: TableRow, column: string): string[] {
  return (row.values[column] ?? '').split(';').filter(Boolean);
}

/** The texts of a source file of the sample, as the importer reads it. */
export async function textsOf(path: string): Promise<SourceTranscript[]> {
  return (await readSource(readFileSync(join(COLLECTION, path)), path)).transcripts;
}

/** Every file under the collection, by its path from there, with its length in bytes. */
export function sampleFiles(folder = ''): { path: string; bytes: number }[] {
  return readdirSync(join(COLLECTION, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sampleFiles(path) : [{ path, bytes: statSync(join(COLLECTION, path)).size }];
  });
}
