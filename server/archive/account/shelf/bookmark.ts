/** Places that a reader keeps in their account, each with a note if they wrote one. Only that reader is ever asked for. */
import { kept, keptColumn } from '../../../db/kept.ts';
import type { Database } from '../../../db/open.ts';
import { Conflict, Invalid, NotFound } from '../../errors.ts';
import { publicId } from '../../names.ts';
import type { Viewer } from '../../viewer.ts';
import { DAYS_REMOVED, letters, MOST_LETTERS, MOST_PLACES, MOST_REMOVED, noteText } from './limits.ts';
import { type Anchor, anchorOf, type PlaceShown, placesShown } from './place.ts';

export interface Bookmark extends Anchor {
  id: number;
  publicId: string;
  note: string;
  version: number; // of the note and of which folders it is in
  savedAt: string; // ISO 8601
  removedAt: string | null;
}

export interface BookmarkShown extends Bookmark {
  place: PlaceShown;
  folders: { publicId: string; name: string }[];
}

export const COLUMNS = `bookmark.id, bookmark.public_id AS publicId, testimony_id AS testimonyId, passage, part, start_ms AS startMs, lang,
  sha256, note, bookmark.version, saved_at AS savedAt, bookmark.removed_at AS removedAt`;

export interface Asked {
  from?: number; // how many to pass over
  most?: number;
  removed?: boolean; // those that can be put back, instead of those that are kept
}

/** What the viewer keeps, the latest first. */
export function bookmarks(db: Database, viewer: Viewer, { from = 0, most = MOST_PLACES, removed }: Asked): Bookmark[] {
  return kept<{ account: number; from: number; most: number }, Bookmark>(
    db,
    `
      SELECT ${COLUMNS} FROM bookmark WHERE account_id = @account AND removed_at IS ${removed ? 'NOT NULL' : 'NULL'}
      ORDER BY ${removed ? 'removed_at' : 'saved_at'} DESC, id DESC LIMIT @most OFFSET @from`,
  ).all({ account: viewer.account, from, most });
}

export function countOfBookmarks(db: Database, { account }: Viewer): number {
  return keptColumn<[number], number>(
    db,
    'SELECT count(*) FROM bookmark WHERE account_id = ? AND removed_at IS NULL',
  ).get(account)!;
}

/** One of the viewer's own. Throws NotFound, also for what is somebody else's. */
export function bookmark(db: Database, viewer: Viewer, id: string): Bookmark {
  const row = kept<{ id: string; account: number }, Bookmark>(
    db,
    `SELECT ${COLUMNS} FROM bookmark WHERE public_id = @id AND account_id = @account`,
  ).get({ id, account: viewer.account });
  if (!row) throw new NotFound('bookmark', id);
  return row;
}

/** Bookmarks with what their places are now and the folders they are in. */
export function shown(db: Database, viewer: Viewer, rows: readonly Bookmark[], lang: string): BookmarkShown[] {
  const places = placesShown(db, viewer, rows, lang);
  const folders = kept<{ ids: string }, { bookmarkId: number; publicId: string; name: string }>(
    db,
    `
      SELECT bookmark_id AS bookmarkId, public_id AS publicId, name FROM folder_bookmark JOIN folder ON folder.id = folder_id
      WHERE bookmark_id IN (SELECT value FROM json_each(@ids)) AND removed_at IS NULL ORDER BY folder.position`,
  ).all({ ids: JSON.stringify(rows.map(({ id }) => id)) });
  return rows.map((row, at) => ({
    ...row,
    place: places[at]!,
    folders: folders.filter(({ bookmarkId }) => bookmarkId === row.id),
  }));
}

/** Which of these places, by name, the viewer keeps: each with its bookmark's id. */
export function keptOf(db: Database, viewer: Viewer, testimonyIds: readonly number[]): Map<string, string> {
  if (viewer.account === 0 || testimonyIds.length === 0) return new Map();
  const rows = kept<{ account: number; ids: string }, { place: string; publicId: string }>(
    db,
    `
      SELECT coalesce('passage:' || coalesce(now.public_id, bookmark.passage), 'testimony:' || testimony.accession) AS place,
        bookmark.public_id AS publicId
      FROM bookmark JOIN testimony ON testimony.id = bookmark.testimony_id
        LEFT JOIN passage_redirect ON passage_redirect.public_id = bookmark.passage
        LEFT JOIN passage AS now ON now.id = passage_redirect.passage_id
      WHERE bookmark.account_id = @account AND bookmark.removed_at IS NULL
        AND bookmark.testimony_id IN (SELECT value FROM json_each(@ids))`,
  ).all({ account: viewer.account, ids: JSON.stringify(testimonyIds) });
  return new Map(rows.map(({ place, publicId }) => [place, publicId]));
}

/**
 * Keeps a place for the viewer; one that was removed comes back with its note and folders. Gives the bookmark's id. Throws
 * NotFound where the place is not for them, Invalid where they keep all they may: nothing is changed then.
 */
