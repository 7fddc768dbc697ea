/** A source that is imported, edited, and imported again. */
import type { Archive } from '../../../server/archive/archive.ts';
import { type ImportItem, importPaths } from '../../../server/ingest/importer.ts';
import { temporaryArchive } from '../../archive-folder.ts';
import { column, type Files, folderOf, put, table } from './import.ts';

/** A row imported into a new archive; `again` imports it with other values or files, as if its source had been edited. */
export async function imported(row: Record<string, string>, files: Files = {}) {
  const archive = temporaryArchive();
  const folder = folderOf(files);
  const current = { accession: 'T-1', title: 'The river', ...row };
  const run = async (): Promise<ImportItem> => {
    put(folder, { 'testimonies.csv': table(current) });
    return (await importPaths(archive, [folder])).items[0]!;
  };
  const first = await run();
  expect(first).toMatchObject({ outcome: 'added', reason: null });
  const again = (changes: Record<string, string> = {}, newFiles: Files = {}) => {
    put(folder, newFiles);
    Object.assign(current, changes);
    return run();
  };
  return { archive, again, id: column<number>(archive, 'SELECT id FROM testimony')[0]! };
}

export function sql({ db }: Archive, text: string, ...values: unknown[]): void {
  db.prepare(text).run(...values);
}

export const passages = (archive: Archive) =>
  column<string>(archive, 'SELECT text FROM passage ORDER BY transcript_id, position');
