import type { Database } from '../db/open.ts';
import { Conflict, Invalid } from './errors.ts';
import { slugOf } from './names.ts';

export type NameSetKind = 'given' | 'surname' | 'word';

export interface Spelling {
  name: string;
  lang: string; // BCP 47; `und` with a script where it is of several languages
}

/** Adds a name with its spellings; it is searched by all of them from the next search on. Throws Conflict where it is there. */
export function addNameSet(db: Database, kind: NameSetKind, spellings: Spelling[]): number {
  const [first] = spellings;
  if (!first) throw new Invalid('A name needs at least one spelling.', { field: 'spellings' });
  const slug = slugOf(first.name);
  return db.transaction(() => {
    const taken = db.prepare('SELECT 1 FROM name_set WHERE kind = ? AND slug = ?').get(kind, slug);
    if (taken) throw new Conflict(`The name ${first.name} is there already. Add the new spelling to it.`);
    const id = Number(db.prepare('INSERT INTO name_set (kind, slug) VALUES (?, ?)').run(kind, slug).lastInsertRowid);
    for (const spelling of spellings) addSpelling(db, id, spelling);
    return id;
  })();
}

/** Adds a spelling to a name; nothing where the name is already spelled so. */
export function addSpelling(db: Database, setId: number, { name, lang }: Spelling): void {
  const tidy = name.normalize('NFC').trim();
  if (tidy === '') throw new Invalid('The spelling is empty.', { field: 'name' });
  db.prepare('INSERT OR IGNORE INTO name_spelling (set_id, name, lang) VALUES (?, ?, ?)').run(setId, tidy, lang);
}
