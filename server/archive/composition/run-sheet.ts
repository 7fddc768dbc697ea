/** When each item of a composition begins: what those who hold a ceremony go by. */
import type { ItemShown } from './shown.ts';

export interface SheetLine {
  item: ItemShown;
  at: number; // seconds since the day began, or since the beginning where no time is known
  seconds: number | null; // null: nobody said how long it takes
}

/** How long an item takes, in seconds: as it was said, else as long as its sound; null where neither is known. */
export function secondsOf({ seconds, passage }: Pick<ItemShown, 'seconds' | 'passage'>): number | null {
  if (seconds !== null) return seconds;
  if (passage === null || passage.startMs === null || passage.endMs === null) return null;
  return Math.max(1, Math.ceil((passage.endMs - passage.startMs) / 1000));
}

/** The items with their beginnings, and when it ends. `beginsAt` is HH:MM, or null: counted from nought. */
export function runSheet(items: readonly ItemShown[], beginsAt: string | null): { lines: SheetLine[]; ends: number } {
  const [hours = 0, minutes = 0] = (beginsAt ?? '00:00').split(':').map(Number);
  let at = hours * 3600 + minutes * 60;
  const lines = items.map((item) => {
    const line = { item, at, seconds: secondsOf(item) };
    at += line.seconds ?? 0;
    return line;
  });
  return { lines, ends: at };
}
