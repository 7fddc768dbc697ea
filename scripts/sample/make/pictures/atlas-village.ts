import {
  box,
  cover,
  curve,
  dots,
  ellipse,
  hatch,
  line,
  loop,
  outline,
  type Point,
  path,
  type Sheet,
  sheet,
  through,
  wash,
  within,
} from './ink.ts';
import { ridge } from './ridge.ts';

/** A village the colour of its mountain, with only its smoke to show it. */
export function atlasVillage(): Sheet {
  const on = sheet(227);
  wash(on, box(0, 0, 1600, 420), '#9fc2cf', { opacity: 0.65 });
  ridge(on, path('0 380, 190 190, 390 290, 610 110, 830 250, 1060 130, 1300 280, 1600 170'), 700, '#8b8fa0');
  for (const [x, y] of [
    [190, 190],
    [610, 110],
    [1060, 130],
  ] as const)
    cover(on, path('0 2, 60 62, 20 50, -6 78, -34 46, -62 64', x, y), '#f8f4e8', 0.95);
  const slope: Point[] = path('0 760, 320 560, 700 480, 1100 540, 1600 420, 1600 1200, 0 1200');
  cover(on, slope, '#e0bd8a', 0.95);
  wash(on, slope, '#b97a48', { opacity: 0.75 });
  line(on, slope.slice(0, -2), { width: 3 });
  for (let row = 0; row < 5; row += 1) {
    const size = 0.62 + row * 0.15;
    for (let x = 330 + (row % 2) * 70 - row * 50; x < 1290 + row * 20; x += 170 * size + within(on, 4, 24))
      dwelling(on, x, 560 + row * 84 + within(on, -14, 14), size);
  }
  tower(on, 1190, 640);
  terraces(on);
  donkey(on, 300, 1080);
  for (const [x, y] of [
    [560, 480],
    [900, 500],
    [1100, 560],
  ] as const)
    curve(on, path('0 0, 16 -60, -10 -120, 22 -190, 4 -260', x, y), { width: 11, color: '#8f8a84', opacity: 0.55 });
  return on;
}

function dwelling(on: Sheet, x: number, y: number, size: number): void {
  const [width, tall] = [150 * size, within(on, 80, 130) * size];
  const front = box(x, y - tall, width, tall);
  const roof: Point[] = [
    [x, y - tall],
    [x + 26 * size, y - tall - 22 * size],
    [x + width + 26 * size, y - tall - 22 * size],
    [x + width, y - tall],
  ];
  const side: Point[] = [
    [x + width, y - tall],
    [x + width + 26 * size, y - tall - 22 * size],
    [x + width + 26 * size, y - 22 * size],
    [x + width, y],
  ];
  cover(on, front, '#e6c493');
  cover(on, roof, '#f0dab0');
  cover(on, side, '#c08a58');
  wash(on, front, '#bd7f4c', { opacity: 0.6 });
  wash(on, side, '#7d4f30', { opacity: 0.75 });
  for (const part of [front, roof, side]) outline(on, part, { width: 2.4 });
  if (size > 0.6) {
    cover(on, box(x + width * 0.18, y - tall * 0.72, 16 * size, 22 * size), '#3f2c22');
    cover(on, box(x + width * 0.62, y - tall * 0.72, 16 * size, 22 * size), '#3f2c22');
    cover(on, box(x + width * 0.38, y - tall * 0.44, 26 * size, tall * 0.44), '#3f2c22', 0.9);
  }
}

function tower(on: Sheet, x: number, y: number): void {
  const shape: Point[] = path('0 0, 16 -280, 110 -280, 126 0', x, y);
  cover(on, shape, '#e0b57f');
  wash(on, shape, '#a9683c', { opacity: 0.75 });
  outline(on, shape, { width: 3.4 });
  for (let at = 0; at < 4; at += 1) cover(on, box(x + 20 + at * 24, y - 300, 14, 24), '#a9683c');
  for (const dy of [-230, -160])
    for (let at = 0; at < 4; at += 1) {
      const diamond: Point[] = [
        [x + 30 + at * 22, y + dy],
        [x + 39 + at * 22, y + dy - 12],
        [x + 48 + at * 22, y + dy],
        [x + 39 + at * 22, y + dy + 12],
      ];
      cover(on, diamond, '#5c3822', 0.9);
    }
}

function terraces(on: Sheet): void {
  for (let at = 0; at < 5; at += 1) {
    const y = 985 + at * 46;
    const field: Point[] = [
      [0, y],
      [500, y - 30],
      [1000, y - 4],
      [1600, y - 40],
      [1600, y + 30],
      [0, y + 40],
    ];
    wash(on, field, at % 2 ? '#7d9150' : '#a3a55c', { opacity: 0.65, smooth: true });
    curve(on, through(0, y, 500, y - 30, 1000, y - 4, 1600, y - 40), { width: 2.6 });
  }
  for (const [x, y] of [
    [760, 1060],
    [980, 1100],
    [1240, 1040],
    [1440, 1110],
    [620, 1150],
  ] as const) {
    cover(on, ellipse(x, y - 50, 46, 42), '#d9dcae', 0.9);
    wash(on, ellipse(x, y - 50, 46, 42), '#5f7d4a', { opacity: 0.85, smooth: true });
    line(on, path('0 0, 0 -34', x, y), { width: 7 });
    loop(on, ellipse(x, y - 50, 46, 42), { width: 2.2 });
  }
}

function donkey(on: Sheet, x: number, y: number): void {
  const p = (dx: number, dy: number): Point => [x + dx, y + dy];
  for (const dx of [-70, -48, 46, 68]) line(on, [p(dx, -60), p(dx - 2, 20)], { width: 13, color: '#5d5148' });
  const body: Point[] = path(
    '-92 -108, 0 -118, 70 -116, 108 -170, 144 -186, 176 -150, 168 -132, 136 -136, 110 -80, 60 -52, -60 -52, -98 -76',
    x,
    y,
  );
  cover(on, body, '#a8998a', 1, true);
  wash(on, body, '#6d6056', { opacity: 0.7, smooth: true });
  loop(on, body, { width: 3.4 });
  for (const dx of [118, 138]) line(on, [p(dx, -180), p(dx - 10, -232)], { width: 11, color: '#6d6056' });
  const load: Point[] = path('-64 -116, -70 -182, -10 -206, 54 -186, 58 -112', x, y);
  cover(on, load, '#efe2c6', 1, true);
  wash(on, load, '#9c3f45', { opacity: 0.85, smooth: true });
  loop(on, load, { width: 3 });
  hatch(on, load, 0, 15, { opacity: 0.6 });
  curve(on, path('-94 -96, -122 -60, -116 -20', x, y), { width: 6 });
  dots(on, x - 180, y + 10, 420, 40, 30, 3);
}
