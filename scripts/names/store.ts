import type { Archive } from '../../server/archive/archive.ts';
import { changed } from '../../server/archive/outbox.ts';
import type { Database } from '../../server/db/open.ts';
import type { OrdinaryText } from './ordinary-text.ts';
import type { NameLine } from './read.ts';

/** Which testimony holds which spelling; every other is ordinary text. */
export interface Stored {
  byTestimony: Map<number, { line: number; spelling: string }>;
}

/** Makes a published testimony of each spelling and of each ordinary text, with the words as its only passage. */
export function storeSpellings({ db }: Archive, names: NameLine[], text: OrdinaryText): Stored {
  const byTestimony: Stored['byTestimony'] = new Map();
  db.transaction(() => {
    names.forEach(({ spellings }, line) => {
      for (const spelling of spellings)
        byTestimony.set(testimony(db, byTestimony.size + 1, spelling), { line, spelling });
    });
    text.texts.forEach((one, i) => {
      testimony(db, 1_000_000 + i, one);
    });
  })();
  return { byTestimony };
}

function testimony(db: Database, number: number, text: string): number {
  const id = Number(
    db
      .prepare(`
        INSERT INTO testimony (accession, form, title, status, access)
        VALUES (@accession, 'interview', @accession, 'published', 'public')`)
      .run({ accession: `N${number}` }).lastInsertRowid,
  );
  const session = db.prepare('INSERT INTO session (testimony_id) VALUES (?)').run(id).lastInsertRowid;
  const part = db
    .prepare('INSERT INTO part (session_id, testimony_id, position) VALUES (?, ?, 1)')
    .run(session, id).lastInsertRowid;
  const transcript = db
    .prepare("INSERT INTO transcript (testimony_id, lang) VALUES (?, 'und')")
    .run(id).lastInsertRowid;
  db.prepare('INSERT INTO passage (public_id, transcript_id, part_id, position, text) VALUES (?, ?, ?, 1, ?)').run(
    `name-${number}`,
    transcript,
    part,
    text,
  );
  changed(db, id);
  return id;
}
