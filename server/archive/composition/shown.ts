/**
 * A composition as everyone sees it on a day. What is closed by then, or what those who tell no longer agree to, is not in it
 * at all: neither its words nor that it was there.
 */
import { kept } from '../../db/kept.ts';
import type { Database } from '../../db/open.ts';
import { NotFound } from '../errors.ts';
import { type PartSound, soundOfPart } from '../part-sound.ts';
import { type Passage, passagesById } from '../passage.ts';
import { PICTURE_COLUMNS, PICTURE_WORDS, type PictureLine } from '../picture-columns.ts';
import { type Viewer, visitor } from '../viewer.ts';
import { type Composition, type CompositionText, composition } from './composition.ts';
import type { Bearing, Item, ItemKind, ItemText } from './item.ts';
import { type Found, passageToCarry, pictureStaysOut } from './may-carry.ts';

export interface PassageShown extends Passage {
  accession: string;
  title: string; // of its testimony
  titleLang: string;
  sample: boolean;
  recording: PartSound | null; // its sound, where everyone may hear it
  translation: Passage[]; // into the language asked for, where there is one
}

export interface PictureShown extends PictureLine {
  sample: boolean;
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
    const { why, at } = passageToCarry(db, today, kind, passage);
    return why === null ? { ...shown, passage: passageShown(db, visitor(today), at, lang) } : null;
  }
  if (item.kind !== 'picture') return shown;
  const seen = picture === null ? null : pictureShown(db, today, kind, picture, lang);
  return seen && { ...shown, picture: seen };
}

function passageShown(db: Database, viewer: Viewer, { passage, accession }: Found, lang: string): PassageShown {
  const about = kept<[string], { title: string; titleLang: string; sample: number }>(
    db,
    'SELECT title, lang AS titleLang, sample FROM testimony WHERE accession = ?',
  ).get(accession)!;
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
    recording: soundOfPart(db, viewer, passage.partId),
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
    `SELECT asset.id, testimony.accession, testimony.sample, ${PICTURE_COLUMNS}
     FROM asset JOIN testimony ON testimony.id = asset.testimony_id ${PICTURE_WORDS}
     WHERE asset.public_id = @publicId AND asset.width IS NOT NULL`,
  ).get({ publicId, lang });
  if (!row || pictureStaysOut(db, today, kind, row.id) !== null) return null;
  const { id: _, ...picture } = row;
  return { ...picture, sample: row.sample === 1 };
}
