import { curve, INK, type Sheet, through, within } from './ink.ts';

/** Short strokes on water, closer together far away. */
export function ripples(on: Sheet, top: number, bottom: number, count: number, color = INK): void {
  for (let at = 0; at < count; at += 1) {
    const near = on.random();
    const y = top + (bottom - top) * near * near;
    const x = within(on, 20, on.width - 120);
    const length = 24 + near * 90;
    curve(on, through(x, y, x + length * 0.3, y - 3 - near * 4, x + length * 0.7, y + 2, x + length, y - 1), {
      width: 1.3 + near,
      opacity: 0.5,
      color,
    });
  }
}
