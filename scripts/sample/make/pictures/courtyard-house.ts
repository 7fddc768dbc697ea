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

/** A courtyard house in Baghdad: the orange tree, the gallery on its columns, the door, the machine's window. */
export function courtyardHouse(): Sheet {
  const on = sheet(11);
  wash(on, box(90, 110, 1420, 860), '#e9cf9e', { opacity: 0.55 });
  wash(on, box(60, 30, 1480, 120), '#9fc0c4', { opacity: 0.5 });
  floor(on);
  wash(on, path('90 150, 520 150, 520 900, 90 1010'), '#b98d5c', { opacity: 0.38 });
  upperStorey(on);
  groundStorey(on);
  orangeTree(on, 800, 880);
  bricks(on);
  line(on, path('60 905, 1545 905'), { width: 3.4 });
  jar(on, 1010, 960);
  return on;
}

function floor(on: Sheet): void {
  wash(on, path('60 905, 1540 905, 1600 1180, 0 1180'), '#cdb48c', { opacity: 0.6 });
  for (let at = 0; at <= 12; at += 1)
    line(on, through(100 + at * 118, 908, -160 + at * 162, 1170), { width: 1.4, opacity: 0.5 });
  for (const y of [935, 975, 1030, 1105]) line(on, through(30, y, 1570, y), { width: 1.3, opacity: 0.45 });
}

function upperStorey(on: Sheet): void {
  line(on, path('70 160, 1530 160'), { width: 4 });
  line(on, path('70 182, 1530 180'), { width: 2.2 });
  for (let x = 90; x < 1520; x += 44) line(on, through(x, 162, x, 180), { width: 1.5 });
  line(on, path('70 500, 1530 500'), { width: 4 });
  line(on, path('70 524, 1530 523'), { width: 2.6 });
  for (const x of [151, 387, 623, 859, 1095, 1331]) window(on, x, 230, 118, 190);
  for (let x = 80; x < 1530; x += 27) line(on, through(x, 432, x, 500), { width: 1.7 });
  line(on, path('70 430, 1530 430'), { width: 3 });
  for (const x of [80, 316, 552, 788, 1024, 1260, 1496]) column(on, x, 182, 430, 24);
}

function window(on: Sheet, x: number, y: number, width: number, height: number): void {
  const arch: Point[] = [
    [x, y + height],
    [x, y + 50],
    ...ellipse(x + width / 2, y + 50, width / 2, 48, 0.5, 1),
    [x + width, y + 50],
    [x + width, y + height],
  ];
  wash(on, arch, '#3f5d6b', { opacity: 0.72 });
  curve(on, arch.slice(1, -1), { width: 3 });
  outline(on, box(x, y + 50, width, height - 50), { width: 2.4 });
  line(on, through(x + width / 2, y + 6, x + width / 2, y + height), { width: 2 });
  for (let row = 1; row < 5; row += 1)
    line(on, through(x, y + 50 + row * 28, x + width, y + 50 + row * 28), { width: 1.4 });
}

function column(on: Sheet, x: number, top: number, bottom: number, width: number): void {
  cover(on, box(x, top, width, bottom - top), '#efe0c0', 0.9);
  wash(on, box(x + width * 0.55, top, width * 0.45, bottom - top), '#8a6a45', { opacity: 0.5 });
  line(on, through(x, top, x, bottom), { width: 2.6 });
  line(on, through(x + width, top, x + width, bottom), { width: 2.6 });
  for (const [at, wide] of [
    [0, 10],
    [16, 5],
  ] as const)
    line(on, through(x - wide, top + at, x + width + wide, top + at), { width: 2.4 });
}

function groundStorey(on: Sheet): void {
  for (const x of [80, 420, 1080, 1490]) column(on, x, 524, 905, 30);
  const door: Point[] = [[170, 905], [170, 690], ...ellipse(250, 690, 80, 78, 0.5, 1), [330, 690], [330, 905]];
  wash(on, door, '#2f2a2c', { opacity: 0.8 });
  curve(on, door.slice(1, -1), { width: 3.4 });
  line(on, path('170 690, 170 905'), { width: 3 });
  line(on, path('330 690, 330 905'), { width: 3 });
  hatch(on, door, 78, 13);
  wash(on, box(1160, 600, 280, 230), '#3f5d6b', { opacity: 0.6 });
  wash(on, box(1170, 690, 262, 140), '#e3b450', { opacity: 0.7 });
  outline(on, box(1160, 600, 280, 230), { width: 3.6 });
  line(on, path('1300 600, 1300 830'), { width: 2.6 });
  line(on, path('1160 690, 1440 690'), { width: 2.4 });
  line(on, path('1140 836, 1462 836'), { width: 4 });
  machine(on, 1215, 832);
  const arch: Point[] = [[500, 905], [500, 700], ...ellipse(640, 700, 140, 120, 0.5, 1), [780, 700], [780, 905]];
  wash(on, arch, '#7d6a58', { opacity: 0.5 });
  curve(on, arch.slice(1, -1), { width: 3 });
  line(on, path('500 700, 500 905'));
  hatch(on, path('500 700, 600 590, 600 905, 500 905'), 60, 16);
}

