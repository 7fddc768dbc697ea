/** An archive of testimonies made at random, the same for the same seed: of few words, so that searches find some and not all. */
import { changed } from '../../../server/archive/outbox.ts';
import type { Database } from '../../../server/db/open.ts';
import { below, oneOf, type Random, random } from '../../bench/random.ts';
import { type Told, tell } from '../embedded/small-archive.ts';

export const WORDS = [
  ...'house houses tree trees market markets river baghdad bagdad basra aleppo school teacher teaching alma quay xylophone zoo'.split(
    ' ',
  ),
  ...'بيت البيت بغداد سوق والسوق مدينة الماني'.split(' '),
  ...'בית הבית בגדד שוק לשוק מדינה דינה'.split(' '),
  ...'дом 漢字 1951 l’école Port-Saïd'.split(' '),
];
export const COUNTRIES = ['IQ', 'SY', 'LB', 'EG'];
export const TOPICS = ['music', 'Music', 'wedding-day', 'שירה'];

const ACCESS = ['public', 'public', 'public', 'public', 'registered', 'restricted', 'closed'] as const;

/** Adds so many testimonies; gives their ids. */
export function addRandom(db: Database, seed: number, testimonies: number): number[] {
  const next = random(seed);
  db.exec("INSERT INTO place (slug, kind) VALUES ('somewhere', 'region')"); // in no country of today
  const topics = TOPICS.map((slug) =>
    Number(db.prepare("INSERT INTO term (vocabulary, slug) VALUES ('topic', ?)").run(slug).lastInsertRowid),
  );
  return db.transaction(() => Array.from({ length: testimonies }, () => addOne(db, next, topics)))();
}

function addOne(db: Database, next: Random, topics: number[]): number {
  const told: Told = {
    title: words(next, 1 + below(next, 4)),
    ...(next() < 0.8 && { narrator: words(next, 2) }),
    access: oneOf(next, ACCESS),
    status: next() < 0.93 ? 'published' : 'draft',
    ...(next() < 0.7 && { published: `2024-01-0${1 + below(next, 3)}T00:00:00.000Z` }),
    form: oneOf(next, ['interview', 'memoir', 'letter']),
    ...(next() < 0.7 && { recorded: 1980 + below(next, 5) }),
    departures: Array.from({ length: below(next, 4) }, () => departure(next)),
    passages: Array.from({ length: below(next, 7) }, () => words(next, 2 + below(next, 12))),
  };
  const id = tell(db, told);
  if (next() < 0.4)
    db.prepare('INSERT INTO testimony_term (testimony_id, term_id) VALUES (?, ?)').run(id, oneOf(next, topics));
  if (next() < 0.2) rule(db, id, 'names', oneOf(next, ['registered', 'restricted', 'closed']));
  if (next() < 0.2) rule(db, id, 'transcript', oneOf(next, ['registered', 'restricted', 'closed']));
  if (next() < 0.2) openEnded(db, id, next);
  if (next() < 0.3) withhold(db, id, next);
  changed(db, id);
  return id;
}

const words = (next: Random, count: number) => Array.from({ length: count }, () => oneOf(next, WORDS)).join(' ');

function departure(next: Random): { country: string; from?: number; to?: number } {
  const country = oneOf(next, COUNTRIES);
  if (next() < 0.15) return { country };
  const from = 1945 + below(next, 10);
  return { country, from, to: from + (next() < 0.3 ? below(next, 4) : 0) };
}

function rule(db: Database, id: number, scope: string, access: string): void {
  db.prepare('INSERT INTO access_rule (testimony_id, scope, access) VALUES (?, ?, ?)').run(id, scope, access);
}

/** Departures of which only one end is known, of an unknown country, or told exactly to staff alone. */
function openEnded(db: Database, id: number, next: Random): void {
  const year = 1945 + below(next, 10);
  const ends = oneOf(next, [
    [null, year],
    [year, null],
    [year, year],
  ] as const);
  db.prepare(`
    INSERT INTO departure (testimony_id, country, place_id, year_min, year_max, coarse, position)
    VALUES (?, ?, (SELECT id FROM place WHERE slug = 'somewhere'), ?, ?, ?, 9)`).run(
    id,
    next() < 0.3 ? null : oneOf(next, COUNTRIES),
    ...ends,
    next() < 0.4 ? 1 : 0,
  );
}

function withhold(db: Database, id: number, next: Random): void {
  const passages = db
    .prepare<[number], { id: number; length: number }>(`
      SELECT passage.id, length(text) AS length FROM passage JOIN transcript ON transcript.id = transcript_id
      WHERE testimony_id = ?`)
    .all(id);
  if (passages.length === 0) return;
  const { id: passage, length } = oneOf(next, passages);
  const start = below(next, length);
  db.prepare('INSERT INTO redaction (testimony_id, passage_id, char_start, char_end) VALUES (?, ?, ?, ?)').run(
    id,
    passage,
    start,
    Math.min(length, start + 1 + below(next, 12)),
  );
}
