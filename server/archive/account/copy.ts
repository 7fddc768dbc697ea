/** A copy of all that is kept about an account, for its owner: https://eur-lex.europa.eu/eli/reg/2016/679/oj, articles 15 and 20. */
import type { Database } from '../../db/open.ts';
import type { Viewer } from '../viewer.ts';
import { type Bookmark, bookmarks } from './shelf/bookmark.ts';
import { folders, inFolder } from './shelf/folder.ts';
import { placesShown } from './shelf/place.ts';

/** What a reader wrote is in it whole; of the archive's own things, only what they may see now. */
export function copyOfAccount(db: Database, viewer: Viewer, lang: string) {
  const own = { account: viewer.account };
  return {
    account: db
      .prepare<typeof own, Record<string, unknown>>(`
        SELECT email, name, role, lang, created_at AS createdAt, confirmed_at AS confirmedAt FROM account WHERE id = @account`)
      .get(own),
    browsers: db
      .prepare<typeof own, Record<string, unknown>>(`
        SELECT browser, created_at AS since, seen_at AS seenAt, expires_at AS until FROM sign_in WHERE account_id = @account`)
      .all(own),
    requests: db
      .prepare<typeof own, Record<string, unknown>>(`
        SELECT who, purpose, until, asked_at AS askedAt, state FROM access_request WHERE account_id = @account ORDER BY id`)
      .all(own),
    bookmarks: described(db, viewer, bookmarks(db, viewer, {}), lang),
    removedBookmarks: described(db, viewer, bookmarks(db, viewer, { removed: true }), lang),
    folders: folders(db, viewer).map((one) => ({
      name: one.name,
      bookmarks: inFolder(db, one).map(({ publicId }) => publicId),
    })),
    removedFolders: folders(db, viewer, { removed: true }).map(({ name, removedAt }) => ({ name, removedAt })),
  };
}

function described(db: Database, viewer: Viewer, rows: Bookmark[], lang: string) {
  const places = placesShown(db, viewer, rows, lang);
  return rows.map(({ publicId, note, savedAt, removedAt }, at) => {
    const { state, line, passage } = places[at]!;
    return {
      id: publicId,
      state,
      accession: line?.accession ?? null,
      title: line?.title ?? null,
      passage: passage?.publicId ?? null,
      note,
      savedAt,
      removedAt,
    };
  });
}
