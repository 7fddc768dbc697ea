/** What SQLite and the operating system say when an archive cannot be opened or written, and what to do. */
const TROUBLE: [code: RegExp, message: string][] = [
  [
    /^SQLITE_(CORRUPT|NOTADB)/,
    'The database of the archive is damaged and cannot be read. Keep a copy of the folder as it is, and set KOLOT_DATA to the last backup.',
  ],
  [/^SQLITE_BUSY/, 'Another program has been writing to the archive for long. Try again when it has ended.'],
  [
    /^(SQLITE_FULL|ENOSPC|EDQUOT)/,
    'There is no room left on the archive’s disk. Nothing that was acknowledged is lost; make room and try again.',
  ],
  [
    /^(SQLITE_READONLY|SQLITE_CANTOPEN|EACCES|EPERM|EROFS)/,
    'The archive’s folder may not be read or written by you. Run the command as the user it belongs to.',
  ],
  [/^SQLITE_IOERR/, 'The archive’s disk cannot be read or written. Look whether it is full or failing.'],
];

/** In words, by the code of an error; null for one that is no trouble of the archive's disk. */
export function troubleOf(error: unknown): string | null {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? (TROUBLE.find(([pattern]) => pattern.test(code))?.[1] ?? null) : null;
}
