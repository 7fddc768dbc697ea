/** Names as keys: how the archive recognises a name it already knows, and how it makes an address of one. */
import { randomBytes } from 'node:crypto';
import type { Database } from '../db/open.ts';

/**
 * A name without case, accents, vowel points, punctuation and double spaces, for recognising one that is already known.
 * It joins no different spellings: that is the work of search.
 */
export function nameKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A readable last part of an address, in the name's own script: `Salima Dangoor` gives `salima-dangoor`. */
export function slugOf(name: string): string {
  return nameKey(name).replaceAll(' ', '-').slice(0, 80).replace(/-+$/, '') || 'unnamed';
}

type Slugged = 'place' | 'person' | 'collection' | 'composition' | 'gathering';

/** The slug of a name where free in `table`, else with the next number behind it. */
export function freeSlug(db: Database, table: Slugged, name: string): string {
  return freeOf(db, table, slugOf(name));
}

/** The same of a slug that is made already. */
export function freeOf(db: Database, table: Slugged, slug: string): string {
  const taken = db.prepare(`SELECT 1 FROM ${table} WHERE slug = ?`).pluck();
  if (!taken.get(slug)) return slug;
  let number = 2;
  while (taken.get(`${slug}-${number}`)) number += 1;
  return `${slug}-${number}`;
}

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'; // Crockford's base 32: no letter that reads as another

const LETTERS = 12;
const DRAWN = 256; // ids for which chance is drawn at once: asking for it takes longer than using it
let chance = Buffer.alloc(0);
let used = 0;

/** A permanent public id of twelve letters and digits (60 random bits). */
export function publicId(): string {
  if (used === chance.length) [chance, used] = [randomBytes(LETTERS * DRAWN), 0];
  let id = '';
  for (const end = used + LETTERS; used < end; used++) id += ALPHABET[chance[used]! & 31];
  return id;
}
