/** Sets of slots, a bit each. All sets of one search have the same length. */
export type Bits = Uint32Array;

export function emptyBits(size: number): Bits {
  return new Uint32Array((size + 31) >>> 5);
}

/** Every slot below `size`. */
export function fullBits(size: number): Bits {
  const bits = emptyBits(size).fill(0xffffffff);
  if (size & 31) bits[bits.length - 1] = (1 << (size & 31)) - 1;
  return bits;
}

export function setBit(bits: Bits, slot: number): void {
  bits[slot >>> 5]! |= 1 << (slot & 31);
}

export function clearBit(bits: Bits, slot: number): void {
  bits[slot >>> 5]! &= ~(1 << (slot & 31));
}

export function hasBit(bits: Bits, slot: number): boolean {
  return (bits[slot >>> 5]! & (1 << (slot & 31))) !== 0;
}

/** Keeps in `bits` what is also in `other`. */
export function intersect(bits: Bits, other: Bits): Bits {
  for (let i = 0; i < bits.length; i++) bits[i]! &= other[i]!;
  return bits;
}

/** Adds to `bits` what is in `other`. */
export function unite(bits: Bits, other: Bits): Bits {
  for (let i = 0; i < bits.length; i++) bits[i]! |= other[i]!;
  return bits;
}

/** Takes out of `bits` what is in `other`. */
export function subtract(bits: Bits, other: Bits): Bits {
  for (let i = 0; i < bits.length; i++) bits[i]! &= ~other[i]!;
  return bits;
}

export function isEmpty(bits: Bits): boolean {
  return bits.every((word) => word === 0);
}

export function countBits(bits: Bits): number {
  let count = 0;
  for (let word of bits) {
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += (((word + (word >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
  }
  return count;
}

/** The slots in the set, ascending. */
export function slotsOf(bits: Bits): Uint32Array {
  const slots = new Uint32Array(countBits(bits));
  let n = 0;
  for (let i = 0; i < bits.length; i++) {
    for (let word = bits[i]!; word !== 0; word &= word - 1) slots[n++] = (i << 5) + 31 - Math.clz32(word & -word);
  }
  return slots;
}

export function bitsOf(slots: Iterable<number>, size: number): Bits {
  const bits = emptyBits(size);
  for (const slot of slots) if (slot < size) setBit(bits, slot);
  return bits;
}
