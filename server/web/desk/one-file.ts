import multer from 'multer';

/** Takes the file of a form into memory, at most so many bytes, with a few fields beside it. */
export function oneFile(mostBytes: number): multer.Multer {
  return multer({
    storage: multer.memoryStorage(),
    defParamCharset: 'utf8',
    limits: { fileSize: mostBytes, files: 1, fields: 10 },
  });
}