export function keep(db: Database, viewer: Viewer, place: string, now: Date): string {
  return db
    .transaction(() => {
      const anchor = anchorOf(db, viewer, place);
      const values = { ...anchor, account: viewer.account, now: now.toISOString() };
      const known = db
        .prepare<typeof values, { publicId: string; removed: number }>(`
          SELECT public_id AS publicId, removed_at IS NOT NULL AS removed FROM bookmark
          WHERE account_id = @account AND testimony_id = @testimonyId AND coalesce(passage, '') = coalesce(@passage, '')`)
        .get(values);
      if (known && !known.removed) return known.publicId;
      clearAway(db, viewer, now);
      refuseTooMany(db, viewer);
      if (known) {
        db.prepare(`
          UPDATE bookmark SET removed_at = NULL, sha256 = @sha256, part = @part, start_ms = @startMs, lang = @lang
          WHERE public_id = @publicId AND account_id = @account`).run({ ...values, publicId: known.publicId });
        return known.publicId;
      }
      const id = publicId();
      db.prepare(`
        INSERT INTO bookmark (public_id, account_id, testimony_id, passage, part, start_ms, lang, sha256, saved_at)
        VALUES (@id, @account, @testimonyId, @passage, @part, @startMs, @lang, @sha256, @now)`).run({ ...values, id });
      return id;
    })
    .immediate();
}

function refuseTooMany(db: Database, viewer: Viewer): void {
  if (countOfBookmarks(db, viewer) >= MOST_PLACES)
    throw new Invalid(`You keep ${MOST_PLACES} places, which is as many as there is room for. Remove one first.`, {
      key: 'places',
      values: { count: MOST_PLACES },
    });
}

/** Writes the note of a bookmark. Throws Conflict where it was changed since `version` was read, Invalid where it is too long. */
export function writeNote(
  db: Database,
  viewer: Viewer,
  id: string,
  { note, version }: { note: string; version: number },
): void {
  const text = noteText(note);
  if (letters(text) > MOST_LETTERS)
    throw new Invalid(`A note has at most ${MOST_LETTERS} letters; this has ${letters(text)}. Shorten it.`, {
      key: 'note',
      values: { count: MOST_LETTERS, letters: letters(text) },
    });
  const { changes } = db
    .prepare(`
      UPDATE bookmark SET note = @text, version = version + 1
      WHERE public_id = @id AND account_id = @account AND version = @version`)
    .run({ id, account: viewer.account, text, version });
  if (changes > 0) return;
  bookmark(db, viewer, id);
  throw new Conflict('This note was changed in another window since you opened it.', { key: 'note_changed' });
}

/** The reader has seen the words as they are now: they are the ones remembered. Throws NotFound where the place is gone. */
export function seeAgain(db: Database, viewer: Viewer, id: string): void {
  const row = bookmark(db, viewer, id);
  const [place] = placesShown(db, viewer, [row], 'en');
  if (!place?.passage) return;
  const { sha256, part, startMs, lang, passage } = anchorOf(db, viewer, `passage:${place.passage.publicId}`);
  // Another bookmark may be at the passage that this one has come to lie in: it keeps its own name then.
  db.prepare(`
    UPDATE bookmark SET sha256 = @sha256, part = @part, start_ms = @startMs, lang = @lang,
      passage = CASE WHEN EXISTS (SELECT 1 FROM bookmark AS other WHERE other.account_id = bookmark.account_id
        AND other.passage = @passage AND other.id <> bookmark.id) THEN passage ELSE @passage END
    WHERE id = @id`).run({ id: row.id, sha256, part, startMs, lang, passage });
}

/** Removes a bookmark; it can be put back for some days. */
export function remove(db: Database, viewer: Viewer, id: string, now: Date): void {
  db.transaction(() => {
    bookmark(db, viewer, id);
    db.prepare(
      'UPDATE bookmark SET removed_at = @now WHERE public_id = @id AND account_id = @account AND removed_at IS NULL',
    ).run({ id, account: viewer.account, now: now.toISOString() });
    clearAway(db, viewer, now);
  }).immediate();
}

/** Puts back what was removed, with its note and folders. Throws Invalid where there is no room. */
export function putBack(db: Database, viewer: Viewer, id: string): void {
  db.transaction(() => {
    if (bookmark(db, viewer, id).removedAt === null) return;
    refuseTooMany(db, viewer);
    db.prepare('UPDATE bookmark SET removed_at = NULL WHERE public_id = @id AND account_id = @account').run({
      id,
      account: viewer.account,
    });
  }).immediate();
}

/** Removes for good what was removed before. */
export function erase(db: Database, viewer: Viewer, id: string): void {
  bookmark(db, viewer, id);
  db.prepare('DELETE FROM bookmark WHERE public_id = @id AND account_id = @account AND removed_at IS NOT NULL').run({
    id,
    account: viewer.account,
  });
}

/** Forgets what was removed long ago, or is more than can be put back. */
export function clearAway(db: Database, { account }: Viewer, now: Date): void {
  const before = new Date(now.getTime() - DAYS_REMOVED * 86_400_000).toISOString();
  for (const table of ['bookmark', 'folder']) {
    db.prepare(`
      DELETE FROM ${table} WHERE account_id = @account AND removed_at IS NOT NULL AND (removed_at < @before OR id NOT IN (
        SELECT id FROM ${table} WHERE account_id = @account AND removed_at IS NOT NULL
        ORDER BY removed_at DESC LIMIT ${MOST_REMOVED}))`).run({ account, before });
  }
}
