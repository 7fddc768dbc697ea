import {
  box,
  cover,
  curve,
  ellipse,
  line,
  loop,
  outline,
  type Point,
  path,
  type Sheet,
  sheet,
  through,
  wash,
  write,
} from './ink.ts';

/** The café at La Goulette: a green awning, tables, the sea behind. */
export function greenAwning(): Sheet {
  const on = sheet(421);
  wash(on, box(0, 0, 1600, 700), '#a9cbd0', { opacity: 0.55 });
  wash(on, box(0, 560, 1600, 150), '#3f8391', { opacity: 0.75 });
  line(on, path('0 562, 1600 556'), { width: 2 });
  for (const [x, y] of [
    [1180, 600],
    [1360, 640],
    [1500, 590],
  ] as const) {
    cover(on, path('-50 0, 50 -3, 34 20, -34 22', x, y), '#b5503f');
    cover(on, path('0 -100, 44 -12, 0 -8', x, y), '#f6eedb');
    outline(on, path('0 -100, 44 -12, 0 -8', x, y), { width: 2.4 });
  }
  wash(on, path('0 700, 1600 690, 1600 1200, 0 1200'), '#e0c896', { opacity: 0.75 });
  const wall = box(0, 60, 900, 720);
  cover(on, wall, '#faf5e6');
  wash(on, wall, '#d9d3bd', { opacity: 0.6 });
  outline(on, wall, { width: 4 });
  for (const x of [110, 600]) {
    const door: Point[] = [[x, 778], [x, 440], ...ellipse(x + 90, 440, 90, 60, 0.5, 1), [x + 180, 440], [x + 180, 778]];
    cover(on, door, '#2f5d7c', 0.9);
    wash(on, door, '#22435c', { opacity: 0.6 });
    curve(on, door.slice(1, -1), { width: 4 });
    line(on, through(x, 440, x, 778), { width: 4 });
    line(on, through(x + 180, 440, x + 180, 778), { width: 4 });
    line(on, through(x + 90, 390, x + 90, 778), { width: 3 });
  }
  write(on, 'CAFÉ', [450, 190], 84, { font: 'Liberation Serif', anchor: 'middle', color: '#2f5d7c' });
  awning(on);
  for (const [x, y, size] of [
    [250, 900, 0.9],
    [640, 930, 1],
    [1030, 910, 0.95],
    [1380, 960, 1.05],
    [420, 1080, 1.15],
    [930, 1100, 1.2],
  ] as const)
    cafeTable(on, x, y, size);
  return on;
}

function awning(on: Sheet): void {
  const cloth: Point[] = path('40 290, 860 280, 1010 520, -20 540');
  wash(on, path('0 560, 1000 540, 960 820, 40 820'), '#4a5a52', { opacity: 0.4 });
  cover(on, cloth, '#faf5e6');
  for (let at = 0; at < 12; at += 2) {
    const [top, foot] = [(n: number) => 40 + (820 * n) / 12, (n: number) => -20 + (1030 * n) / 12];
    wash(on, through(top(at), 289, top(at + 1), 288, foot(at + 1), 538, foot(at), 540), '#3f7d52', { opacity: 0.9 });
  }
  outline(on, cloth, { width: 4 });
  for (let at = 0; at < 12; at += 1) {
    const scallop = ellipse(-20 + 43 + (1030 * at) / 12, 538, 43, 34, 0, 0.5);
    cover(on, scallop, at % 2 ? '#faf5e6' : '#5c9a6d');
    curve(on, scallop, { width: 3.4 });
  }
  line(on, path('876 330, 900 700'), { width: 7 });
  line(on, path('900 700, 930 694'), { width: 7 });
  cover(on, ellipse(938, 694, 11, 15), '#7c5030');
}

function cafeTable(on: Sheet, x: number, y: number, size: number): void {
  for (const side of [-1, 1]) {
    const c = x + side * 150 * size;
    curve(
      on,
      [
        [c - 46 * size, y + 40 * size],
        [c - 44 * size, y - 70 * size],
        [c, y - 100 * size],
        [c + 44 * size, y - 70 * size],
        [c + 46 * size, y + 40 * size],
      ],
      { width: 8 },
    );
    cover(on, ellipse(c, y + 40 * size, 54 * size, 20 * size), '#e3c78a');
    loop(on, ellipse(c, y + 40 * size, 54 * size, 20 * size), { width: 3.4 });
    for (const dx of [-34, 34])
      line(on, through(c + dx * size, y + 50 * size, c + dx * 1.3 * size, y + 130 * size), { width: 6 });
  }
  line(on, path('0 0, 0 110', x, y, size), { width: 10 });
  line(on, path('-50 118, 50 118', x, y, size), { width: 9 });
  cover(on, ellipse(x, y, 106 * size, 36 * size), '#f6f1e2');
  wash(on, ellipse(x, y, 106 * size, 36 * size), '#a9bdbd', { opacity: 0.6 });
  loop(on, ellipse(x, y, 106 * size, 36 * size), { width: 4 });
  const glass = box(x - 50 * size, y - 50 * size, 24 * size, 46 * size);
  cover(on, glass, '#fbf4d8', 0.9);
  wash(on, glass, '#d9b25a', { opacity: 0.8 });
  outline(on, glass, { width: 2.6 });
  const bottle: Point[] = [
    [x + 16 * size, y - 2],
    [x + 16 * size, y - 60 * size],
    [x + 24 * size, y - 84 * size],
    [x + 24 * size, y - 110 * size],
    [x + 36 * size, y - 110 * size],
    [x + 36 * size, y - 84 * size],
    [x + 44 * size, y - 60 * size],
    [x + 44 * size, y - 2],
  ];
  cover(on, bottle, '#dfe8d6', 0.9);
  wash(on, bottle, '#3f7d52', { opacity: 0.8 });
  outline(on, bottle, { width: 2.6 });
}
