/** Small archives in temporary folders, filled by plain SQL. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Archive } from '../../../server/archive/archive.ts';
import { changed } from '../../../server/archive/outbox.ts';
import { migrate } from '../../../server/db/migrate.ts';
import { type Database, openDatabase } from '../../../server/db/open.ts';

/** An empty archive; `leave` closes and removes it. */
export function smallArchive(): Archive & { leave: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'kolot-search-'));
  const db = openDatabase(join(folder, 'archive.db'));
  migrate(db);
  const country = db.prepare('INSERT INTO country (code, latitude, longitude) VALUES (?, 0, 0)');
  for (const code of ['IQ', 'SY', 'LB', 'EG', 'YE', 'MA', 'IL', 'FR']) country.run(code);
  return {
    folder,
    db,
    leave() {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Told {
  title?: string;
  narrator?: string;
  access?: 'public' | 'registered' | 'restricted' | 'closed';
  status?: 'draft' | 'published';
  form?: string;
  recorded?: number;
  published?: string; // a moment in UTC
  embargoUntil?: string;
  departures?: { country: string; from?: number; to?: number }[];
  passages?: string[];
}

/** Adds a testimony as an import would, and says that it changed. Gives its id. */
export function tell(db: Database, told: Told): number {
  return db
    .transaction(() => {
      const id = Number(
        db
          .prepare(`
            INSERT INTO testimony (accession, form, title, status, access, embargo_until, published_at)
            VALUES ('K-' || (SELECT count(*) + 1 FROM testimony), @form, @title, @status, @access, @embargoUntil, @published)`)
          .run({
            form: told.form ?? 'interview',
            title: told.title ?? 'A testimony',
            status: told.status ?? 'published',
            access: told.access ?? 'public',
            embargoUntil: told.embargoUntil ?? null,
            published: told.published ?? null,
          }).lastInsertRowid,
      );
      if (told.narrator) {
        const person = db
          .prepare('INSERT INTO person (slug, name, sort_name) VALUES (@slug, @name, @name)')
          .run({ slug: `p-${id}`, name: told.narrator }).lastInsertRowid;
        db.prepare("INSERT INTO testimony_person (testimony_id, person_id, role) VALUES (?, ?, 'narrator')").run(
          id,
          person,
        );
      }
      for (const { country, from, to } of told.departures ?? []) {
        db.prepare('INSERT INTO departure (testimony_id, country, year_min, year_max) VALUES (?, ?, ?, ?)').run(
          id,
          country,
          from ?? null,
          to ?? from ?? null,
        );
      }
      const session = db
        .prepare('INSERT INTO session (testimony_id, year_min, year_max) VALUES (?, ?, ?)')
        .run(id, told.recorded ?? null, told.recorded ?? null).lastInsertRowid;
      const part = db
        .prepare('INSERT INTO part (session_id, testimony_id, position) VALUES (?, ?, 1)')
        .run(session, id).lastInsertRowid;
      const transcript = db
        .prepare("INSERT INTO transcript (testimony_id, lang) VALUES (?, 'en')")
        .run(id).lastInsertRowid;
      const passage = db.prepare(
        'INSERT INTO passage (public_id, transcript_id, part_id, position, text) VALUES (?, ?, ?, ?, ?)',
      );
      (told.passages ?? []).forEach((text, i) => {
        passage.run(`p${id}-${i}`, transcript, part, i + 1, text);
      });
      changed(db, id);
      return id;
    })
    .immediate();
}

/** Changes something of a testimony by SQL, in the way of the archive: with its row in the outbox. */
export function change(db: Database, testimonyId: number, sql: string, options: { narrowed?: boolean } = {}): void {
  db.transaction(() => {
    db.prepare(sql).run({ id: testimonyId });
    changed(db, testimonyId, options);
  }).immediate();
}
