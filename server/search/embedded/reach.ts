import type { Reach } from '../engine.ts';
import { type Bits, bitsOf, clearBit, setBit } from './bits.ts';
import { type Holdings, NOBODY } from './holdings.ts';
import { forRole } from './kept-for-role.ts';

/**
 * How far one who searches reaches into each testimony. `base` is their reach by role; `opened[k]`, for each audience k
 * beyond it, the slots whose index k they may search all the same: none where it is null.
 */
export interface SlotReach {
  base: number;
  bySlot: Uint8Array;
  opened: (Bits | null)[];
  visible: Bits; // the testimonies they may know of, but those to be left out
}

const GRANTED = 2;
const GIVEN = 3;

export function reachOver(holdings: Holdings, who: Reach, leaveOut: readonly number[]): SlotReach {
  const { size } = holdings;
  let { bySlot, visible } = forRole(holdings, who.reach);
  const granted = slotsOfIds(holdings, who.granted);
  const given = slotsOfIds(holdings, who.given);
  const left = slotsOfIds(holdings, leaveOut);
  if (granted.length + given.length > 0) bySlot = bySlot.slice();
  if (granted.length + given.length + left.length > 0) visible = visible.slice();
  for (const slot of granted) bySlot[slot] = Math.max(bySlot[slot]!, GRANTED);
  for (const slot of given) bySlot[slot] = GIVEN;
  for (const slot of [...granted, ...given]) {
    const audience = holdings.audience[slot]!;
    if (audience !== NOBODY && audience <= bySlot[slot]!) setBit(visible, slot);
  }
  for (const slot of left) clearBit(visible, slot);
  const opened = [0, 1, 2, 3].map((k) => {
    if (k <= who.reach) return null;
    const slots = k <= GRANTED ? [...granted, ...given] : given;
    return slots.length ? bitsOf(slots, size) : null;
  });
  return { base: who.reach, bySlot, opened, visible };
}

function slotsOfIds(holdings: Holdings, ids: readonly number[]): number[] {
  if (ids.length === 0) return [];
  const wanted = new Set(ids);
  const slots: number[] = [];
  for (let slot = 0; slot < holdings.size; slot++) if (wanted.has(holdings.id[slot]!)) slots.push(slot);
  return slots;
}