/** The sewing machine, small, behind the glass. */
function machine(on: Sheet, x: number, y: number): void {
  const body: Point[] = path('0 -8, 8 -70, 96 -70, 100 -22, 88 -22, 82 -52, 34 -50, 30 -8', x, y);
  cover(on, body, '#241d1b', 0.95);
  loop(on, ellipse(x + 2, y - 56, 13, 16), { width: 3 });
  line(on, path('-12 -6, 116 -6', x, y), { width: 5 });
}

function orangeTree(on: Sheet, x: number, y: number): void {
  wash(on, path('-120 20, 130 10, 210 60, -180 66', x, y), '#6f5b45', { opacity: 0.45, smooth: true });
  const trunk: Point[] = path('-15 30, -10 -120, -30 -250, 6 -250, 18 -120, 22 30', x, y);
  cover(on, trunk, '#d9c19a', 0.85);
  wash(on, trunk, '#6d4b30', { opacity: 0.8 });
  curve(on, path('-16 32, -9 -60, -14 -160, -60 -300', x, y), { width: 4 });
  curve(on, path('24 32, 16 -80, 12 -190, 60 -320', x, y), { width: 3.4 });
  cover(on, ellipse(x, y - 350, 190, 150), '#e7d8b2', 0.82);
  for (const [dx, dy, r] of [
    [-90, -330, 110],
    [70, -350, 120],
    [-10, -430, 125],
    [-40, -280, 90],
    [110, -270, 80],
  ] as const) {
    wash(on, ellipse(x + dx, y + dy, r, r * 0.82), '#5f7a44', { opacity: 0.62, smooth: true });
  }
  for (let leaf = 0; leaf < 170; leaf += 1) {
    const angle = within(on, 0, Math.PI * 2);
    const far = Math.sqrt(on.random()) * 190;
    const [lx, ly] = [x + Math.cos(angle) * far * 1.05, y - 345 + Math.sin(angle) * far * 0.78];
    curve(
      on,
      [
        [lx, ly],
        [lx + within(on, 4, 10), ly - within(on, 4, 12)],
        [lx + within(on, 14, 24), ly - within(on, -4, 8)],
      ],
      { width: 2.2, opacity: 0.75 },
    );
  }
  for (const [dx, dy] of [
    [-120, -300],
    [-40, -390],
    [60, -300],
    [130, -370],
    [10, -250],
    [-90, -420],
    [90, -450],
    [0, -330],
    [160, -290],
  ] as const) {
    cover(on, ellipse(x + dx, y + dy, 17, 17), '#eeb45a', 0.8);
    wash(on, ellipse(x + dx, y + dy, 17, 17), '#dd7f2c', { opacity: 0.95 });
    loop(on, ellipse(x + dx, y + dy, 17, 17), { width: 2 });
  }
}

function jar(on: Sheet, x: number, y: number): void {
  const side: Point[] = path('-30 -90, -62 -20, -50 70, -20 110', x, y);
  const other = side.map(([px, py]): Point => [2 * x - px, py]).reverse();
  wash(on, [...side, ...other], '#b4653c', { opacity: 0.85, smooth: true });
  curve(on, side, { width: 3.4 });
  curve(on, other, { width: 3.4 });
  loop(on, ellipse(x, y - 92, 32, 10), { width: 3 });
  hatch(on, path('10 -60, 56 -20, 46 60, 12 100', x, y), 70, 10);
}

function bricks(on: Sheet): void {
  for (let at = 0; at < 60; at += 1) {
    const [x, y] = [within(on, 100, 1480), within(on, 535, 880)];
    if (x > 480 && x < 1120) continue;
    line(on, through(x, y, x + within(on, 18, 40), y), { width: 1.3, opacity: 0.5 });
  }
  dots(on, 70, 900, 1460, 270, 130, 2.2);
}
