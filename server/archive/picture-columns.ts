/** What is read of a picture wherever one is shown: its size as it stands turned, and its caption in the reader's language. */

/** A picture of a testimony, as a page shows it. */
export interface PictureLine {
  publicId: string;
  accession: string; // of its testimony
  width: number; // pixels, as it is shown
  height: number;
  turn: number; // degrees, clockwise
  caption: string | null;
  captionLang: string | null;
  alt: string | null;
}

/** SQL: columns of `asset` and of `words`, which `PICTURE_WORDS` joins. */
export const PICTURE_COLUMNS = `asset.public_id AS publicId, asset.turn,
  CASE WHEN asset.turn IN (90, 270) THEN asset.height ELSE asset.width END AS width,
  CASE WHEN asset.turn IN (90, 270) THEN asset.width ELSE asset.height END AS height,
  words.caption, words.lang AS captionLang, words.alt`;

/** SQL: joins the texts of `asset` in the language bound as @lang, else in any. */
export const PICTURE_WORDS = `LEFT JOIN asset_text AS words ON words.asset_id = asset.id AND words.lang = (
  SELECT lang FROM asset_text AS any_text WHERE any_text.asset_id = asset.id ORDER BY any_text.lang = @lang DESC LIMIT 1)`;
