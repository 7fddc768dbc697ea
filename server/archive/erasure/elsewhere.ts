/** What is said of an erased thing in rows that stay: reports of imports, the outbox of mails. */
import type { Database } from '../../db/open.ts';

const GONE = '…';
const SHORTEST = 4; // characters: a shorter word would be taken out of others

/** Takes words out of everything that stays and may name them. Within a transaction of the caller. */
export function forgetElsewhere(db: Database, words: readonly string[]): void {
  for (const word of new Set(words)) {
    if (word.trim().length < SHORTEST) continue;
    forgetIn(db, 'import_run', 'report', word, { json: true });
    for (const column of ['subject', 'text', 'link']) forgetIn(db, 'mail', column, word, { json: false });
  }
}

function forgetIn(db: Database, table: string, column: string, word: string, { json }: { json: boolean }): void {
  const found = json ? JSON.stringify(word).slice(1, -1) : word;
  db.prepare(`UPDATE ${table} SET ${column} = replace(${column}, @found, @gone) WHERE instr(${column}, @found)`).run({
    found,
    gone: GONE,
  });
}

/** The tables that remember how a testimony was, or what an import wrote, and the column of each that has its words as JSON. */
const REMEMBERED = [
  { table: 'revision', column: 'before', of: 'testimony_id = @id' },
  { table: 'catalogue_draft', column: 'typed', of: 'testimony_id = @id' },
  {
    table: 'transcript_edit',
    column: 'after',
    of: 'transcript_id IN (SELECT id FROM transcript WHERE testimony_id = @id)',
  },
  {
    table: 'import_field',
    column: 'value',
    of: 'source IN (SELECT source FROM import_record WHERE testimony_id = @id)',
  },
] as const;

/** Takes words out of all that is remembered of one testimony: how it was, what an import wrote, what somebody is typing. */
export function forgetRemembered(db: Database, testimonyId: number, words: readonly string[], instead = GONE): void {
  for (const word of new Set(words)) {
    if (!word.trim()) continue;
    const values = { id: testimonyId, found: JSON.stringify(word).slice(1, -1), instead };
    for (const { table, column, of } of REMEMBERED) {
      db.prepare(`
        UPDATE ${table} SET ${column} = replace(${column}, @found, @instead)
        WHERE ${of} AND instr(${column}, @found)`).run(values);
    }
  }
}
