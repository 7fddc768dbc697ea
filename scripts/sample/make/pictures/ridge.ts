import { cover, hatch, line, type Point, path, type Sheet, wash } from './ink.ts';

export function ridge(on: Sheet, top: Point[], foot: number, color: string): void {
  const land: Point[] = [...top, [1600, foot], [0, foot]];
  cover(on, land, '#ece0c4', 0.85);
  wash(on, land, color, { opacity: 0.75 });
  line(on, top, { width: 2.8 });
  for (const [x, y] of top.slice(1, -1)) hatch(on, path('0 4, 74 110, 14 120', x, y), 66, 12, { opacity: 0.45 });
}
