import { randomBytes } from 'node:crypto';
import { createReadStream, mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import express, { type Request, type Response, type Router } from 'express';
import multer from 'multer';
import { z } from 'zod';
import { AGREEMENT_KINDS, addAgreement, USES } from '../../../archive/agreement.ts';
import { addAsset } from '../../../archive/asset.ts';
import { audit } from '../../../archive/audit.ts';
import { readDate } from '../../../archive/edtf.ts';
import { Conflict, Invalid } from '../../../archive/errors.ts';
import { testimonyId, touch } from '../../../archive/testimony.ts';
import { importFolder, safeName } from '../../../ingest/incoming-folder.ts';
import { sniff } from '../../../media/kinds.ts';
import { keepOriginal } from '../../../media/storage.ts';
import { missingOriginals, removeUnused } from '../../../media/sweep.ts';
import type { Site } from '../../site.ts';
import { atDesk } from '../staff.ts';

const MOST = { files: 500, bytes: 200 * 1024 * 1024 };
const said = z.object({
  kind: z.enum(AGREEMENT_KINDS).catch('deed'),
  date: z.string().trim().max(150).default(''),
  uses: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((uses) => USES.filter((use) => [uses].flat().includes(use))),
});

/** What became of one paper. */
interface Attached {
  file: string;
  accession: string | null;
  outcome: 'attached' | 'there' | 'unknown' | 'refused';
  reason: string | null;
}

/** /desk/agreements: signed agreements as they were scanned, each named by the accession number of its testimony. */
export function agreementPages(site: Site): Router {
  const router = express.Router();
  const { archive } = site;
  const { db } = archive;
  const show = (res: Response, more: { attached?: Attached[]; problem?: string | null }, status = 200) =>
    res.status(status).render('desk/catalogue/agreements', {
      kinds: AGREEMENT_KINDS,
      uses: USES,
      attached: more.attached ?? null,
      problem: more.problem ?? null,
    });

  router.get('/agreements', (_req, res) => show(res, {}));

  router.post('/agreements', async (req, res) => {
    const folder = importFolder(archive.folder, `agreements-${randomBytes(6).toString('hex')}`);
    mkdirSync(folder, { recursive: true });
    try {
      await received(req, res, folder);
      const files = (req.files ?? []) as Express.Multer.File[];
      const about = said.parse(req.body ?? {});
      const date = about.date === '' ? null : dateOf(about.date);
      if (date === undefined) return show(res, { problem: 'date' }, 422);
      if (files.length === 0) return show(res, { problem: 'none' }, 422);
      const attached: Attached[] = [];
      for (const file of files) attached.push(await attach(file, { ...about, date }, atDesk(req).email));
      show(res, { attached });
    } catch (error) {
      if (!(error instanceof multer.MulterError)) throw error;
      show(res, { problem: 'too_many' }, 422);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  function received(req: Request, res: Response, folder: string): Promise<void> {
    const storage = multer.diskStorage({
      destination: folder,
      filename: (_req, _file, done) => done(null, randomBytes(9).toString('hex')),
    });
    const limits = { files: MOST.files, fileSize: MOST.bytes, fields: 30 };
    return new Promise((resolve, reject) => {
      multer({ storage, limits, defParamCharset: 'utf8' }).array('files', MOST.files)(req, res, (error: unknown) =>
        error ? reject(error) : resolve(),
      );
    });
  }

  /** Keeps a paper and writes it down as an agreement for everyone named in its testimony; all of it or nothing. */
  async function attach(
    file: Express.Multer.File,
    about: { kind: z.infer<typeof said>['kind']; date: string | null; uses: z.infer<typeof said>['uses'] },
    actor: string,
  ): Promise<Attached> {
    const name = basename(safeName(file.originalname) ?? file.originalname);
    const accession = accessionIn(name);
    const id = accession === null ? null : testimonyId(db, accession);
    if (id === null) return { file: name, accession, outcome: 'unknown', reason: null };
    let sha256: string | null = null;
    try {
      const { mime, kind } = await sniff(file.path, name);
      if (kind === 'video')
        throw new Invalid(`“${name}” is a film. Send the paper, or the recorded word as sound.`, { file: name });
      const kept = await keepOriginal(archive.folder, createReadStream(file.path));
      sha256 = kept.sha256;
      const there = db
        .transaction(() => {
          if (missingOriginals(archive.folder, [kept.sha256]).length > 0)
            throw new Conflict('The file was taken away. Send it again.');
          const known = db
            .prepare(
              `SELECT 1 FROM agreement JOIN asset ON asset.id = agreement.asset_id WHERE agreement.testimony_id = ? AND asset.sha256 = ?`,
            )
            .get(id, kept.sha256);
          if (known) return true;
          const assetId = addAsset(db, id, { kind: 'agreement', ...kept, mime, originalName: name });
          addAgreement(db, id, { kind: about.kind, date: about.date, uses: [...about.uses], assetId });
          touch(db, id);
          audit(db, { actor, action: 'attached an agreement', thing: 'testimony', thingId: accession!, detail: name });
          return false;
        })
        .immediate();
      return { file: name, accession, outcome: there ? 'there' : 'attached', reason: null };
    } catch (error) {
      if (sha256) await removeUnused(archive, [sha256]);
      if (!(error instanceof Invalid) && !(error instanceof Conflict)) throw error;
      return { file: name, accession, outcome: 'refused', reason: error.message };
    }
  }

  /** `K-00012.pdf`, `K-00012 signed.pdf`, `K-00012_2.jpg`: the longest beginning that is the number of a testimony. */
  function accessionIn(name: string): string | null {
    const bare = name.slice(0, name.length - extname(name).length);
    const cuts = [bare.length, ...[...bare.matchAll(/[ _.(-]/g)].map(({ index }) => index)].sort((a, b) => b - a);
    return (
      cuts.map((cut) => bare.slice(0, cut)).find((begin) => begin !== '' && testimonyId(db, begin) !== null) ?? null
    );
  }
  return router;
}

function dateOf(text: string): string | undefined {
  try {
    return readDate(text).edtf;
  } catch (error) {
    if (error instanceof Invalid) return undefined;
    throw error;
  }
}
