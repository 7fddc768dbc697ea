/** A signed agreement as a file that archivists send: taken in, kept, and written down as somebody's agreement. */
import { randomBytes } from 'node:crypto';
import { createReadStream, mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Request, Response } from 'express';
import multer from 'multer';
import { z } from 'zod';
import { AGREEMENT_KINDS, addAgreement, type NewAgreement, USES } from '../../../archive/agreement.ts';
import { addAsset } from '../../../archive/asset.ts';
import { audit } from '../../../archive/audit.ts';
import { readDate } from '../../../archive/edtf.ts';
import { Conflict, Invalid } from '../../../archive/errors.ts';
import { touch } from '../../../archive/testimony.ts';
import { importFolder, safeName } from '../../../ingest/incoming-folder.ts';
import { sniff } from '../../../media/kinds.ts';
import { keepOriginal } from '../../../media/storage.ts';
import { missingOriginals, removeUnused } from '../../../media/sweep.ts';
import type { Site } from '../../site.ts';

const MOST = { files: 500, bytes: 200 * 1024 * 1024 };
const several = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((values) => [values].flat());

/** What is said of papers beside the files. */
export const said = z.object({
  kind: z.enum(AGREEMENT_KINDS).catch('deed'),
  date: z.string().trim().max(150).default(''),
  uses: several.transform((uses) => USES.filter((use) => uses.includes(use))),
  whose: several,
});

export interface Paper {
  path: string;
  name: string;
}

/**
 * Takes in the papers of a form, hands them over, and clears up whatever comes of it. Throws MulterError where they are too
 * many or too large.
 */
export async function withPapers(
  site: Site,
  req: Request,
  res: Response,
  work: (papers: Paper[]) => Promise<void>,
): Promise<void> {
  const folder = importFolder(site.archive.folder, `agreements-${randomBytes(6).toString('hex')}`);
  mkdirSync(folder, { recursive: true });
  try {
    await received(req, res, folder);
    const files = (req.files ?? []) as Express.Multer.File[];
    await work(
      files.map(({ path, originalname }) => ({ path, name: basename(safeName(originalname) ?? originalname) })),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function received(req: Request, res: Response, folder: string): Promise<void> {
  const storage = multer.diskStorage({
    destination: folder,
    filename: (_req, _file, done) => done(null, randomBytes(9).toString('hex')),
  });
  const limits = { files: MOST.files, fileSize: MOST.bytes, fields: 60 };
  return new Promise((resolve, reject) => {
    multer({ storage, limits, defParamCharset: 'utf8' }).array('files', MOST.files)(req, res, (error: unknown) =>
      error ? reject(error) : resolve(),
    );
  });
}

/** Keeps a paper and writes it down as an agreement of the testimony; all of it or nothing. `there`: it is its already. */
export async function keepPaper(
  { archive }: Site,
  paper: Paper,
  to: { testimonyId: number; accession: string; actor: string },
  agreement: Omit<NewAgreement, 'assetId' | 'note'>,
): Promise<{ outcome: 'attached' | 'there' | 'refused'; reason: string | null }> {
  const { db } = archive;
  let sha256: string | null = null;
  try {
    const { mime, kind } = await sniff(paper.path, paper.name);
    if (kind === 'video')
      throw new Invalid(`“${paper.name}” is a film. Send the paper, or the recorded word as sound.`, {
        file: paper.name,
      });
    const kept = await keepOriginal(archive.folder, createReadStream(paper.path));
    sha256 = kept.sha256;
    const there = db
      .transaction(() => {
        if (missingOriginals(archive.folder, [kept.sha256]).length > 0)
          throw new Conflict('The file was taken away. Send it again.');
        const known = db
          .prepare(
            `SELECT 1 FROM agreement JOIN asset ON asset.id = agreement.asset_id WHERE agreement.testimony_id = ? AND asset.sha256 = ?`,
          )
          .get(to.testimonyId, kept.sha256);
        if (known) return true;
        const assetId = addAsset(db, to.testimonyId, { kind: 'agreement', ...kept, mime, originalName: paper.name });
        addAgreement(db, to.testimonyId, { ...agreement, assetId });
        touch(db, to.testimonyId);
        audit(db, {
          actor: to.actor,
          action: 'attached an agreement',
          thing: 'testimony',
          thingId: to.accession,
          detail: paper.name,
        });
        return false;
      })
      .immediate();
    return { outcome: there ? 'there' : 'attached', reason: null };
  } catch (error) {
    if (sha256) await removeUnused(archive, [sha256]);
    if (!(error instanceof Invalid) && !(error instanceof Conflict)) throw error;
    return { outcome: 'refused', reason: error.message };
  }
}

/** A date as it was typed, in EDTF; null for none, undefined where it cannot be read. */
export function paperDate(text: string): string | null | undefined {
  if (text === '') return null;
  try {
    return readDate(text).edtf;
  } catch (error) {
    if (error instanceof Invalid) return undefined;
    throw error;
  }
}
