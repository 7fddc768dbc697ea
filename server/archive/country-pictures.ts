import { kept, keptColumn } from '../db/kept.ts';
import type { Database } from '../db/open.ts';
import { whileUnchanged } from '../db/unchanged.ts';
import { assetOpenTo, describedTo } from './access.ts';
import { PICTURE_COLUMNS, PICTURE_WORDS, type PictureLine } from './picture-columns.ts';
import { nameOf, type Viewer } from './viewer.ts';

/** A photograph of a testimony that tells of leaving a country. */
export type CountryPicture = PictureLine;

const AT_ONCE = 60; // testimonies looked through for pictures

/** Photographs that the viewer may see, each of another testimony, and others each day. `lang` is that of captions. */
export function picturesOfCountry(
  db: Database,
  viewer: Viewer,
  code: string,
  lang: string,
  howMany: number,
): readonly CountryPicture[] {
  const key = `${howMany} pictures of ${code}, ${lang}, ${nameOf(viewer)}`;
  return whileUnchanged(db, key, () => findPictures(db, viewer, code, lang, howMany));
}

function findPictures(db: Database, viewer: Viewer, code: string, lang: string, howMany: number): CountryPicture[] {
  const ids = keptColumn<{ code: string }, number>(
    db,
    `
      SELECT testimony_id FROM departure WHERE country = @code
      UNION SELECT testimony_id FROM departure JOIN place ON place.id = departure.place_id
        WHERE departure.country IS NULL AND place.country = @code`,
  ).all({ code });
  if (ids.length === 0) return [];
  const start = (Math.floor(Date.parse(viewer.today) / 86_400_000) * howMany) % ids.length;
  const turned = [...ids.slice(start), ...ids.slice(0, start)];
  const found: CountryPicture[] = [];
  for (let at = 0; at < turned.length && found.length < howMany; at += AT_ONCE) {
    found.push(...picturesOf(db, viewer, turned.slice(at, at + AT_ONCE), lang));
  }
  return found.slice(0, howMany);
}

/** The first photograph of each testimony, in the order of `ids`. */
function picturesOf(db: Database, viewer: Viewer, ids: number[], lang: string): CountryPicture[] {
  const rows = kept<Viewer & { ids: string; lang: string }, CountryPicture & { testimonyId: number }>(
    db,
    `
      SELECT testimony.id AS testimonyId, testimony.accession, ${PICTURE_COLUMNS}
      FROM testimony JOIN asset ON asset.testimony_id = testimony.id ${PICTURE_WORDS}
      WHERE testimony.id IN (SELECT value FROM json_each(@ids)) AND asset.kind = 'photograph' AND asset.width IS NOT NULL
        AND ${describedTo('testimony')} AND ${assetOpenTo('asset', 'testimony')}
      ORDER BY testimony.id, asset.position, asset.id`,
  ).all({ ...viewer, ids: JSON.stringify(ids), lang });
  const first = new Map<number, CountryPicture>();
  for (const { testimonyId, ...picture } of rows) if (!first.has(testimonyId)) first.set(testimonyId, picture);
  return ids.flatMap((id) => first.get(id) ?? []);
}
