/** What a browser kept for a reader without an account, taken into theirs: added to what is there, never over it. */
import type { Database } from '../../../db/open.ts';
import { Invalid, NotFound } from '../../errors.ts';
import type { Viewer } from '../../viewer.ts';
import { bookmark, keep, shown, writeNote } from './bookmark.ts';
import { folders, layInto, makeFolder } from './folder.ts';
import type { Anchor } from './place.ts';

/** A place as a browser keeps it. */
export interface BrowserPlace extends Omit<Anchor, 'testimonyId' | 'passage'> {
  place: string; // `passage:ID` or `testimony:ACCESSION`
  accession: string;
  note: string;
  folders: string[]; // names
}

/** Which places now lie in the account; the others stay in the browser, and why. */
export interface TakenIn {
  taken: string[];
  left: { place: string; why: 'gone' | 'places' | 'folders' | 'note' }[];
}

/** The anchor of a place that a browser named: whose testimony it is says the archive alone. */
export function anchorFrom(
  db: Database,
  { place, accession, part, startMs, lang, sha256 }: Omit<BrowserPlace, 'note' | 'folders'>,
): Anchor {
  const testimonyId =
    db.prepare<[string], number>('SELECT id FROM testimony WHERE accession = ?').pluck().get(accession) ?? null;
  const passage = place.startsWith('passage:') ? place.slice('passage:'.length) : null;
  return { testimonyId, passage, part, startMs, lang, sha256 };
}

/** Takes in each place whole or not at all. A note is put behind the one that is there, unless it says the same. */
export function takeIn(db: Database, viewer: Viewer, places: readonly BrowserPlace[], now: Date): TakenIn {
  const result: TakenIn = { taken: [], left: [] };
  db.transaction(() => {
    for (const one of places) {
      try {
        db.transaction(() => takeOne(db, viewer, one, now))();
        result.taken.push(one.place);
      } catch (error) {
        result.left.push({ place: one.place, why: whyLeft(error) });
      }
    }
  }).immediate();
  return result;
}

function takeOne(db: Database, viewer: Viewer, { place, sha256, note, folders: names }: BrowserPlace, now: Date): void {
  const id = keep(db, viewer, place, now);
  const before = bookmark(db, viewer, id);
  // The words that the browser saw are those that the note is about, unless the account had the place already.
  if (before.note === '' && before.version === 1 && sha256 !== null)
    db.prepare('UPDATE bookmark SET sha256 = ? WHERE id = ?').run(sha256, before.id);
  const text = note.trim();
  if (text && !before.note.includes(text))
    writeNote(db, viewer, id, { note: [before.note, text].filter(Boolean).join('\n\n'), version: before.version });
  const [entry] = shown(db, viewer, [before], 'en');
  const known = new Map(folders(db, viewer).map(({ name, publicId }) => [name, publicId]));
  const wanted = names.map((name) => name.replace(/\s+/gu, ' ').trim()).filter(Boolean);
  layInto(db, viewer, id, [
    ...entry!.folders.map(({ publicId }) => publicId),
    ...wanted.map((name) => {
      const folder = known.get(name) ?? makeFolder(db, viewer, name);
      known.set(name, folder);
      return folder;
    }),
  ]);
}

function whyLeft(error: unknown): TakenIn['left'][number]['why'] {
  if (error instanceof NotFound) return 'gone';
  const key = error instanceof Invalid ? error.where.key : undefined;
  if (key === 'places' || key === 'note') return key;
  if (error instanceof Invalid) return 'folders';
  throw error;
}
