/** A reader's folders: named, in an order of their own, and so is what lies in each. A bookmark may be in several. */
import { kept } from '../../../db/kept.ts';
import type { Database } from '../../../db/open.ts';
import { Conflict, Invalid, NotFound } from '../../errors.ts';
import { publicId } from '../../names.ts';
import type { Viewer } from '../../viewer.ts';
import { type Asked, type Bookmark, bookmark, COLUMNS, clearAway } from './bookmark.ts';
import { letters, MOST_FOLDERS, MOST_LETTERS_OF_NAME, MOST_PLACES } from './limits.ts';

export interface Folder {
  id: number;
  publicId: string;
  name: string;
  version: number;
  removedAt: string | null;
  places: number; // that are kept
}

const FOLDER = `
  SELECT folder.id, folder.public_id AS publicId, name, folder.version, folder.removed_at AS removedAt,
    (SELECT count(*) FROM folder_bookmark JOIN bookmark ON bookmark.id = bookmark_id
      WHERE folder_id = folder.id AND bookmark.removed_at IS NULL) AS places
  FROM folder WHERE folder.account_id = @account`;

/** The viewer's folders in their order; or those removed that can be put back. */
export function folders(db: Database, { account }: Viewer, { removed = false } = {}): Folder[] {
  return kept<{ account: number }, Folder>(
    db,
    removed
      ? `${FOLDER} AND removed_at IS NOT NULL ORDER BY removed_at DESC`
      : `${FOLDER} AND removed_at IS NULL ORDER BY position, id`,
  ).all({ account });
}

/** One of the viewer's own. Throws NotFound, also for what is somebody else's. */
export function folder(db: Database, { account }: Viewer, id: string): Folder {
  const row = kept<{ account: number; id: string }, Folder>(db, `${FOLDER} AND public_id = @id`).get({ account, id });
  if (!row) throw new NotFound('folder', id);
  return row;
}

/** What lies in a folder, in its order. */
export function inFolder(db: Database, { id }: Folder, { from = 0, most = MOST_PLACES }: Asked = {}): Bookmark[] {
  return kept<{ id: number; from: number; most: number }, Bookmark>(
    db,
    `
      SELECT ${COLUMNS} FROM folder_bookmark JOIN bookmark ON bookmark.id = bookmark_id
      WHERE folder_id = @id AND bookmark.removed_at IS NULL ORDER BY folder_bookmark.position, bookmark.id
      LIMIT @most OFFSET @from`,
  ).all({ id, from, most });
}

/** Makes a folder, the last. Gives its id. Throws Invalid for a name that cannot be used, and where there are too many. */
export function makeFolder(db: Database, viewer: Viewer, typed: string): string {
  const { account } = viewer;
  return db
    .transaction(() => {
      const name = checkedName(db, viewer, typed, null);
      const all = folders(db, viewer);
      if (all.length >= MOST_FOLDERS)
        throw new Invalid(`There is room for ${MOST_FOLDERS} folders. Remove one first.`, {
          key: 'folders',
          values: { count: MOST_FOLDERS },
        });
      const id = publicId();
      db.prepare(`
        INSERT INTO folder (public_id, account_id, name, position)
        VALUES (@id, @account, @name, (SELECT coalesce(max(position), 0) + 1 FROM folder WHERE account_id = @account))`).run(
        { id, account, name },
      );
      return id;
    })
    .immediate();
}

/** Gives a folder another name. Throws Conflict where it got one in another window since `version` was read. */
export function nameFolder(
  db: Database,
  viewer: Viewer,
  id: string,
  { name: typed, version }: { name: string; version: number },
): void {
  db.transaction(() => {
    const known = folder(db, viewer, id);
    if (known.version !== version)
      throw new Conflict('This folder was given another name in another window since you opened it.', { key: 'name' });
    const name = checkedName(db, viewer, typed, id);
    db.prepare('UPDATE folder SET name = @name, version = version + 1 WHERE id = @id').run({ id: known.id, name });
  }).immediate();
}

function checkedName(db: Database, viewer: Viewer, typed: string, own: string | null): string {
  const name = typed.replace(/\s+/gu, ' ').trim();
  if (name === '') throw new Invalid('Type a name for the folder.', { key: 'name_missing' });
  if (letters(name) > MOST_LETTERS_OF_NAME)
    throw new Invalid(`A name has at most ${MOST_LETTERS_OF_NAME} letters. Shorten it.`, {
      key: 'name_long',
      values: { count: MOST_LETTERS_OF_NAME },
    });
  if (folders(db, viewer).some((one) => one.name === name && one.publicId !== own))
    throw new Invalid('You have a folder of this name already. Choose another name.', { key: 'name_taken' });
  return name;
}

