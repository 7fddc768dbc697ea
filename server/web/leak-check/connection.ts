import { join } from 'node:path';
import type { Archive } from '../../archive/archive.ts';
import { openDatabase } from '../../db/open.ts';
import { ACCOUNTS, GIVER_ACCOUNT, GRANTED_ACCOUNT } from './roles.ts';

/** What each role keeps of the testimony, by these names: the testimony as a whole, its passages, all of it in one folder. */
export const CHECKED_FOLDER = 'check';
export const checkedBookmark = (passage: string) => `check-${passage}`;
export const MOST_KEPT = 40; // passages

/**
 * The archive over a connection of its own, in which one testimony is granted to one account and given by another, neither of
 * which exists: views of this connection stand before the tables of grants and givers, so that the rule of access is asked as
 * it stands. Each role has kept the testimony and its passages on its workbench likewise. Nothing can be written over it. Close its database afterwards.
 */
export function openForCheck(folder: string, testimonyId: number): Archive {
  const db = openDatabase(join(folder, 'archive.db'));
  const id = Math.trunc(testimonyId);
  db.exec(`
    CREATE TEMP VIEW access_grant AS SELECT id, account_id, testimony_id, collection_id, until FROM main.access_grant
      UNION ALL SELECT -1, ${GRANTED_ACCOUNT}, ${id}, NULL, NULL;
    CREATE TEMP VIEW giver AS SELECT testimony_id, account_id FROM main.giver UNION ALL SELECT ${id}, ${GIVER_ACCOUNT};
    ${kept(id)}`);
  db.pragma('query_only = ON');
  return { folder, db };
}

function kept(id: number): string {
  const accounts = ACCOUNTS.map((account) => `(${account})`).join(', ');
  const rest = `'${'0'.repeat(64)}', '', 1, '2000-01-01T00:00:00.000Z', NULL`;
  const bookmark = (key: string, name: string) =>
    `asker.account * 1000000000 - ${key}, '${CHECKED_FOLDER}-' || ${name}, asker.account, ${id}`;
  return `
    CREATE TEMP VIEW bookmark AS SELECT * FROM main.bookmark UNION ALL SELECT * FROM (
      WITH asker (account) AS (VALUES ${accounts}), said AS (
        SELECT passage.id, passage.public_id AS name, part.position AS part, passage.start_ms AS startMs, transcript.lang
        FROM main.passage JOIN main.transcript ON transcript.id = transcript_id JOIN main.part ON part.id = passage.part_id
        WHERE transcript.testimony_id = ${id}
        ORDER BY EXISTS (SELECT 1 FROM main.redaction WHERE passage_id = passage.id) DESC, passage.id LIMIT ${MOST_KEPT})
      SELECT ${bookmark('0', "'whole'")}, NULL, NULL, NULL, NULL, ${rest} FROM asker
      UNION ALL SELECT ${bookmark('said.id', 'said.name')}, said.name, said.part, said.startMs, said.lang, ${rest} FROM asker, said);
    CREATE TEMP VIEW folder AS SELECT * FROM main.folder UNION ALL SELECT * FROM (
      WITH asker (account) AS (VALUES ${accounts})
      SELECT asker.account, '${CHECKED_FOLDER}', asker.account, '${CHECKED_FOLDER}', 1, 1, NULL FROM asker);
    CREATE TEMP VIEW folder_bookmark AS SELECT folder_id, bookmark_id, position FROM main.folder_bookmark
      UNION ALL SELECT account_id, id, 1 FROM temp.bookmark WHERE account_id < 0;`;
}
