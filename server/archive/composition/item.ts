/** The items of a composition, one after another. Each change counts as a save of the composition (composition.ts). */
import type { Database } from '../../db/open.ts';
import { Invalid, NotAllowed, NotFound } from '../errors.ts';
import { type CompositionKind, passageStaysOut, pictureStaysOut, type StaysOut } from './may-carry.ts';

export const ITEM_KINDS = [
  'heading',
  'text',
  'speech',
  'passage',
  'picture',
  'music',
  'silence',
  'question',
  'map',
  'timeline',
  'document',
] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

export const BEARINGS = ['for', 'against', 'differs'] as const;
/** How an item bears on the claim of evidence. */
export type Bearing = (typeof BEARINGS)[number];

/** What an item says in one language. `aside` is for those who hold it, never for the public. */
export interface ItemText {
  lang: string; // BCP 47
  title: string | null;
  body: string | null;
  aside: string | null;
}

/** An item as it is composed. `passage` and `picture` are public ids. */
export interface Item {
  id: number;
  kind: ItemKind;
  seconds: number | null;
  passage: string | null;
  picture: string | null;
  country: string | null; // ISO 3166-1 alpha-2
  bearing: Bearing | null;
  dated: string | null; // EDTF
  reference: string | null;
  texts: ItemText[];
}

export type NewItem = Omit<Item, 'id'>;

const LONGEST_TEXT = 20_000; // letters

/** The items of a composition in their order, as it is composed: whoever may not see them is not asked here (shown.ts). */
export function itemsOf(db: Database, compositionId: number): Item[] {
  const texts = db.prepare<[number], ItemText>(
    'SELECT lang, title, body, aside FROM composition_item_text WHERE item_id = ? ORDER BY lang',
  );
  return db
    .prepare<[number], Omit<Item, 'texts'>>(`
      SELECT composition_item.id, composition_item.kind, seconds, passage, asset.public_id AS picture, country, bearing, dated, reference
      FROM composition_item LEFT JOIN asset ON asset.id = asset_id
      WHERE composition_id = ? ORDER BY composition_item.position, composition_item.id`)
    .all(compositionId)
    .map((item) => ({ ...item, texts: texts.all(item.id) }));
}

/**
 * Puts an item at the end, or at `position` (from 1); gives its id. Throws NotAllowed, with the reason as its key, where its
 * passage or picture cannot be in a composition of this kind today, Invalid where something is missing.
 */
export function addItem(
  db: Database,
  compositionId: number,
  item: NewItem,
  { today, position }: { today: string; position?: number },
): number {
  const source = sourceOf(db, compositionId, item, today);
  const last = db
    .prepare<[number], number>('SELECT count(*) FROM composition_item WHERE composition_id = ?')
    .pluck()
    .get(compositionId)!;
  const id = Number(
    db
      .prepare(`
        INSERT INTO composition_item (composition_id, position, kind, seconds, testimony_id, passage, asset_id, country, bearing, dated, reference)
        VALUES (@compositionId, @position, @kind, @seconds, @testimonyId, @passage, @assetId, @country, @bearing, @dated, @reference)`)
      .run({ ...valuesOf(item), ...source, compositionId, position: last + 1 }).lastInsertRowid,
  );
  storeTexts(db, id, item.texts);
  if (position !== undefined) moveItem(db, compositionId, id, position);
  return id;
}

/** Writes an item anew; its place stays. Throws as `addItem`, and NotFound where it is not of this composition. */
export function changeItem(db: Database, compositionId: number, id: number, item: NewItem, today: string): void {
  mustBeOf(db, compositionId, id);
  const source = sourceOf(db, compositionId, item, today);
  db.prepare(`
    UPDATE composition_item SET kind = @kind, seconds = @seconds, testimony_id = @testimonyId, passage = @passage,
      asset_id = @assetId, country = @country, bearing = @bearing, dated = @dated, reference = @reference
    WHERE id = @id`).run({ ...valuesOf(item), ...source, id });
  storeTexts(db, id, item.texts);
}

/** Moves an item to a place (from 1); those after it move on. */
export function moveItem(db: Database, compositionId: number, id: number, position: number): void {
  mustBeOf(db, compositionId, id);
  const order = idsInOrder(db, compositionId).filter((other) => other !== id);
  order.splice(Math.max(0, Math.min(order.length, position - 1)), 0, id);
  storeOrder(db, order);
}

