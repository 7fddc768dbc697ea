/** Guests of a gathering: seats, the waiting list, and the keys by which they come back. */
import type { Database } from '../../db/open.ts';
import { newToken, sha256 } from '../account/password.ts';
import { Conflict, Invalid } from '../errors.ts';
import { type Gathering, gathering } from './event.ts';

export interface Guest {
  id: number;
  gathering: number;
  name: string;
  email: string;
  lang: string;
  seats: number;
  state: 'confirmed' | 'waiting';
  askedAt: string;
}

/** The most that one guest may ask for. */
export const MOST_SEATS = 10;

const COLUMNS = `SELECT gathering_guest.id, gathering_id AS gathering, name, email, lang, seats, state, asked_at AS askedAt
  FROM gathering_guest`;

/** For coordinators alone, in the order of asking. */
export function guestsOf(db: Database, id: number): Guest[] {
  return db.prepare<[number], Guest>(`${COLUMNS} WHERE gathering_id = ? ORDER BY id`).all(id);
}

/**
 * Takes a guest in, or onto the waiting list where too few seats are left or others wait already. Who asks twice with one
 * address stays as they were, since whoever asks may not be its owner. Call in the transaction that writes the letter, begun
 * as one that writes: two who ask at once come one after the other.
 * @param email checked, in small letters
 * @throws Conflict where it is over or called off, Invalid with the field
 */
export function takeIn(
  db: Database,
  id: number,
  { name, email, lang, seats }: Pick<Guest, 'name' | 'email' | 'lang' | 'seats'>,
  now: Date,
): Guest {
  const event = gathering(db, id);
  if (event.state !== 'open' || event.startsAt <= now.toISOString())
    throw new Conflict('Nobody can register any more.');
  if (!name) throw new Invalid('Write your name.', { field: 'name' });
  if (!(Number.isInteger(seats) && seats >= 1 && seats <= Math.min(MOST_SEATS, event.seats ?? MOST_SEATS)))
    throw new Invalid('Write how many of you come.', { field: 'seats' });
  const known = db.prepare<[number, string], Guest>(`${COLUMNS} WHERE gathering_id = ? AND email = ?`).get(id, email);
  if (known) return known;
  const state = event.waiting === 0 && fits(event, seats) ? 'confirmed' : 'waiting';
  const { lastInsertRowid } = db
    .prepare(`
      INSERT INTO gathering_guest (gathering_id, name, email, lang, seats, state, asked_at)
      VALUES (@id, @name, @email, @lang, @seats, @state, @now)`)
    .run({ id, name, email, lang, seats, state, now: now.toISOString() });
  return db.prepare<[number], Guest>(`${COLUMNS} WHERE id = ?`).get(Number(lastInsertRowid))!;
}

/** Who now has a seat, in the order of asking, as far as they go; nobody is passed by. Call in the transaction that tells them. */
export function moveUp(db: Database, id: number): Guest[] {
  const moved: Guest[] = [];
  for (const guest of guestsOf(db, id).filter(({ state }) => state === 'waiting')) {
    if (!fits(gathering(db, id), guest.seats)) break;
    db.prepare("UPDATE gathering_guest SET state = 'confirmed' WHERE id = ?").run(guest.id);
    moved.push({ ...guest, state: 'confirmed' });
  }
  return moved;
}

/** A key for a letter. Only its sha256 is kept. */
export function keyFor(db: Database, guest: number): string {
  const key = newToken();
  db.prepare('INSERT INTO gathering_guest_key (sha256, guest_id) VALUES (?, ?)').run(sha256(key), guest);
  return key;
}

/** Whose key this is; null where they gave their seats back, or it was never one. */
export function guestWith(db: Database, key: string): Guest | null {
  return (
    db
      .prepare<[string], Guest>(`${COLUMNS} JOIN gathering_guest_key ON guest_id = gathering_guest.id WHERE sha256 = ?`)
      .get(sha256(key)) ?? null
  );
}

/** Gives the seats back: name and address are forgotten. */
export function giveBack(db: Database, guest: number): void {
  db.prepare('DELETE FROM gathering_guest WHERE id = ?').run(guest);
}

function fits({ seats, taken }: Gathering, asked: number): boolean {
  return seats === null || taken + asked <= seats;
}
