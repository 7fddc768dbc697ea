import { stretch } from './key-list.ts';
import type { Known, Spelling } from './known.ts';

const MANY = 4000; // keys: as many are looked at for each question
const KEPT = 200; // people, and testimonies, of a beginning that more keys have
const MOST_BEGINNINGS = 2000; // kept

/** Calls `hear` with each ref of the sorted keys that begins with `prefix`; of very many, with those that can be suggested at all. */
export function eachBeginning(known: Known, prefix: string, reach: number, hear: (ref: number) => void): void {
  const [from, to] = stretch(known.sorted, prefix);
  if (to - from > MANY) for (const ref of foremostOf(known, prefix, reach, from, to)) hear(ref);
  else for (let at = from; at < to; at++) hear(known.sorted.refs[at]!);
}

/** Works out beforehand what one letter, and two, can suggest to a visitor. */
export function prepareForemost(known: Known): void {
  const { sorted } = known;
  for (const letters of [1, 2]) {
    for (let at = 0; at < sorted.keys.length; ) {
      const prefix = sorted.keys[at]!.slice(0, letters);
      const [from, to] = stretch(sorted, prefix);
      if (to - from > MANY) foremostOf(known, prefix, 0, from, to);
      at = Math.max(to, at + 1);
    }
  }
}

/**
 * One letter begins very many names: those of places and topics are all kept, and of the rest whom most testimonies name, as
 * far as `reach` reaches. Looked through once; kept until much has changed (reading.ts).
 */
function foremostOf(known: Known, prefix: string, reach: number, from: number, to: number): Uint32Array {
  const name = `${reach} ${prefix}`;
  let refs = known.foremost.get(name);
  if (!refs) {
    if (known.foremost.size >= MOST_BEGINNINGS) known.foremost.clear();
    refs = chosen(known, prefix, reach, from, to);
    known.foremost.set(name, refs);
  }
  return refs;
}

function chosen(known: Known, prefix: string, reach: number, from: number, to: number): Uint32Array {
  const { keys, refs } = known.sorted;
  const kept: number[] = [];
  const people: { ref: number; named: number }[][] = [[], []]; // by the first word of a name, and by a later one
  const testimonies = [0, 0];
  for (let at = from; at < to; at++) {
    const ref = refs[at]!;
    const spelling = known.spellings[ref >>> 1]!;
    const later = ref & 1;
    const { kind } = spelling.thing;
    if ((kind !== 'person' && kind !== 'testimony') || keys[at] === prefix) kept.push(ref);
    else {
      const named = namedFor(known, spelling, reach);
      if (named === 0) continue;
      if (kind === 'person') people[later]!.push({ ref, named });
      else if (testimonies[later]!++ < KEPT) kept.push(ref);
    }
  }
  for (const some of people) {
    some.sort((a, b) => b.named - a.named);
    kept.push(...some.slice(0, KEPT).map(({ ref }) => ref));
  }
  return Uint32Array.from(kept);
}

/** Testimonies with this person, or 1 for a testimony, that one who reaches so far may know of. */
function namedFor({ holdings: { audience }, slots }: Known, { thing, gone }: Spelling, reach: number): number {
  if (gone) return 0;
  if (thing.kind === 'testimony') {
    const slot = slots.get(thing.id);
    return slot !== undefined && audience[slot]! <= reach ? 1 : 0;
  }
  return thing.parts.filter((part) => (part & 3) <= reach && audience[part >>> 2]! <= reach).length;
}
