/** Gatherings that the public is asked to: kept, listed, changed and called off. */
import type { Database } from '../../db/open.ts';
import { audit } from '../audit.ts';
import { Conflict, Invalid, NotFound } from '../errors.ts';
import { freeOf } from '../names.ts';
import { isZone, momentOf } from './zoned.ts';

/** What coordinators write of a gathering. Times are YYYY-MM-DDTHH:MM on the clock of `zone`. */
export interface GatheringWritten {
  title: string;
  lang: string;
  text: string;
  starts: string;
  ends: string;
  zone: string;
  country: string | null;
  city: string;
  venue: string;
  address: string;
  accessibility: string;
  seats: number | null; // null: no limit
  protected: boolean;
  state: 'draft' | 'open';
}

export interface Gathering extends Omit<GatheringWritten, 'state'> {
  id: number;
  slug: string;
  startsAt: string; // UTC, ISO 8601
  endsAt: string;
  state: 'draft' | 'open' | 'cancelled';
  version: number;
  taken: number; // seats
  waiting: number; // seats asked for beyond
}

const COLUMNS = `SELECT id, slug, title, lang, text, starts, ends, zone, starts_at AS startsAt, ends_at AS endsAt, country,
  city, venue, address, accessibility, seats, protected, state, version,
  (SELECT coalesce(sum(seats), 0) FROM gathering_guest WHERE gathering_id = gathering.id AND state = 'confirmed') AS taken,
  (SELECT coalesce(sum(seats), 0) FROM gathering_guest WHERE gathering_id = gathering.id AND state = 'waiting') AS waiting
  FROM gathering`;
type Row = Omit<Gathering, 'protected'> & { protected: number };
const fromRow = (row: Row): Gathering => ({ ...row, protected: row.protected === 1 });

export interface GatheringFilter {
  country?: string | null;
  city?: string | null;
  lang?: string | null;
}

/** Those that the public is told of and that are not over, the next first. */
export function gatheringsAhead(db: Database, now: Date, filter: GatheringFilter = {}): Gathering[] {
  return db
    .prepare<unknown[], Row>(`${COLUMNS} WHERE state <> 'draft' AND ends_at > @now
      AND (@country IS NULL OR country = @country) AND (@city IS NULL OR city = @city) AND (@lang IS NULL OR lang = @lang)
      ORDER BY starts_at, id`)
    .all({
      now: now.toISOString(),
      country: filter.country || null,
      city: filter.city || null,
      lang: filter.lang || null,
    })
    .map(fromRow);
}

/** All of them, the latest first. */
export function allGatherings(db: Database): Gathering[] {
  return db.prepare<[], Row>(`${COLUMNS} ORDER BY starts_at DESC, id DESC`).all().map(fromRow);
}

/** Throws NotFound; also for a draft, of which nobody is told. */
export function gatheringBySlug(db: Database, slug: string): Gathering {
  const row = db.prepare<[string], Row>(`${COLUMNS} WHERE slug = ? AND state <> 'draft'`).get(slug);
  if (!row) throw new NotFound('event', slug);
  return fromRow(row);
}

/** Throws NotFound. */
export function gathering(db: Database, id: number): Gathering {
  const row = db.prepare<[number], Row>(`${COLUMNS} WHERE id = ?`).get(id);
  if (!row) throw new NotFound('event', String(id));
  return fromRow(row);
}

/** Throws Invalid with the field that cannot be used. */
function moments(written: GatheringWritten): { startsAt: string; endsAt: string } {
  const wrong = (field: string, said: string) => new Invalid(said, { field });
  if (!written.title) throw wrong('title', 'An event needs a title.');
  if (!isZone(written.zone)) throw wrong('zone', 'This time zone is not known. Choose one of the list.');
  const startsAt = momentOf(written.starts, written.zone, 'starts').toISOString();
  const endsAt = momentOf(written.ends, written.zone, 'ends').toISOString();
  if (endsAt <= startsAt) throw wrong('ends', 'The end comes before the beginning.');
  if (written.seats !== null && !(Number.isInteger(written.seats) && written.seats > 0))
    throw wrong('seats', 'Write the number of seats in figures, or nothing for no limit.');
  return { startsAt, endsAt };
}

