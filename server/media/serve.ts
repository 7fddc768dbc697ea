/**
 * Sends a file of the archive over HTTP, in part or whole, once the caller has decided that this viewer may have it: a 304 or
 * a 206 is an answer too. https://www.rfc-editor.org/rfc/rfc9110
 */
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { NotFound } from '../archive/errors.ts';
import { selectRange } from './ranges.ts';

/** What to send. `Derived` fits: add who may keep it. */
export interface Servable {
  path: string;
  /** Sent as it is: text in a known character set says so here. */
  mime: string;
  /** Strong and quoted: another one for other bytes. */
  etag: string;
  /** `public`: anybody may see it, and a cache asks each time whether it still may be shown. `private`: kept nowhere. */
  cache: 'public' | 'private';
  /** Send it to be saved under this name, which the archive made: never the one the family's file had. */
  downloadName?: string;
}

/**
 * Answers GET and HEAD with the file: 200, 206 of one range, 304, 412 or 416. Ends when all is sent or the reader has gone;
 * the file is closed then in any case. Throws `NotFound`, before anything is sent, where the file is not there.
 */
export async function serveFile(req: Request, res: Response, file: Servable): Promise<void> {
  const handle = await opened(file.path);
  try {
    const { size } = await handle.stat();
    for (const [name, value] of Object.entries(headers(file))) res.setHeader(name, value);
    const status = precondition(req, file.etag);
    if (status !== null) {
      if (status === 304) res.removeHeader('Content-Type');
      res.status(status).end();
      return;
    }
    const selection =
      req.method === 'GET' && rangeApplies(req, file.etag) ? selectRange(req.get('range'), size) : 'whole';
    if (selection === 'beyond') {
      res.removeHeader('Content-Disposition');
      res
        .status(416)
        .set({ 'Content-Range': `bytes */${size}`, 'Content-Length': '0' })
        .end();
      return;
    }
    const { first, last } = selection === 'whole' ? { first: 0, last: size - 1 } : selection;
    if (selection !== 'whole') res.status(206).set('Content-Range', `bytes ${first}-${last}/${size}`);
    res.set('Content-Length', String(last - first + 1));
    if (req.method === 'HEAD' || size === 0) res.end();
    else await send(handle, res, first, last);
  } finally {
    await handle.close();
  }
}

/** Streams the bytes, no faster than they are taken. A reader who leaves is no error: seeking in a film is done that way. */
async function send(handle: FileHandle, res: Response, first: number, last: number): Promise<void> {
  if (res.destroyed) return;
  const stream = handle.createReadStream({ start: first, end: last, autoClose: false });
  try {
    await pipeline(stream, res);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException; // Node's own: instanceof fails where a test has a realm of its own
    if (!['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'].includes(code)) throw error;
  }
}

async function opened(path: string): Promise<FileHandle> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' || error.code === 'ENOTDIR' ? new NotFound('file', '') : error;
  });
  const isFile = (await handle.stat()).isFile();
  if (isFile) return handle;
  await handle.close();
  throw new NotFound('file', '');
}

function headers({ mime, etag, cache, downloadName }: Servable): Record<string, string> {
  const shown = /^(image\/(?!svg)|audio\/|video\/|application\/pdf$|text\/(plain|vtt)$)/.test(mime);
  const media = /^(image|audio|video)\//.test(mime);
  return {
    'Content-Type': mime,
    'Content-Disposition': shown && downloadName === undefined ? 'inline' : attachment(downloadName),
    ETag: etag,
    'Accept-Ranges': 'bytes',
    'Cache-Control': cache === 'public' ? 'no-cache' : 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    ...(media ? {} : { 'Content-Security-Policy': "sandbox; default-src 'none'" }),
  };
}

/** `Content-Disposition` with a name in any script: https://www.rfc-editor.org/rfc/rfc6266, RFC 8187 (once RFC 5987). */
function attachment(name?: string): string {
  const clean = name?.replace(/[\p{Cc}\p{Bidi_Control}/\\]/gu, '').trim();
  if (!clean) return 'attachment';
  const ascii = clean
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/["%;]/g, '_')
    .trim();
  const encoded = encodeURIComponent(Buffer.from(clean).toString()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${/[\w]/.test(ascii) ? ascii : 'file'}"; filename*=UTF-8''${encoded}`;
}

/** The answer that the request's conditions call for before any range is looked at (section 13.2.2); null to go on. */
function precondition(req: Request, etag: string): 304 | 412 | null {
  const match = req.get('if-match');
  if (match !== undefined && !lists(match, etag, 'strong')) return 412;
  const noneMatch = req.get('if-none-match');
  return noneMatch !== undefined && lists(noneMatch, etag, 'weak') ? 304 : null;
}

/** A range asked for on condition of a tag (`If-Range`) is only sent while the tag holds; a date never does, as none is given. */
function rangeApplies(req: Request, etag: string): boolean {
  const condition = req.get('if-range');
  return condition === undefined || condition.trim() === etag;
}

function lists(header: string, etag: string, comparison: 'strong' | 'weak'): boolean {
  if (header.trim() === '*') return true;
  const tags = header.match(/(W\/)?"[^"]*"/g) ?? [];
  return tags.some((tag) => (comparison === 'weak' ? tag.replace(/^W\//, '') : tag) === etag);
}