export function removeItem(db: Database, compositionId: number, id: number): void {
  mustBeOf(db, compositionId, id);
  db.prepare('DELETE FROM composition_item WHERE id = ?').run(id);
  storeOrder(db, idsInOrder(db, compositionId));
}

function idsInOrder(db: Database, compositionId: number): number[] {
  return db
    .prepare<[number], number>('SELECT id FROM composition_item WHERE composition_id = ? ORDER BY position, id')
    .pluck()
    .all(compositionId);
}

function storeOrder(db: Database, ids: readonly number[]): void {
  const store = db.prepare('UPDATE composition_item SET position = ? WHERE id = ?');
  ids.forEach((id, i) => void store.run(i + 1, id));
}

function mustBeOf(db: Database, compositionId: number, id: number): void {
  const found = db.prepare('SELECT 1 FROM composition_item WHERE id = ? AND composition_id = ?').get(id, compositionId);
  if (!found) throw new NotFound('item', String(id));
}

/** Where the words or the picture of an item are; throws where they may not be carried. */
function sourceOf(db: Database, compositionId: number, item: NewItem, today: string) {
  const kind = db
    .prepare<[number], CompositionKind>('SELECT kind FROM composition WHERE id = ?')
    .pluck()
    .get(compositionId);
  if (!kind) throw new NotFound('composition', String(compositionId));
  if (item.kind === 'passage') {
    if (!item.passage) throw new Invalid('Choose a passage to be read.', { field: 'passage', key: 'passage_missing' });
    refuse(passageStaysOut(db, today, kind, item.passage));
    const at = db
      .prepare<{ passage: string }, { passage: string; testimonyId: number }>(`
        SELECT passage.public_id AS passage, part.testimony_id AS testimonyId FROM passage JOIN part ON part.id = passage.part_id
        WHERE passage.id = coalesce((SELECT id FROM passage WHERE public_id = @passage),
          (SELECT passage_id FROM passage_redirect WHERE public_id = @passage))`)
      .get({ passage: item.passage })!;
    return { ...at, assetId: null };
  }
  if (item.kind === 'picture') {
    const asset = db
      .prepare<[string | null], { assetId: number; testimonyId: number }>(
        'SELECT id AS assetId, testimony_id AS testimonyId FROM asset WHERE public_id = ?',
      )
      .get(item.picture);
    if (!asset) throw new Invalid('Choose a picture of the archive.', { field: 'picture', key: 'picture_missing' });
    refuse(pictureStaysOut(db, today, kind, asset.assetId));
    return { ...asset, passage: null };
  }
  if ((item.kind === 'map' || item.kind === 'timeline') && !item.country)
    throw new Invalid('Choose a country for the map or the timeline.', { field: 'country', key: 'country_missing' });
  return { testimonyId: null, passage: null, assetId: null };
}

const WHY: Record<StaysOut, string> = {
  closed: 'This is not open to everyone, or is not here any more. Choose something that anyone may see.',
  agreement: 'Those who tell have not agreed to this use. Ask them first, and note their agreement with the testimony.',
  draft: 'A program wrote this text and nobody has read it yet. Correct the transcript first.',
};

function refuse(why: StaysOut | null): void {
  if (why) throw new NotAllowed(WHY[why], { key: why });
}

function valuesOf({ kind, seconds, country, bearing, dated, reference, texts }: NewItem) {
  if (seconds !== null && !(Number.isInteger(seconds) && seconds > 0 && seconds <= 86_400))
    throw new Invalid('Give a length in whole seconds, at most a day.', { field: 'seconds', key: 'seconds' });
  const long = texts.find(({ title, body, aside }) => Math.max(...[title, body, aside].map(lengthOf)) > LONGEST_TEXT);
  if (long)
    throw new Invalid(`A text has at most ${LONGEST_TEXT} letters. Part it into two items.`, {
      field: `body_${long.lang}`,
      key: 'too_long',
      values: { most: LONGEST_TEXT },
    });
  return { kind, seconds, country, bearing, dated, reference };
}

const lengthOf = (text: string | null) => text?.length ?? 0;

function storeTexts(db: Database, itemId: number, texts: readonly ItemText[]): void {
  db.prepare('DELETE FROM composition_item_text WHERE item_id = ?').run(itemId);
  const store = db.prepare(
    'INSERT INTO composition_item_text (item_id, lang, title, body, aside) VALUES (@itemId, @lang, @title, @body, @aside)',
  );
  for (const text of texts) if (text.title || text.body || text.aside) store.run({ itemId, ...text });
}
