import { kept } from '../db/kept.ts';
import type { Database } from '../db/open.ts';
import { assetOpenTo, audienceOfAsset, EVERYONE, namedTo, whollyOpenTo } from './access.ts';
import type { AssetKind } from './asset.ts';
import { NotFound } from './errors.ts';
import { type Stretch, silencedFor } from './redaction.ts';
import { type Viewer, visitor } from './viewer.ts';

/** An asset that a viewer may be served. */
export interface OpenAsset {
  id: number;
  publicId: string;
  kind: AssetKind;
  sha256: string;
  mime: string;
  partId: number | null;
  turn: number; // degrees, clockwise, by which a picture is shown turned
  crop: string | null; // of its thumbnail: see catalogue/record.ts
  accession: string;
  /** Everyone is served the same today: a cache may keep it, and asks again each time. */
  forEveryone: boolean;
  /** What is silent and black in a recording as this viewer is served it. */
  silence: Stretch[];
  /** No name is withheld from the viewer: the file as it came may say in its tags who speaks. */
  namesOpen: boolean;
}

/** The asset at an address. Throws NotFound where there is none, it lies elsewhere, or `viewer` may not see it. */
export function openAsset(db: Database, viewer: Viewer, publicId: string): OpenAsset {
  const row = kept<
    Viewer & { publicId: string },
    Omit<OpenAsset, 'forEveryone' | 'silence' | 'namesOpen'> & { audience: number; namesOpen: number }
  >(
    db,
    `
      SELECT asset.id, asset.public_id AS publicId, asset.kind, asset.sha256,
        coalesce(asset.mime, 'application/octet-stream') AS mime, asset.part_id AS partId, asset.turn, asset.crop, accession,
        ${audienceOfAsset('asset', 'testimony')} AS audience,
        ${whollyOpenTo('testimony')} OR (${namedTo('testimony')} AND NOT EXISTS (SELECT 1 FROM testimony_person
          WHERE testimony_person.testimony_id = testimony.id AND testimony_person.shown_as IS NOT NULL)) AS namesOpen
      FROM asset JOIN testimony ON testimony.id = asset.testimony_id
      WHERE asset.public_id = @publicId AND asset.sha256 IS NOT NULL AND ${assetOpenTo('asset', 'testimony')}`,
  ).get({ ...viewer, publicId });
  if (!row) throw new NotFound('file', publicId);
  const { audience, namesOpen, ...asset } = row;
  const silence = silenceIn(db, viewer, asset);
  const same = silence.length === silenceIn(db, visitor(viewer.today), asset).length; // what a visitor misses, others may hear
  return { ...asset, forEveryone: audience === EVERYONE && same, silence, namesOpen: namesOpen === 1 };
}

function silenceIn(db: Database, viewer: Viewer, { kind, partId }: Pick<OpenAsset, 'kind' | 'partId'>): Stretch[] {
  return partId === null || (kind !== 'audio' && kind !== 'video') ? [] : silencedFor(db, viewer, partId);
}
