import type { Archive } from '../../server/archive/archive.ts';
import type { Database } from '../../server/db/open.ts';
import { kept } from '../../server/search/embedded/statements.ts';
import { type BenchTestimony, corpus } from './corpus.ts';
import { below, oneOf, random } from './random.ts';

export interface Filled {
  testimonies: number;
  passages: number;
  bytes: number; // of the passages' text, in UTF-8
}

/** Puts the corpus into an archive by plain SQL, past the rules of the archive: for the bench alone. All of it is public. */
export function fill({ db }: Archive, testimonies: number, passages?: number): Filled {
  db.pragma('synchronous = OFF');
  const authorities = {
    terms: db.prepare<[], number>('SELECT id FROM term ORDER BY id').pluck().all(),
    places: db.prepare<[], number>('SELECT id FROM place ORDER BY id').pluck().all(),
    collections: Array.from({ length: 25 }, (_, i) =>
      Number(db.prepare('INSERT INTO collection (slug) VALUES (?)').run(`bench-${i}`).lastInsertRowid),
    ),
  };
  const filled: Filled = { testimonies: 0, passages: 0, bytes: 0 };
  const store = db.transaction((batch: BenchTestimony[]) => {
    for (const one of batch) storeTestimony(db, one, authorities);
  });
  let batch: BenchTestimony[] = [];
  for (const one of corpus(testimonies, passages)) {
    batch.push(one);
    filled.testimonies++;
    filled.passages += one.passages.length;
    for (const text of one.passages) filled.bytes += Buffer.byteLength(text);
    if (batch.length === 100) {
      store(batch);
      batch = [];
    }
  }
  store(batch);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.pragma('synchronous = FULL');
  return filled;
}

interface Authorities {
  terms: number[];
  places: number[];
  collections: number[];
}

/** Testimony, person, session, part and transcript all have the testimony's number for their id. */
function storeTestimony(db: Database, one: BenchTestimony, { terms, places, collections }: Authorities): void {
  const next = random(one.number);
  const id = one.number;
  kept(
    db,
    `INSERT INTO testimony (id, accession, form, title, lang, generation, collection_id, status, access)
    VALUES (@id, @accession, @form, @title, @lang, @generation, @collection, 'published', 'public')`,
  ).run({
    id,
    accession: `B-${id}`,
    form: next() < 0.8 ? 'interview' : 'memoir',
    title: one.title,
    lang: one.lang,
    generation: next() < 0.7 ? 'first' : 'descendant',
    collection: oneOf(next, collections),
  });
  kept(
    db,
    `INSERT INTO person (id, slug, name, sort_name, gender, birth_year_min, birth_year_max)
    VALUES (@id, @slug, @name, @name, @gender, @born, @born)`,
  ).run({
    id,
    slug: `b-${id}`,
    name: one.narrator,
    gender: next() < 0.5 ? 'female' : 'male',
    born: 1915 + below(next, 40),
  });
  kept(db, "INSERT INTO testimony_person (testimony_id, person_id, role) VALUES (?, ?, 'narrator')").run(id, id);
  for (const { country, from, to } of one.departures) {
    kept(db, 'INSERT INTO departure (testimony_id, country, place_id, year_min, year_max) VALUES (?, ?, ?, ?, ?)').run(
      id,
      country,
      oneOf(next, places),
      from,
      to,
    );
  }
  for (let i = 0; i < 5; i++) {
    kept(db, 'INSERT OR IGNORE INTO testimony_term (testimony_id, term_id) VALUES (?, ?)').run(id, oneOf(next, terms));
  }
  kept(db, 'INSERT INTO session (id, testimony_id, year_min, year_max) VALUES (?, ?, ?, ?)').run(
    id,
    id,
    one.recorded,
    one.recorded,
  );
  kept(db, 'INSERT INTO part (id, session_id, testimony_id, position) VALUES (?, ?, ?, 1)').run(id, id, id);
  kept(db, 'INSERT INTO transcript (id, testimony_id, lang) VALUES (?, ?, ?)').run(id, id, one.lang);
  one.passages.forEach((text, i) => {
    kept(
      db,
      `INSERT INTO passage (public_id, transcript_id, part_id, position, start_ms, end_ms, text)
      VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ).run(`b${id}-${i}`, id, id, i + 1, i * 50_000, i * 50_000 + 49_000, text);
  });
}
