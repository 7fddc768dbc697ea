import type { Database } from '../db/open.ts';
import { assetOpenTo, audienceOfAsset, EVERYONE } from './access.ts';
import type { AssetKind } from './asset.ts';
import { NotFound } from './errors.ts';
import type { Viewer } from './viewer.ts';

/** An asset that a viewer may be served. */
export interface OpenAsset {
  id: number;
  publicId: string;
  kind: AssetKind;
  sha256: string;
  mime: string;
  partId: number | null;
  accession: string;
  /** Open to everyone today: a cache may keep it, and asks again each time. */
  forEveryone: boolean;
}

/** The asset at an address. Throws NotFound where there is none, it lies elsewhere, or `viewer` may not see it. */
export function openAsset(db: Database, viewer: Viewer, publicId: string): OpenAsset {
  const row = db
    .prepare<Viewer & { publicId: string }, OpenAsset & { audience: number }>(`
      SELECT asset.id, asset.public_id AS publicId, asset.kind, asset.sha256, asset.mime, asset.part_id AS partId, accession,
        ${audienceOfAsset('asset', 'testimony')} AS audience
      FROM asset JOIN testimony ON testimony.id = asset.testimony_id
      WHERE asset.public_id = @publicId AND asset.sha256 IS NOT NULL AND ${assetOpenTo('asset', 'testimony')}`)
    .get({ ...viewer, publicId });
  if (!row) throw new NotFound('file', publicId);
  const { audience, ...asset } = row;
  return { ...asset, forEveryone: audience === EVERYONE };
}
