import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Request, RequestHandler, Response } from 'express';
import multer from 'multer';
import type { Archive } from '../../../archive/archive.ts';
import { Invalid } from '../../../archive/errors.ts';
import { addImportRun } from '../../../archive/import-run.ts';
import { filesIn, importFolder, safeName, UPLOAD_LIMITS, unpackArchives } from '../../../ingest/incoming-folder.ts';
import { writeFailure } from '../../../media/incoming.ts';

/** Receives the files of a form into a folder of the archive, each streamed to disk; gives the folder, which the caller keeps or removes. */
function receiving(archive: Archive, folder: string): RequestHandler {
  const storage = multer.diskStorage({
    destination(_req, file, done) {
      try {
        const name = safeName(file.originalname);
        const into = dirname(join(folder, name ?? 'left-out/file'));
        mkdirSync(into, { recursive: true });
        done(null, into);
      } catch (error) {
        done(error as Error, archive.folder);
      }
    },
    filename(_req, file, done) {
      done(null, basename(safeName(file.originalname) ?? `${randomBytes(6).toString('hex')}.left-out`));
    },
  });
  const { files, bytes } = UPLOAD_LIMITS;
  return multer({
    storage,
    preservePath: true,
    defParamCharset: 'utf8',
    limits: { files, fileSize: bytes, fields: 20, parts: files + 20 },
  }).array('files', files);
}

/**
 * Takes the files of a new import, unpacks archives among them, and gives the import. Throws Invalid, with nothing kept, where
 * there are none, too many, or one cannot be used.
 */
export async function receiveImport(archive: Archive, req: Request, res: Response, actor: string): Promise<number> {
  const folder = importFolder(archive.folder, randomBytes(9).toString('hex'));
  mkdirSync(folder, { recursive: true });
  try {
    await new Promise<void>((resolve, reject) => {
      receiving(archive, folder)(req, res, (error: unknown) => (error ? reject(error) : resolve()));
    });
    await rm(join(folder, 'left-out'), { recursive: true, force: true });
    await unpackArchives(folder);
    const names = await filesIn(folder);
    if (names.length === 0)
      throw new Invalid('Choose files first: a table, transcripts, or a ZIP archive of them.', { field: 'files' });
    const files = await Promise.all(
      names.map(async (name) => ({ name, bytes: (await stat(join(folder, name))).size })),
    );
    const id = addImportRun(archive.db, actor, {
      files,
      table: tableAmong(names),
      columns: {},
      access: null,
      agreement: null,
      encoding: null,
      newest: null,
    });
    await rename(folder, importFolder(archive.folder, String(id)));
    return id;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw understood(error);
  }
}

/** The file that is the table of records by its name, or the only one that may be; null where that is to be said. */
export function tableAmong(names: string[]): string | null {
  const tables = names.filter((name) => /\.(csv|tsv|xlsx)$/i.test(name));
  return (
    tables.find((name) => /^testimonies\.(csv|tsv|xlsx)$/i.test(basename(name))) ??
    (tables.length === 1 ? tables[0]! : null)
  );
}

function understood(error: unknown): unknown {
  if (error instanceof multer.MulterError) {
    const reasons: Partial<Record<multer.ErrorCode, string>> = {
      LIMIT_FILE_SIZE: `A file is larger than ${UPLOAD_LIMITS.bytes / 1024 ** 3} GB. Bring it in with “kolot import”.`,
      LIMIT_FILE_COUNT: `There are more than ${UPLOAD_LIMITS.files} files. Send them as a ZIP archive.`,
    };
    return new Invalid(reasons[error.code] ?? 'The files could not be received. Choose them again.', {
      field: 'files',
    });
  }
  if ((error as { code?: string }).code === 'EEXIST')
    return new Invalid('Two files have one name. Send each once.', { field: 'files' });
  return writeFailure(error);
}