/** Removes a folder; what lay in it is kept. It can be put back for some days, with what lay in it. */
export function removeFolder(db: Database, viewer: Viewer, id: string, now: Date): void {
  db.transaction(() => {
    const known = folder(db, viewer, id);
    db.prepare('UPDATE folder SET removed_at = ? WHERE id = ? AND removed_at IS NULL').run(now.toISOString(), known.id);
    clearAway(db, viewer, now);
  }).immediate();
}

export function putFolderBack(db: Database, viewer: Viewer, id: string): void {
  db.prepare('UPDATE folder SET removed_at = NULL WHERE id = ?').run(folder(db, viewer, id).id);
}

/** Removes for good a folder that was removed before. */
export function eraseFolder(db: Database, viewer: Viewer, id: string): void {
  db.prepare('DELETE FROM folder WHERE id = ? AND removed_at IS NOT NULL').run(folder(db, viewer, id).id);
}

export const STEPS = ['up', 'down', 'first'] as const;
export type Step = (typeof STEPS)[number];

/** Moves a folder among the others: one before, one behind, or to the beginning. */
export function moveFolder(db: Database, viewer: Viewer, id: string, step: Step): void {
  db.transaction(() => {
    const rows = db
      .prepare<[number], { id: number; publicId: string; position: number }>(
        'SELECT id, public_id AS publicId, position FROM folder WHERE account_id = ? AND removed_at IS NULL ORDER BY position, id',
      )
      .all(viewer.account);
    const set = db.prepare('UPDATE folder SET position = ? WHERE id = ?');
    for (const row of moved(rows, id, step)) set.run(row.position, row.id);
  }).immediate();
}

/** Moves what lies in a folder likewise. */
export function moveInFolder(db: Database, viewer: Viewer, folderId: string, id: string, step: Step): void {
  db.transaction(() => {
    const of = folder(db, viewer, folderId);
    const rows = db
      .prepare<[number], { id: number; publicId: string; position: number }>(`
        SELECT bookmark.id, public_id AS publicId, folder_bookmark.position FROM folder_bookmark
          JOIN bookmark ON bookmark.id = bookmark_id
        WHERE folder_id = ? AND removed_at IS NULL ORDER BY folder_bookmark.position, bookmark.id`)
      .all(of.id);
    const set = db.prepare('UPDATE folder_bookmark SET position = ? WHERE bookmark_id = ? AND folder_id = ?');
    for (const row of moved(rows, id, step)) set.run(row.position, row.id, of.id);
  }).immediate();
}

/** The rows whose places change, with their new ones. */
function moved<Row extends { publicId: string; position: number }>(rows: Row[], id: string, step: Step): Row[] {
  const at = rows.findIndex(({ publicId }) => publicId === id);
  if (at < 0) throw new NotFound('place', id);
  const row = rows[at]!;
  if (step === 'first') return at === 0 ? [] : [{ ...row, position: rows[0]!.position - 1 }];
  const other = rows[step === 'up' ? at - 1 : at + 1];
  if (!other) return [];
  return [
    { ...row, position: other.position },
    { ...other, position: row.position },
  ];
}

/**
 * Lays a bookmark into just these folders; into those it was not in, at the end. Within a transaction of the caller, who has
 * seen that nobody changed it meanwhile. Throws NotFound for a folder that is not the viewer's.
 */
export function layInto(db: Database, viewer: Viewer, id: string, folderIds: readonly string[]): void {
  const { id: bookmarkId } = bookmark(db, viewer, id);
  const wanted = folderIds.map((one) => folder(db, viewer, one).id);
  db.prepare(`
    DELETE FROM folder_bookmark WHERE bookmark_id = @bookmarkId AND folder_id NOT IN (SELECT value FROM json_each(@wanted))
      AND folder_id IN (SELECT id FROM folder WHERE removed_at IS NULL)`).run({
    bookmarkId,
    wanted: JSON.stringify(wanted),
  });
  for (const folderId of wanted) {
    db.prepare(`
      INSERT INTO folder_bookmark (folder_id, bookmark_id, position)
      VALUES (@folderId, @bookmarkId, (SELECT coalesce(max(position), 0) + 1 FROM folder_bookmark WHERE folder_id = @folderId))
      ON CONFLICT DO NOTHING`).run({ folderId, bookmarkId });
  }
}

/** Takes a bookmark out of one folder; it stays kept. */
export function takeOut(db: Database, viewer: Viewer, folderId: string, id: string): void {
  db.transaction(() => {
    const of = folder(db, viewer, folderId);
    const { id: bookmarkId } = bookmark(db, viewer, id);
    db.prepare('DELETE FROM folder_bookmark WHERE folder_id = ? AND bookmark_id = ?').run(of.id, bookmarkId);
    db.prepare('UPDATE bookmark SET version = version + 1 WHERE id = ?').run(bookmarkId);
  }).immediate();
}
