import type { Database } from '../../db/open.ts';
import { fold } from '../folding.ts';
import { beginning, type KeyList, keyList } from './key-list.ts';

/** Given and family names with their spellings in every language (archive/name-set.ts), by the beginnings of these. */
export interface Equivalents {
  sets: string[][]; // folded spellings
  list: KeyList; // of single words, to the set
}

const MOST_SETS = 8;
const LEAST = { latin: 3, other: 2 }; // letters typed

export function equivalentsOf(archive: Database): Equivalents {
  const sets = new Map<number, Set<string>>();
  const rows = archive.prepare<[], { setId: number; name: string }>(`
    SELECT set_id AS setId, name FROM name_spelling JOIN name_set ON name_set.id = name_spelling.set_id
    WHERE name_set.kind <> 'word'`);
  for (const { setId, name } of rows.iterate()) {
    const folded = fold(name);
    if (folded === '') continue;
    const known = sets.get(setId);
    if (known) known.add(folded);
    else sets.set(setId, new Set([folded]));
  }
  const all = [...sets.values()].map((set) => [...set]);
  const keys = all.flatMap((set, ref) => set.filter((name) => !name.includes(' ')).map((key) => ({ key, ref })));
  return { sets: all, list: keyList(keys) };
}

/** The other spellings of the names that `word` is; `begun`: also of those that begin with it, where none is just it. */
export function otherSpellings({ sets, list }: Equivalents, word: string, begun: boolean): string[] {
  if (word.length < (/^[a-z]/.test(word) ? LEAST.latin : LEAST.other)) return [];
  const whole = new Set<number>();
  const parts = new Set<number>();
  beginning(list, word, 200, (set, key) => (key === word ? whole : parts).add(set));
  const found = whole.size || !begun ? whole : parts;
  const names = [...found].slice(0, MOST_SETS).flatMap((set) => sets[set]!);
  return [...new Set(names)].filter((name) => !name.startsWith(word));
}
