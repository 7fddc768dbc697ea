/**
 * All that can be suggested, in the memory of the thread that does it: things, their spellings, and the beginnings of these.
 * What changed in the archive is taken up before each answer; a few new spellings stand in a list of their own, until they
 * are many and all is sorted again.
 */
import type { Database } from '../../db/open.ts';
import { type Holdings, refresh } from '../embedded/holdings.ts';
import { meta } from '../embedded/schema.ts';
import { fold } from '../folding.ts';
import { withoutArticle } from '../names/forms.ts';
import { scriptOfWord } from '../names/sounds-of.ts';
import { spellingChanges } from '../names/spelling-sets.ts';
import type { Kind } from './asked.ts';
import { type Equivalents, equivalentsOf } from './equivalents.ts';
import { type Key, type KeyList, keyList } from './key-list.ts';
import { newWords, type SpokenWords, takeUpWords } from './spoken-words.ts';
import {
  authorityNames,
  type Named,
  namesOfPerson,
  namesOfTestimony,
  parts,
  partsIn,
  peopleNames,
  testimonyNames,
} from './things.ts';

export interface Thing {
  kind: Kind;
  id: number;
  value: string;
  shipped: boolean;
  /** Of people: the testimonies that name them, slot * 4 + audience. */
  parts: number[];
  spellings: number[];
  seen: number; // the last question that met it, and how well it answered (match.ts)
  quality: number;
  by: number;
}

export interface Spelling {
  thing: Thing;
  shown: string;
  folded: string;
  lang: string;
  preferred: boolean;
  gone: boolean;
}

export interface Known {
  archive: Database;
  index: Database;
  holdings: Holdings;
  spellingsAt: number; // of the archive's count of changes
  spellings: Spelling[];
  things: Map<string, Thing>; // by kind and id or value
  sorted: KeyList;
  recent: Key[]; // since it was sorted
  recentList: KeyList;
  slots: Map<number, number>; // by testimony
  inSlot: Map<number, { testimony: string | null; people: number[] }>;
  words: SpokenWords;
  equivalents: Equivalents;
  asked: number; // questions so far
}

const MOST_RECENT = 20_000; // keys, before all are sorted again

/** Reads everything once: seconds, for the largest archives. */
export function openKnown(archive: Database, index: Database, holdings: Holdings): Known {
  const known: Known = {
    archive,
    index,
    holdings,
    spellingsAt: -1,
    spellings: [],
    things: new Map(),
    sorted: keyList([]),
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
  const spellingsAt = spellingChanges(known.archive);
  if (spellingsAt !== known.spellingsAt) {
    for (const [key, thing] of known.things) {
      if (thing.kind === 'person' || thing.kind === 'testimony') continue;
      forget(known, thing);
      known.things.delete(key);
    }
    for (const row of authorityNames(known.archive)) fresh.push(...spelled(known, row));
    known.equivalents = equivalentsOf(known.archive);
    known.spellingsAt = spellingsAt;
  }
  if (fresh.length === 0) return;
  known.recent.push(...fresh);
  if (known.recent.length > MOST_RECENT) sortAll(known);
  else known.recentList = keyList(known.recent);
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

function addPart(known: Known, personId: number, testimonyId: number, audience: number): void {
  const slot = known.slots.get(testimonyId);
  if (slot === undefined) return;
  const { people } = inSlot(known, slot);
  if (people.includes(personId)) return; // several roles in it
  people.push(personId);
  thingOf(known, { kind: 'person', id: personId, value: '', shipped: 0 }).parts.push(slot * 4 + audience);
}

function inSlot(known: Known, slot: number) {
  let held = known.inSlot.get(slot);
  if (!held) {
    held = { testimony: null, people: [] };
    known.inSlot.set(slot, held);
  }
  return held;
}

function keyOf({ kind, id, value }: Pick<Named, 'kind' | 'id' | 'value'>): string {
  return kind === 'person' || kind === 'testimony' ? `${kind} ${id}` : `${kind} ${value}`;
}

function thingOf(known: Known, row: Pick<Named, 'kind' | 'id' | 'value' | 'shipped'>): Thing {
  const key = keyOf(row);
  let thing = known.things.get(key);
  if (!thing) {
    const { kind, id, value } = row;
    thing = { kind, id, value, shipped: row.shipped === 1, parts: [], spellings: [], seen: 0, quality: 0, by: 0 };
    known.things.set(key, thing);
  }
  return thing;
}

/** Adds a spelling and gives its beginnings: of itself, of each later word, and of words without an article. */
function spelled(known: Known, row: Named): Key[] {
  const folded = fold(row.name);
  if (folded === '') return [];
  const thing = thingOf(known, row);
  thing.value = row.value;
  const at = known.spellings.length;
  known.spellings.push({
    thing,
    shown: row.name,
    folded,
    lang: row.lang,
    preferred: row.preferred === 1,
    gone: false,
  });
  thing.spellings.push(at);
  if (thing.kind !== 'testimony') takeUpWords(known.words, folded);
  const keys: Key[] = [];
  for (let from = 0; from !== -1; ) {
    const rest = folded.slice(from);
    keys.push({ key: rest, ref: at * 2 + (from === 0 ? 0 : 1) });
    const space = folded.indexOf(' ', from);
    const word = space === -1 ? rest : folded.slice(from, space);
    for (const bare of scriptOfWord(word) === 'latin' ? [] : withoutArticle(word).slice(1))
      keys.push({ key: rest.slice(word.length - bare.length), ref: at * 2 + 1 });
    from = space === -1 ? -1 : space + 1;
  }
  return keys;
}

function forget(known: Known, thing: Thing): void {
  for (const at of thing.spellings) known.spellings[at]!.gone = true;
  thing.spellings = [];
}

/** Sorts all again, without what is gone. */
function sortAll(known: Known): void {
  const old = known.spellings;
  const is = new Int32Array(old.length).fill(-1);
  known.spellings = [];
  old.forEach((spelling, was) => {
    if (spelling.gone) return;
    is[was] = known.spellings.length;
    known.spellings.push(spelling);
  });
  for (const thing of known.things.values()) thing.spellings = thing.spellings.map((at) => is[at]!);
  const entries: Key[] = [];
  const keep = (key: string, ref: number) => {
    const at = is[ref >>> 1]!;
    if (at !== -1) entries.push({ key, ref: at * 2 + (ref & 1) });
  };
  known.sorted.keys.forEach((key, i) => {
    keep(key, known.sorted.refs[i]!);
  });
  for (const { key, ref } of known.recent) keep(key, ref);
  known.sorted = keyList(entries);
  known.recent = [];
  known.recentList = keyList([]);
}

/** The day by which the index knows who sees what. */
function dayOf(known: Known): string {
  return meta<string>(known.index, 'day') ?? '9999-12-31';
}
