import { join } from 'node:path';
import type { Archive } from '../../archive/archive.ts';
import { openDatabase } from '../../db/open.ts';
import { GIVER_ACCOUNT, GRANTED_ACCOUNT } from './roles.ts';

/**
 * The archive over a connection of its own, in which one testimony is granted to one account and given by another, neither of
 * which exists: views of this connection stand before the tables of grants and givers, so that the rule of access is asked as
 * it stands. Nothing can be written over it. Close its database afterwards.
 */
export function openForCheck(folder: string, testimonyId: number): Archive {
  const db = openDatabase(join(folder, 'archive.db'));
  const id = Math.trunc(testimonyId);
  db.exec(`
    CREATE TEMP VIEW access_grant AS SELECT id, account_id, testimony_id, collection_id, until FROM main.access_grant
      UNION ALL SELECT -1, ${GRANTED_ACCOUNT}, ${id}, NULL, NULL;
    CREATE TEMP VIEW giver AS SELECT testimony_id, account_id FROM main.giver UNION ALL SELECT ${id}, ${GIVER_ACCOUNT};`);
  db.pragma('query_only = ON');
  return { folder, db };
}