/** Makes one, and gives its id. Throws Invalid with the field; also for a day that has passed. */
export function makeGathering(db: Database, written: GatheringWritten, { actor, now }: { actor: string; now: Date }) {
  const { startsAt, endsAt } = moments(written);
  if (startsAt <= now.toISOString()) throw new Invalid('This day has passed. Write another.', { field: 'starts' });
  return db
    .transaction(() => {
      const { lastInsertRowid } = db
        .prepare(`
          INSERT INTO gathering (slug, title, lang, text, starts, ends, zone, starts_at, ends_at, country, city, venue,
            address, accessibility, seats, protected, state)
          VALUES (@slug, @title, @lang, @text, @starts, @ends, @zone, @startsAt, @endsAt, @country, @city, @venue,
            @address, @accessibility, @seats, @protected, @state)`)
        .run({
          ...written,
          protected: written.protected ? 1 : 0,
          startsAt,
          endsAt,
          slug: slugFor(db, written),
        });
      const id = Number(lastInsertRowid);
      audit(db, { actor, action: 'made an event', thing: 'gathering', thingId: id });
      return id;
    })
    .immediate();
}

/**
 * Writes a gathering anew. Throws Conflict where somebody else has changed it since `version`, or it was called off; Invalid
 * with the field. A day may have passed only where it stays as it was.
 */
export function changeGathering(
  db: Database,
  id: number,
  written: GatheringWritten,
  { version, actor, now }: { version: number; actor: string; now: Date },
): { before: Gathering; after: Gathering } {
  return db
    .transaction(() => {
      const before = gathering(db, id);
      if (before.version !== version || before.state === 'cancelled')
        throw new Conflict('Somebody else has changed this event. Look at what it says now and save again.');
      const { startsAt, endsAt } = moments(written);
      if (startsAt <= now.toISOString() && startsAt !== before.startsAt)
        throw new Invalid('This day has passed. Write another.', { field: 'starts' });
      if (written.seats !== null && written.seats < before.taken)
        throw new Invalid('More seats than that are promised already.', { field: 'seats' });
      if (written.state === 'draft' && before.taken + before.waiting > 0)
        throw new Invalid('Guests know of it already. Call it off instead.', { field: 'state' });
      db.prepare(`
        UPDATE gathering SET title = @title, lang = @lang, text = @text, starts = @starts, ends = @ends, zone = @zone,
          starts_at = @startsAt, ends_at = @endsAt, country = @country, city = @city, venue = @venue, address = @address,
          accessibility = @accessibility, seats = @seats, protected = @protected, state = @state, version = version + 1
        WHERE id = @id`).run({ ...written, protected: written.protected ? 1 : 0, startsAt, endsAt, id });
      audit(db, { actor, action: 'changed an event', thing: 'gathering', thingId: id });
      return { before, after: gathering(db, id) };
    })
    .immediate();
}

/** Calls one off, once; its page says so. Call in the transaction that tells its guests. Throws Conflict. */
export function callOff(db: Database, id: number, actor: string): Gathering {
  const { state } = gathering(db, id);
  if (state === 'cancelled') throw new Conflict('This event is called off already. Nothing was done.');
  db.prepare("UPDATE gathering SET state = 'cancelled', version = version + 1 WHERE id = ?").run(id);
  audit(db, { actor, action: 'called an event off', thing: 'gathering', thingId: id });
  return gathering(db, id);
}

/** The day and the title, which may be in any script: letters and digits of ASCII alone go into an address. */
function slugFor(db: Database, { starts, title }: GatheringWritten): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  const wanted = words ? `${starts.slice(0, 10)}-${words}` : starts.slice(0, 10);
  return freeOf(db, 'gathering', wanted);
}
