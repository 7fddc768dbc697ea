import { box, cover, ellipse, hatch, line, loop, outline, type Point, path, type Sheet, wash } from './ink.ts';

export function ironKey(on: Sheet, x: number, y: number): void {
  wash(on, path('-90 60, 700 66, 720 150, -40 120', x, y), '#2f2823', { opacity: 0.5, smooth: true });
  for (const [rx, ry, color] of [
    [112, 96, '#4b4643'],
    [70, 56, '#d8cbb0'],
  ] as const) {
    cover(on, ellipse(x, y, rx, ry), color);
    if (rx > 100) wash(on, ellipse(x, y, rx, ry), '#37363a', { opacity: 0.8 });
    loop(on, ellipse(x, y, rx, ry), { width: 4.6 });
  }
  const shank = box(x + 108, y - 22, 560, 44);
  cover(on, shank, '#55504c');
  wash(on, shank, '#37363a', { opacity: 0.8 });
  line(on, path('108 -22, 668 -20', x, y), { width: 4.4 });
  line(on, path('108 22, 668 22', x, y), { width: 4.4 });
  line(on, path('130 -10, 640 -9', x, y), { width: 5, color: '#b9b1a4', opacity: 0.7 });
  for (const dx of [120, 150, 560]) {
    cover(on, box(x + dx, y - 34, 16, 68), '#4b4643');
    outline(on, box(x + dx, y - 34, 16, 68), { width: 3 });
  }
  const bit: Point[] = path('590 20, 590 130, 616 130, 616 92, 634 92, 634 138, 660 138, 660 20', x, y);
  cover(on, bit, '#4b4643');
  wash(on, bit, '#2c2b30', { opacity: 0.7 });
  outline(on, bit, { width: 4 });
  loop(on, ellipse(x + 674, y, 13, 24), { width: 4 });
  hatch(on, ellipse(x, y, 108, 92, 0.05, 0.4), 50, 10, { opacity: 0.6 });
}
