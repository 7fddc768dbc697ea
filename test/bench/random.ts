/** Numbers that look random and are the same in every run (mulberry32). */
export type Random = () => number; // from 0 up to 1

export function random(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function below(next: Random, n: number): number {
  return Math.floor(next() * n);
}

export function oneOf<Value>(next: Random, values: readonly Value[]): Value {
  return values[below(next, values.length)]!;
}
