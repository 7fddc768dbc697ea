/**
 * A composition as everyone sees it on a day. What is closed by then, or what those who tell no longer agree to, is not in it
 * at all: neither its words nor that it was there.
 */
import { kept } from '../../db/kept.ts';
import type { Database } from '../../db/open.ts';
import { assetOpenTo } from '../access.ts';
import { NotFound } from '../errors.ts';
import { type Passage, passageAt, passagesById } from '../passage.ts';
import { type Viewer, visitor } from '../viewer.ts';
import { type Composition, type CompositionText, composition } from './composition.ts';
import type { Bearing, Item, ItemKind, ItemText } from './item.ts';
import { passageStaysOut, pictureStaysOut } from './may-carry.ts';

export interface PassageShown extends Passage {
  accession: string;
  title: string; // of its testimony
  titleLang: string;
  sample: boolean;
  recording: { publicId: string; kind: 'audio' | 'video' } | null; // its sound, where everyone may hear it
  translation: Passage[]; // into the language asked for, where there is one
}

export interface PictureShown {
  publicId: string;
  accession: string;
  sample: boolean;
  width: number; // pixels, as it is shown
  height: number;
  turn: number; // degrees, clockwise
  caption: string | null;
  captionLang: string | null;
  alt: string | null;
}

export interface ItemShown {
  id: number;
  kind: ItemKind;
  seconds: number | null;
  country: string | null;
  bearing: Bearing | null;
  dated: string | null;
  reference: string | null;
  text: ItemText | null; // in the language asked for where there is one, else in its own
  texts: ItemText[];
  passage: PassageShown | null;
  picture: PictureShown | null;
}

export interface CompositionShown extends Omit<Composition, 'items'> {
  text: CompositionText;
  items: ItemShown[];
  left: number; // items that may not be shown today; for the desk alone
}

/**
 * A published composition in the language `lang`. Throws NotFound where it is not published. `atDesk`: also before it is, and
 * with what is said beside it to those who hold it.
 */
export function compositionShown(
  db: Database,
  slug: string,
  { today, lang, atDesk = false }: { today: string; lang: string; atDesk?: boolean },
): CompositionShown {
  const found = composition(db, slug);
  if (!atDesk && (found.publishedOn === null || found.publishedOn > today)) throw new NotFound('composition', slug);
  const { items: composed, ...about } = found;
  const items = composed.flatMap(
    (item) => shownItem(db, atDesk ? item : withoutAsides(item), found, { today, lang }) ?? [],
  );
  return {
    ...about,
    text: inLanguage(about.texts, lang, about.lang)!,
    items,
    left: composed.length - items.length,
  };
}

const withoutAsides = (item: Item): Item => ({ ...item, texts: item.texts.map((text) => ({ ...text, aside: null })) });

/** The text in the language asked for, else in its own, else in any. */
function inLanguage<Text extends { lang: string }>(texts: readonly Text[], lang: string, own: string): Text | null {
  return texts.find((one) => one.lang === lang) ?? texts.find((one) => one.lang === own) ?? texts[0] ?? null;
}

function shownItem(
  db: Database,
  item: Item,
  { kind, lang: own }: Composition,
  { today, lang }: { today: string; lang: string },
): ItemShown | null {
  const { passage, picture, ...rest } = item;
  const shown = { ...rest, text: inLanguage(item.texts, lang, own), passage: null, picture: null };
  if (passage !== null) {
    if (passageStaysOut(db, today, kind, passage) !== null) return null;
    return { ...shown, passage: passageShown(db, visitor(today), passage, lang) };
  }
  if (item.kind !== 'picture') return shown;
  const seen = picture === null ? null : pictureShown(db, today, kind, picture, lang);
  return seen && { ...shown, picture: seen };
}

function passageShown(db: Database, viewer: Viewer, publicId: string, lang: string): PassageShown {
  const { passage, accession } = passageAt(db, viewer, publicId);
  const about = kept<[string], { title: string; titleLang: string; sample: number }>(
    db,
    'SELECT title, lang AS titleLang, sample FROM testimony WHERE accession = ?',
  ).get(accession)!;
  const recording = kept<Viewer & { partId: number }, { publicId: string; kind: 'audio' | 'video' }>(
    db,
    `SELECT asset.public_id AS publicId, asset.kind FROM asset JOIN testimony ON testimony.id = asset.testimony_id
     WHERE asset.part_id = @partId AND asset.kind IN ('audio', 'video') AND asset.sha256 IS NOT NULL
       AND ${assetOpenTo('asset', 'testimony')}
     ORDER BY asset.position LIMIT 1`,
  ).get({ ...viewer, partId: passage.partId });
  const translated = kept<{ id: number; lang: string }, { id: number }>(
    db,
    `SELECT passage.id FROM passage JOIN transcript ON transcript.id = passage.transcript_id
     WHERE passage.original_id = @id AND transcript.lang = @lang AND transcript.status <> 'machine draft'
     ORDER BY passage.position`,
  ).all({ id: passage.id, lang });
  return {
    ...passage,
    accession,
    ...about,
    sample: about.sample === 1,
    recording: recording ?? null,
    translation: passagesById(
      db,
      viewer,
      translated.map(({ id }) => id),
    ),
  };
}

function pictureShown(
  db: Database,
  today: string,
  kind: Composition['kind'],
  publicId: string,
  lang: string,
): PictureShown | null {
  const row = kept<{ publicId: string; lang: string }, Omit<PictureShown, 'sample'> & { id: number; sample: number }>(
    db,
    `SELECT asset.id, asset.public_id AS publicId, testimony.accession, testimony.sample, asset.turn,
       CASE WHEN asset.turn IN (90, 270) THEN asset.height ELSE asset.width END AS width,
       CASE WHEN asset.turn IN (90, 270) THEN asset.width ELSE asset.height END AS height,
       words.caption, words.lang AS captionLang, words.alt
     FROM asset JOIN testimony ON testimony.id = asset.testimony_id
       LEFT JOIN asset_text AS words ON words.asset_id = asset.id AND words.lang = (
         SELECT lang FROM asset_text AS any_text WHERE any_text.asset_id = asset.id ORDER BY any_text.lang = @lang DESC LIMIT 1)
     WHERE asset.public_id = @publicId AND asset.width IS NOT NULL`,
  ).get({ publicId, lang });
  if (!row || pictureStaysOut(db, today, kind, row.id) !== null) return null;
  const { id: _, ...picture } = row;
  return { ...picture, sample: row.sample === 1 };
}
