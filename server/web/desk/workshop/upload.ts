import type { RequestHandler } from 'express';
import multer from 'multer';
import { Invalid } from '../../../archive/errors.ts';
import { MOST_TEXT_BYTES } from '../../../ingest/read.ts';

const receive = multer({
  storage: multer.memoryStorage(),
  limits: { fileSize: MOST_TEXT_BYTES, files: 1, fields: 20, fieldSize: 4_000_000 },
}).single('file');

/** Takes one transcript file of a form into memory; `res.locals.refusedFile` where it is too large. */
export const transcriptFile: RequestHandler = (req, res, next) => {
  receive(req, res, (error: unknown) => {
    if (error instanceof multer.MulterError) {
      const most = `${MOST_TEXT_BYTES / 1024 / 1024} MB`;
      res.locals.refusedFile = new Invalid(`The file is larger than ${most}. No transcript is so long.`, {
        key: 'file_too_large',
      });
      next();
    } else next(error);
  });
};

/** The file of a form: its name as the sender's machine wrote it, and its bytes. Browsers send an empty one where none was chosen. */
export function sentFile(
  file: { originalname: string; buffer: Buffer } | undefined,
): { name: string; bytes: Buffer } | null {
  if (!file || (file.buffer.length === 0 && file.originalname === '')) return null;
  return { name: Buffer.from(file.originalname, 'latin1').toString('utf8'), bytes: file.buffer };
}
