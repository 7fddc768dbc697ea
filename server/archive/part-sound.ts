/** The sound of a part, or its film, as far as somebody may hear it. */
import { kept } from '../db/kept.ts';
import type { Database } from '../db/open.ts';
import { assetOpenTo } from './access.ts';
import type { Viewer } from './viewer.ts';

export interface PartSound {
  publicId: string;
  kind: 'audio' | 'video';
}

/** The first recording of a part that is kept here and open to `viewer`; null where there is none. */
export function soundOfPart(db: Database, viewer: Viewer, partId: number): PartSound | null {
  const found = kept<Viewer & { partId: number }, PartSound>(
    db,
    `SELECT asset.public_id AS publicId, asset.kind FROM asset JOIN testimony ON testimony.id = asset.testimony_id
     WHERE asset.part_id = @partId AND asset.kind IN ('audio', 'video') AND asset.sha256 IS NOT NULL
       AND ${assetOpenTo('asset', 'testimony')}
     ORDER BY asset.position LIMIT 1`,
  ).get({ ...viewer, partId });
  return found ?? null;
}
