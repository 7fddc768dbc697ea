/** What has been corrected of the words of the interface, as it is kept. What the words may be is decided in i18n/wording.ts. */
import { keptColumn } from '../db/kept.ts';
import type { Database } from '../db/open.ts';
import { audit } from './audit.ts';
import { Conflict } from './errors.ts';

/** A correction as a row has it: `words`, `english` and `shipped` are JSON, a text or the text of each plural form. */
export interface KeptWording {
  id: number;
  lang: string;
  message: string;
  words: string | null; // null: back to what ships
  english: string;
  shipped: string;
  actor: string; // an account’s e-mail
  at: string; // ISO 8601
}

const COLUMNS = 'id, lang, message, words, english, shipped, actor, at';

/** A number that grows with every correction: who has read them at this number need not read them again. */
export function wordingVersion(db: Database): number {
  return keptColumn<[], number>(db, 'SELECT coalesce(max(id), 0) FROM wording').get()!;
}

/** The corrections that stand, of all languages or of one. */
export function standingWordings(db: Database, lang: string | null = null): KeptWording[] {
  return db
    .prepare<unknown[], KeptWording>(`
      SELECT ${COLUMNS} FROM wording
      WHERE id IN (SELECT max(id) FROM wording WHERE @lang IS NULL OR lang = @lang GROUP BY lang, message)
        AND words IS NOT NULL
      ORDER BY lang, message`)
    .all({ lang });
}

/** All that was ever written of one message in one language, newest first. */
export function wordingHistory(db: Database, lang: string, message: string): KeptWording[] {
  return db
    .prepare<unknown[], KeptWording>(`
      SELECT ${COLUMNS} FROM wording WHERE lang = @lang AND message = @message ORDER BY id DESC`)
    .all({ lang, message });
}

/**
 * Keeps a correction, or with `words` null goes back to what ships, and notes it in the log. `seen` is the id of the newest
 * row that whoever writes has seen, 0 for none; null where nobody looked, as in an import.
 * @throws Conflict where somebody else has written since
 */
export function keepWording(
  db: Database,
  wording: Omit<KeptWording, 'id' | 'at'> & { seen: number | null; now: Date },
): void {
  db.transaction(() => {
    const { seen, now, ...row } = wording;
    const newest = wordingHistory(db, row.lang, row.message)[0]?.id ?? 0;
    if (seen !== null && seen !== newest)
      throw new Conflict('Somebody else has corrected this text since you opened it. Look at theirs, and save again.');
    db.prepare(`
      INSERT INTO wording (lang, message, words, english, shipped, actor, at)
      VALUES (@lang, @message, @words, @english, @shipped, @actor, @at)`).run({ ...row, at: now.toISOString() });
    audit(db, {
      actor: row.actor,
      action: row.words === null ? 'brought back the wording of' : 'corrected',
      thing: 'interface text',
      thingId: `${row.lang} ${row.message}`,
      detail: row.words,
    });
  }).immediate();
}
