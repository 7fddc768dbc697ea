import { kept, keptColumn } from '../db/kept.ts';
import type { Database } from '../db/open.ts';
import { whileUnchanged } from '../db/unchanged.ts';
import { assetOpenTo, describedTo } from './access.ts';
import { nameOf, type Viewer } from './viewer.ts';

/** A photograph of a testimony that tells of leaving a country. */
export interface CountryPicture {
  publicId: string;
  accession: string; // of its testimony
  width: number; // pixels, as it is shown
  height: number;
  turn: number; // degrees, clockwise
  caption: string | null;
  captionLang: string | null;
  alt: string | null;
}

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
      SELECT testimony.id AS testimonyId, testimony.accession, asset.public_id AS publicId, asset.turn,
        CASE WHEN asset.turn IN (90, 270) THEN asset.height ELSE asset.width END AS width,
        CASE WHEN asset.turn IN (90, 270) THEN asset.width ELSE asset.height END AS height,
        words.caption, words.lang AS captionLang, words.alt
      FROM testimony JOIN asset ON asset.testimony_id = testimony.id
        LEFT JOIN asset_text AS words ON words.asset_id = asset.id AND words.lang = (
          SELECT lang FROM asset_text AS any_text WHERE any_text.asset_id = asset.id ORDER BY any_text.lang = @lang DESC LIMIT 1)
      WHERE testimony.id IN (SELECT value FROM json_each(@ids)) AND asset.kind = 'photograph' AND asset.width IS NOT NULL
        AND ${describedTo('testimony')} AND ${assetOpenTo('asset', 'testimony')}
      ORDER BY testimony.id, asset.position, asset.id`,
  ).all({ ...viewer, ids: JSON.stringify(ids), lang });
  const first = new Map<number, CountryPicture>();
  for (const { testimonyId, ...picture } of rows) if (!first.has(testimonyId)) first.set(testimonyId, picture);
  return ids.flatMap((id) => first.get(id) ?? []);
}
