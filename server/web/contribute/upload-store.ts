/** Where tus keeps what arrives: the bytes in the archive folder, what is known of them in the archive's database. */
import { mkdir, open, stat } from 'node:fs/promises';
import { DataStore, ERRORS, Upload } from '@tus/server';
import type { Archive } from '../../archive/archive.ts';
import { forgetUpload, uploadById } from '../../archive/submission/upload.ts';
import { arrivingFolder, arrivingPath, discardArriving } from '../../media/arriving.ts';

/** An error as tus answers it, with a word by which the page says it to people. */
export interface TusError {
  status_code: number;
  body: string;
}
export const tusError = (status_code: number, problem: string): TusError => ({
  status_code,
  body: JSON.stringify({ problem }),
});

/**
 * A file store that tells a full disk from other trouble. What was written of a piece stays when its line breaks off, for the
 * next to go on from; where the disk is full, all of it goes: half a film helps nobody, and others need the room.
 */
export class ArrivingFiles extends DataStore {
  override extensions = ['creation', 'creation-with-upload', 'termination'];

  constructor(private readonly archive: Archive) {
    super();
  }

  override async create(upload: Upload): Promise<Upload> {
    const { folder, db } = this.archive;
    await mkdir(arrivingFolder(folder), { recursive: true, mode: 0o750 });
    const path = arrivingPath(folder, upload.id);
    try {
      await (await open(path, 'wx', 0o600)).close();
    } catch (error) {
      forgetUpload(db, upload.id);
      throw isFull(error) ? tusError(507, 'disk_full') : error;
    }
    upload.storage = { type: 'file', path };
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const announced = uploadById(this.archive.db, id); // its row was written when the file was announced
    if (!announced) throw ERRORS.FILE_NOT_FOUND;
    const path = arrivingPath(this.archive.folder, id);
    const { size } = await stat(path).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOENT' ? ERRORS.FILE_NO_LONGER_EXISTS : error;
    });
    return new Upload({
      id,
      size: announced.bytes,
      offset: size,
      creation_date: announced.createdAt,
      storage: { type: 'file', path },
    });
  }

  override async remove(id: string): Promise<void> {
    await discardArriving(this.archive.folder, id);
    forgetUpload(this.archive.db, id);
  }

  override async write(readable: Parameters<DataStore['write']>[0], id: string, offset: number): Promise<number> {
    const handle = await open(arrivingPath(this.archive.folder, id), 'r+');
    let at = offset;
    try {
      for await (const piece of readable) {
        const bytes = Buffer.from(piece as Uint8Array);
        for (let done = 0; done < bytes.length; ) {
          const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, at);
          done += bytesWritten;
          at += bytesWritten;
        }
      }
      await handle.sync();
      return at;
    } catch (error) {
      if (!isFull(error)) throw error;
      forgetUpload(this.archive.db, id);
      await discardArriving(this.archive.folder, id);
      throw tusError(507, 'disk_full');
    } finally {
      await handle.close();
    }
  }
}

const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];

function isFull(error: unknown): boolean {
  return FULL.includes((error as NodeJS.ErrnoException).code ?? '');
}
