/**
 * Places names on a plate so that none lies on another, on a dot or beyond the edge. A plate is drawn once and shown at many
 * sizes: on a narrow page letters are large beside the land and few names have room, on a wide page more do.
 */
import { directionOfName, textWidth } from './text-width.ts';

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Something to be named: a dot, or a land. Asked for in the order of their weight. */
export interface Named {
  id: string;
  name: string;
  note?: string; // after the name, as its number
  x: number;
  y: number;
  radius: number;
  /** Of a land instead: where in it a name may lie, the best first, and how long it may be there. */
  rooms?: readonly { x: number; y: number; width: number }[];
}

export interface Label {
  id: string;
  name: string;
  note: string | null;
  x: number;
  y: number; // of the base line
  anchor: 'start' | 'middle' | 'end'; // as SVG takes it, in the direction of the name
  direction: 'ltr' | 'rtl';
  /** There is room for it on wide pages only. */
  fine: boolean;
}

/** Sizes of letters in units of the drawing, as views/assets/css/8-map.css has them: on a narrow page, on a wide one. */
export const LETTERS = { narrow: 12.5, wide: 7.2 } as const;

export interface Ground {
  width: number;
  height: number;
  obstacles: readonly Box[];
}

/** The names that have room, in the order asked for. */
export function placeLabels(named: readonly Named[], ground: Ground): Label[] {
  const labels = new Map<string, Label>();
  for (const size of ['narrow', 'wide'] as const) {
    // On a wide page the same names are smaller where they stand.
    const taken = [...ground.obstacles];
    for (const one of named) {
      const known = labels.get(one.id);
      if (known) taken.push(boxOf(known, one, LETTERS[size]));
    }
    for (const one of named) {
      if (labels.has(one.id)) continue;
      const placed = firstFree(one, LETTERS[size], ground, taken, size === 'wide');
      if (!placed) continue;
      labels.set(one.id, placed.label);
      taken.push(placed.box);
    }
  }
  return named.flatMap(({ id }) => labels.get(id) ?? []);
}

type Side = 'left' | 'middle' | 'right';

function firstFree(one: Named, size: number, ground: Ground, taken: readonly Box[], fine: boolean) {
  for (const { side, x, y } of candidates(one, size)) {
    const label: Label = {
      id: one.id,
      name: one.name,
      note: one.note ?? null,
      x: round(x),
      y: round(y),
      ...towards(side, one.name),
      fine,
    };
    const box = boxOf(label, one, size);
    const inside = box.left >= 1 && box.top >= 1 && box.right <= ground.width - 1 && box.bottom <= ground.height - 1;
    if (inside && !taken.some((other) => overlaps(box, other))) return { label, box };
  }
  return null;
}

/** Beside the dot, then above and below, then aslant; the nearest to reading first. */
function candidates(one: Named, size: number): { side: Side; x: number; y: number }[] {
  const { name, x, y, radius, rooms } = one;
  if (rooms) {
    return rooms
      .filter(({ width }) => lengthOf(one, size) <= width)
      .map((room) => ({ side: 'middle', x: room.x, y: room.y + size * 0.33 }));
  }
  const middle = y + size * 0.33; // of small letters
  const gap = radius + 2.5;
  const aslant = radius * 0.72 + 1.5;
  const sides: { side: Side; x: number; y: number }[] = [
    { side: 'right', x: x + gap, y: middle },
    { side: 'left', x: x - gap, y: middle },
    { side: 'middle', x, y: y - gap - size * 0.15 },
    { side: 'middle', x, y: y + gap + size * 0.78 },
    { side: 'right', x: x + aslant, y: y - aslant },
    { side: 'left', x: x - aslant, y: y - aslant },
    { side: 'right', x: x + aslant, y: y + aslant + size * 0.7 },
    { side: 'left', x: x - aslant, y: y + aslant + size * 0.7 },
  ];
  return directionOfName(name) === 'ltr' ? sides : [1, 0, 2, 3, 5, 4, 7, 6].map((at) => sides[at]!);
}

/** In text that runs from right to left SVG has its start on the right. */
function towards(side: Side, name: string): Pick<Label, 'anchor' | 'direction'> {
  const direction = directionOfName(name);
  if (side === 'middle') return { anchor: 'middle', direction };
  return { anchor: (side === 'right') === (direction === 'ltr') ? 'start' : 'end', direction };
}

/** The ground that a label covers where its letters have this size. */
export function boxOf(label: Label, one: Pick<Named, 'name' | 'note'>, size: number): Box {
  const length = lengthOf(one, size);
  const startsLeft = (label.anchor === 'start') === (label.direction === 'ltr');
  const left = label.anchor === 'middle' ? label.x - length / 2 : startsLeft ? label.x : label.x - length;
  return { left: left - 1, right: left + length + 1, top: label.y - size * 0.82, bottom: label.y + size * 0.3 };
}

function lengthOf({ name, note }: Pick<Named, 'name' | 'note'>, size: number): number {
  return (textWidth(name) + (note ? textWidth(` ${note}`) : 0)) * size;
}

export function overlaps(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
