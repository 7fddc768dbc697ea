/** All that can be suggested, in the memory of the thread that does it: things, their spellings, and the beginnings of these. */
import type { Database } from '../../db/open.ts';
import type { Holdings } from '../embedded/holdings.ts';
import { fold } from '../folding.ts';
import { withoutArticle } from '../names/forms.ts';
import { scriptOfWord } from '../names/sounds-of.ts';
import type { Kind } from './asked.ts';
import type { Equivalents } from './equivalents.ts';
import { type Key, type KeyList, keyList } from './key-list.ts';
import { type SpokenWords, takeUpWords } from './spoken-words.ts';
import type { Named } from './things.ts';

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
  collections: string; // as last read
  spellings: Spelling[];
  things: Map<string, Thing>; // by kind and id or value
  sorted: KeyList;
  foremost: Map<string, Uint32Array>; // of the sorted, by reach and beginning (foremost.ts)
  changes: number; // testimonies written since that was empty
  recent: Key[]; // since it was sorted
  recentList: KeyList;
  slots: Map<number, number>; // by testimony
  inSlot: Map<number, { testimony: string | null; people: number[] }>;
  words: SpokenWords;
  equivalents: Equivalents;
  asked: number; // questions so far
}

export function addPart(known: Known, personId: number, testimonyId: number, audience: number): void {
  const slot = known.slots.get(testimonyId);
  if (slot === undefined) return;
  const { people } = inSlot(known, slot);
  if (people.includes(personId)) return; // several roles in it
  people.push(personId);
  thingOf(known, { kind: 'person', id: personId, value: '', shipped: 0 }).parts.push(slot * 4 + audience);
}

export function inSlot(known: Known, slot: number) {
  let held = known.inSlot.get(slot);
  if (!held) {
    held = { testimony: null, people: [] };
    known.inSlot.set(slot, held);
  }
  return held;
}

export function keyOf({ kind, id, value }: Pick<Named, 'kind' | 'id' | 'value'>): string {
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
export function spelled(known: Known, row: Named): Key[] {
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

export function forget(known: Known, thing: Thing): void {
  for (const at of thing.spellings) known.spellings[at]!.gone = true;
  thing.spellings = [];
}

/** Sorts all again, without what is gone. */
export function sortAll(known: Known): void {
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
  known.foremost.clear();
  known.recent = [];
  known.recentList = keyList([]);
}
