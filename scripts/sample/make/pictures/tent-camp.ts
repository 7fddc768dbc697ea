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

/** A transit camp: rows of tents after rain, a tap, somebody's washing. */
export function tentCamp(): Sheet {
  const on = sheet(52);
  wash(on, box(0, 40, 1600, 380), '#9fb4bf', { opacity: 0.6 });
  wash(on, path('0 420, 200 350, 430 380, 700 290, 980 330, 1240 270, 1600 360, 1600 480, 0 480'), '#7f9276', {
    opacity: 0.6,
    smooth: true,
  });
  curve(on, path('0 420, 200 352, 430 382, 700 292, 980 332, 1240 272, 1600 362'), { width: 2.6 });
  wash(on, box(0, 470, 1600, 730), '#cfae78', { opacity: 0.7 });
  for (let row = 0; row < 4; row += 1) {
    const size = 0.4 + row * 0.21;
    const y = 520 + row * 118 + row * row * 14;
    for (let x = -60 + row * 40; x < 1660; x += 330 * size + 46) tent(on, x + within(on, -12, 12), y, size);
  }
  wayAndPuddles(on);
  washing(on);
  tap(on);
  dots(on, 20, 900, 1560, 280, 160, 2.6);
  return on;
}

function tent(on: Sheet, x: number, y: number, size: number): void {
  const p = (dx: number, dy: number): Point => [x + dx * size, y + dy * size];
  const front = path('0 0, 80 -170, 160 0', x, y, size);
  const side = path('80 -170, 280 -160, 350 -12, 160 0', x, y, size);
  cover(on, front, '#efe3c6', 0.97);
  cover(on, side, '#e2d2ac', 0.97);
  wash(on, front, '#b7a684', { opacity: 0.6 });
  wash(on, side, '#a08f73', { opacity: 0.75 });
  const opening = path('62 0, 80 -120, 102 0', x, y, size);
  cover(on, opening, '#3a302b', 0.85);
  line(on, [...front, front[0]!], { width: 3.2 * size + 0.8 });
  line(on, [...side, side[0]!], { width: 3.2 * size + 0.8 });
  line(on, path('80 -120, 62 0', x, y, size), { width: 2 });
  curve(on, path('124 -60, 220 -84, 320 -76', x, y, size), { width: 1.6, opacity: 0.6 });
  hatch(on, path('220 -160, 280 -160, 350 -12, 280 -6', x, y, size), 68, 12 * size + 3);
  line(on, path('80 -170, 80 -186', x, y, size), { width: 4 * size });
  for (const [dx, dy] of [
    [-44, 14],
    [392, 6],
  ] as const)
    line(on, [p(dx < 0 ? 22 : 322, -60), p(dx, dy)], { width: 1.4 });
}

function wayAndPuddles(on: Sheet): void {
  const way: Point[] = path('700 1200, 740 1060, 800 960, 860 940, 900 960, 960 1060, 1060 1200');
  cover(on, way, '#e1c796', 0.9);
  wash(on, way, '#b58f5c', { opacity: 0.6 });
  for (const [x, y, rx] of [
    [850, 1110, 92],
    [800, 1030, 44],
    [930, 1160, 60],
  ] as const) {
    cover(on, ellipse(x, y, rx, rx * 0.26), '#dfe6e2', 0.8);
    wash(on, ellipse(x, y, rx, rx * 0.26), '#7f9fae', { opacity: 0.85 });
    loop(on, ellipse(x, y, rx, rx * 0.26), { width: 2.4 });
  }
}

function washing(on: Sheet): void {
  line(on, path('1050 760, 1050 1120'), { width: 9, color: '#5b4330' });
  line(on, path('1530 740, 1530 1110'), { width: 9, color: '#5b4330' });
  curve(on, path('1050 780, 1280 820, 1530 762'), { width: 2.6 });
  const sheets: [number, number, number, number, string][] = [
    [1080, 790, 110, 150, '#e8e2d0'],
    [1210, 812, 90, 130, '#b65b49'],
    [1320, 815, 76, 92, '#4f6c86'],
    [1412, 800, 96, 158, '#d9b25a'],
  ];
  for (const [x, y, width, height, color] of sheets) {
    const cloth: Point[] = [
      [x, y],
      [x + width, y + 4],
      [x + width - 8, y + height],
      [x + width / 2, y + height - 12],
      [x + 6, y + height + 6],
    ];
    cover(on, cloth, '#f0e7d2', 0.95);
    wash(on, cloth, color, { opacity: 0.8 });
    outline(on, cloth, { width: 3 });
    curve(on, through(x + width * 0.4, y + 8, x + width * 0.36, y + height * 0.7), { width: 1.8 });
    for (const dx of [6, width - 8]) line(on, through(x + dx, y - 10, x + dx, y + 12), { width: 5 });
  }
}

function tap(on: Sheet): void {
  line(on, path('330 880, 330 1080'), { width: 14, color: '#6c6a66' });
  line(on, path('330 880, 330 1080'), { width: 4 });
  curve(on, path('330 890, 376 884, 390 900, 390 926'), { width: 12, color: '#6c6a66' });
  line(on, path('352 872, 352 888'), { width: 6 });
  curve(on, path('391 930, 389 980, 392 1012'), { width: 3, color: '#5d7f92' });
  const pail: Point[] = path('344 1020, 440 1020, 424 1112, 360 1112');
  cover(on, pail, '#c9ccc6');
  wash(on, pail, '#7b8b93', { opacity: 0.8 });
  outline(on, pail, { width: 3.4 });
  loop(on, ellipse(392, 1020, 48, 12), { width: 3 });
  curve(on, path('344 1020, 392 960, 440 1020'), { width: 2.6 });
}
