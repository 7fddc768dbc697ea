import { Conflict, Invalid } from '../archive/errors.ts';

/** That the disk is full, and what to do. */
const DISK_FULL =
  'There is no room left on the archive’s disk, so nothing of it was stored. Make room and run the import again.';

/** What the operating system and SQLite say, in words: what happened and what to do. */
const CODES: Record<string, string> = {
  ENOENT: 'The file is not there any more. Look at its name and run the import again.',
  EACCES: 'The file may not be read. Give yourself the right to read it, and run the import again.',
  EPERM: 'The file may not be read. Give yourself the right to read it, and run the import again.',
  EISDIR: 'This is a folder where a file is expected. Name the file itself.',
  ENAMETOOLONG: 'The name is too long to be that of a file. Is a separator missing in the list?',
  EMFILE: 'Too many files are open on this machine. Close some programs and run the import again.',
  EIO: 'The disk cannot be read. Copy the file to another disk and run the import again.',
  ENOSPC: DISK_FULL,
  EDQUOT: DISK_FULL,
  SQLITE_FULL: DISK_FULL,
  SQLITE_BUSY: 'Another program has been writing to the archive for long. Run the import again.',
  SQLITE_IOERR: 'The archive’s disk cannot be written. Look whether it is full or failing, and run the import again.',
  SQLITE_READONLY: 'The archive may not be written by you. Run the import as the user that the archive belongs to.',
};

/**
 * Why a record was refused, in words for the one who imports; null for what no one foresaw, which is a fault of Kolot's own.
 */
export function reasonOf(error: unknown): string | null {
  if (error instanceof Invalid || error instanceof Conflict) return error.message;
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string') return null;
  return CODES[code] ?? CODES[code.split('_').slice(0, 2).join('_')] ?? null;
}
