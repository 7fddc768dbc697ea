/** Folded beginnings in alphabetical order, each with the number of what it leads to: a prefix is one stretch of it. */
export interface KeyList {
  keys: string[];
  refs: Uint32Array;
}

export interface Key {
  key: string;
  ref: number;
}

export function keyList(entries: Key[]): KeyList {
  entries.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.ref - b.ref));
  return { keys: entries.map(({ key }) => key), refs: Uint32Array.from(entries, ({ ref }) => ref) };
}

/** Calls `hear` with each ref whose key begins with `prefix`, and the key; at most `most` of them. */
export function beginning(list: KeyList, prefix: string, most: number, hear: (ref: number, key: string) => void): void {
  const { keys, refs } = list;
  for (let at = firstFrom(keys, prefix), left = most; left > 0 && at < keys.length; at++, left--) {
    const key = keys[at]!;
    if (!key.startsWith(prefix)) return;
    hear(refs[at]!, key);
  }
}

/** From and to which place, the latter exclusive, the keys begin with `prefix`. No key holds U+FFFF. */
export function stretch({ keys }: KeyList, prefix: string): [number, number] {
  return [firstFrom(keys, prefix), firstFrom(keys, `${prefix}\uffff`)];
}

function firstFrom(keys: readonly string[], prefix: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle]! < prefix) low = middle + 1;
    else high = middle;
  }
  return low;
}
