import { rm } from 'node:fs/promises';
import type { AccessLevel } from './archive/access.ts';
import type { AgreementKind } from './archive/agreement.ts';
import type { Archive } from './archive/archive.ts';
import { finishImport, importRun, noteImported, setImportProgress } from './archive/import-run.ts';
import { type ImportItem, importPaths } from './ingest/importer.ts';
import { importFolder } from './ingest/incoming-folder.ts';

const TELL_EVERY = 500; // milliseconds between two notes of how far it is

/**
 * The work of a job `{ run, doing }`: looks at the files of an import made at the desk, or brings them in. Where the process
 * ended meanwhile it begins anew, and finds unchanged what it had brought in.
 */
export async function carryOutImport(archive: Archive, payload: unknown, signal: AbortSignal): Promise<void> {
  const { run: id, doing } = payload as { run: number; doing: 'looking' | 'running' };
  const { db, folder } = archive;
  const run = importRun(db, id);
  if (run.state !== doing) return; // taken back, or done already
  const { access, agreement, encoding, columns } = run.options;
  const files = importFolder(folder, String(id));
  let told = 0;
  try {
    const report = await importPaths(archive, [files], {
      access: access as AccessLevel | null,
      agreement: agreement as AgreementKind | null,
      encoding: encoding ?? undefined,
      columns,
      dryRun: doing === 'looking',
      signal,
      onProgress(done, all, item: ImportItem) {
        if (doing === 'running' && item.accession !== null && item.outcome !== 'refused')
          noteImported(db, id, item.accession);
        if (Date.now() - told < TELL_EVERY && done < all) return;
        told = Date.now();
        setImportProgress(db, id, done, all);
      },
    });
    finishImport(db, id, doing === 'looking' ? 'looked' : 'done', report);
    if (doing === 'running') await rm(files, { recursive: true, force: true });
  } catch (error) {
    if (!signal.aborted)
      finishImport(db, id, 'failed', { failure: error instanceof Error ? error.message : String(error) });
    throw error;
  }
}
