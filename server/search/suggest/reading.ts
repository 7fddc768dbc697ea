/**
 * Reads what can be suggested, and takes up what changed in the archive before each answer. A few new spellings stand in a
 * list of their own, until they are many and all is sorted again.
 */
import type { Database } from '../../db/open.ts';
import { type Holdings, refresh } from '../embedded/holdings.ts';
import { meta } from '../embedded/schema.ts';
import { spellingChanges } from '../names/spelling-sets.ts';
import { equivalentsOf } from './equivalents.ts';
import { prepareForemost } from './foremost.ts';
import { type Key, keyList } from './key-list.ts';
import { addPart, forget, inSlot, type Known, keyOf, sortAll, spelled, type Thing } from './known.ts';
import { newWords } from './spoken-words.ts';
import {
  authorityNames,
  collectionNames,
  namesOfPerson,
  namesOfTestimony,
  parts,
  partsIn,
  peopleNames,
  testimonyNames,
} from './things.ts';

const MANY_CHANGES = 1000; // testimonies, before it is worked out anew who is foremost
const MOST_RECENT = 20_000; // keys, before all are sorted again

/** Reads everything once: seconds, for the largest archives. */
export function openKnown(archive: Database, index: Database, holdings: Holdings): Known {
  const known: Known = {
    archive,
    index,
    holdings,
    spellingsAt: -1,
    collections: '',
    spellings: [],
    things: new Map(),
    sorted: keyList([]),
    foremost: new Map(),
    changes: 0,
    recent: [],
    recentList: keyList([]),
    slots: new Map(),
    inSlot: new Map(),
    words: newWords(),
    equivalents: equivalentsOf(archive),
    asked: 0,
  };
  index.transaction(() => {
    refresh(holdings, index);
    for (let slot = 0; slot < holdings.size; slot++) if (holdings.id[slot]) known.slots.set(holdings.id[slot]!, slot);
    readAll(known);
    prepareForemost(known);
  })();
  return known;
}

function readAll(known: Known): void {
  const { archive, slots } = known;
  const entries: Key[] = [];
  const day = dayOf(known);
  archive.transaction(() => {
    known.spellingsAt = spellingChanges(archive);
    for (const row of authorityNames(archive)) entries.push(...spelled(known, row));
    takeUpCollections(known, entries);
    for (const row of testimonyNames(archive)) {
      const slot = slots.get(row.id);
      if (slot === undefined) continue;
      entries.push(...spelled(known, row));
      inSlot(known, slot).testimony = keyOf(row);
    }
    for (const part of parts(archive, day)) addPart(known, part.personId, part.testimonyId, part.audience);
    for (const row of peopleNames(archive)) if (known.things.has(keyOf(row))) entries.push(...spelled(known, row));
  })();
  known.sorted = keyList(entries);
}

/** Takes up what was changed since it last looked. Within a read transaction of the index. */
export function takeUpChanges(known: Known): void {
  const changed = refresh(known.holdings, known.index);
  const fresh: Key[] = [];
  if (changed.length)
    known.archive.transaction(() => {
      for (const slot of changed) takeUpSlot(known, slot, fresh);
    })();
  known.changes += changed.length;
  if (known.changes > MANY_CHANGES) {
    known.foremost.clear();
    known.changes = 0;
  }
  const spellingsAt = spellingChanges(known.archive);
  if (spellingsAt !== known.spellingsAt) {
    forgetWhere(known, ({ kind }) => !['person', 'testimony', 'collection'].includes(kind));
    for (const row of authorityNames(known.archive)) fresh.push(...spelled(known, row));
    known.equivalents = equivalentsOf(known.archive);
    known.spellingsAt = spellingsAt;
  }
  takeUpCollections(known, fresh);
  if (fresh.length === 0) return;
  known.recent.push(...fresh);
  if (known.recent.length > MOST_RECENT) sortAll(known);
  else known.recentList = keyList(known.recent);
}

/** Nothing counts the changes of collections: their titles are read each time, and taken up where they are not as they were. */
function takeUpCollections(known: Known, fresh: Key[]): void {
  const rows = collectionNames(known.archive);
  const now = JSON.stringify(rows);
  if (now === known.collections) return;
  forgetWhere(known, ({ kind }) => kind === 'collection');
  for (const row of rows) fresh.push(...spelled(known, row));
  known.collections = now;
}

function forgetWhere(known: Known, goes: (thing: Thing) => boolean): void {
  for (const [key, thing] of known.things) {
    if (!goes(thing)) continue;
    forget(known, thing);
    known.things.delete(key);
  }
}

function takeUpSlot(known: Known, slot: number, fresh: Key[]): void {
  const { archive, holdings } = known;
  const held = inSlot(known, slot);
  const before = held.testimony === null ? undefined : known.things.get(held.testimony);
  if (before) {
    forget(known, before);
    known.things.delete(held.testimony!);
    known.slots.delete(before.id);
  }
  held.testimony = null;
  const people = new Set(held.people);
  for (const person of people) leave(known, person, slot);
  held.people = [];
  const id = holdings.id[slot]!;
  if (id) {
    known.slots.set(id, slot);
    for (const row of namesOfTestimony(archive, id)) {
      fresh.push(...spelled(known, row));
      held.testimony = keyOf(row);
    }
    for (const part of partsIn(archive, id, dayOf(known))) {
      addPart(known, part.personId, id, part.audience);
      people.add(part.personId);
    }
  }
  for (const person of people) takeUpPerson(known, person, fresh);
}

function takeUpPerson(known: Known, id: number, fresh: Key[]): void {
  const key = `person ${id}`;
  const thing = known.things.get(key);
  if (!thing) return;
  const rows = namesOfPerson(known.archive, id);
  if (rows.length === 0 || thing.parts.length === 0) {
    forget(known, thing);
    known.things.delete(key);
    return;
  }
  const names = rows.map(({ name }) => name).join('\n');
  if (names === thing.spellings.map((at) => known.spellings[at]!.shown).join('\n') && thing.value === rows[0]!.value)
    return;
  forget(known, thing);
  for (const row of rows) fresh.push(...spelled(known, row));
}

function leave(known: Known, person: number, slot: number): void {
  const thing = known.things.get(`person ${person}`);
  if (thing) thing.parts = thing.parts.filter((part) => part >>> 2 !== slot);
}

/** The day by which the index knows who sees what. */
function dayOf(known: Known): string {
  return meta<string>(known.index, 'day') ?? '9999-12-31';
}
