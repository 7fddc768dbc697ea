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

/** Patched sandals on a road of stones. */
export function sandals(): Sheet {
  const on = sheet(151);
  wash(on, box(0, 0, 1600, 300), '#a9c3c4', { opacity: 0.6 });
  wash(
    on,
    path('0 330, 190 190, 330 250, 520 120, 760 260, 980 150, 1220 270, 1420 170, 1600 260, 1600 360, 0 360'),
    '#a5856a',
    { opacity: 0.75 },
  );
  line(on, path('0 330, 190 190, 330 250, 520 120, 760 260, 980 150, 1220 270, 1420 170, 1600 260'), { width: 3 });
  for (const [x, y] of [
    [520, 120],
    [980, 150],
    [1420, 170],
  ] as const)
    hatch(on, path('0 0, 120 130, 20 140', x, y), 70, 12, { opacity: 0.5 });
  wash(on, box(0, 340, 1600, 860), '#d9b57f', { opacity: 0.75 });
  walkers(on);
  for (let at = 0; at < 34; at += 1) stone(on, within(on, 20, 1580), within(on, 430, 1170));
  sandal(on, 520, 860, -8);
  sandal(on, 960, 900, 10);
  dots(on, 20, 420, 1560, 760, 220, 2.6);
  return on;
}

function walkers(on: Sheet): void {
  for (let at = 0; at < 15; at += 1) {
    const x = 300 + at * 46 + within(on, -8, 8);
    const tall = 44 + on.random() * 16;
    cover(
      on,
      through(x - 9, 400, x - 7, 400 - tall * 0.7, x + 7, 400 - tall * 0.7, x + 10, 400),
      ['#4a3c3c', '#6d5138', '#39546b', '#7c3f38'][at % 4]!,
      0.95,
    );
    cover(on, ellipse(x, 400 - tall * 0.82, 6, 7), '#2c2018');
    if (at % 3 === 0) cover(on, ellipse(x + 4, 400 - tall * 1.02, 15, 8), '#c9b083');
  }
}

function stone(on: Sheet, x: number, y: number): void {
  const r = 10 + ((y - 400) / 800) * 34;
  const round = ellipse(x, y, r * within(on, 1, 1.5), r * 0.6);
  cover(on, round, '#dcc8a4');
  wash(on, round, '#94795b', { opacity: 0.7 });
  loop(on, round, { width: 2.4 });
}

function sandal(on: Sheet, x: number, y: number, turn: number): void {
  const angle = (turn * Math.PI) / 180;
  const p = (dx: number, dy: number): Point => [
    x + dx * Math.cos(angle) - dy * Math.sin(angle),
    y + dx * Math.sin(angle) + dy * Math.cos(angle),
  ];
  const sole: Point[] = [
    p(-70, -250),
    p(0, -285),
    p(72, -250),
    p(96, -140),
    p(78, -10),
    p(86, 120),
    p(70, 220),
    p(0, 262),
    p(-70, 220),
    p(-78, 110),
    p(-66, -20),
    p(-92, -140),
  ];
  wash(
    on,
    sole.map(([px, py]): Point => [px + 20, py + 24]),
    '#4a3a2c',
    { opacity: 0.6, smooth: true },
  );
  cover(on, sole, '#c08a52', 1, true);
  wash(on, sole, '#8a5a30', { opacity: 0.75, smooth: true });
  loop(on, sole, { width: 5 });
  loop(
    on,
    sole.map(([px, py]): Point => [x + (px - x) * 0.86, y + (py - y) * 0.92]),
    { width: 1.8, opacity: 0.6 },
  );
  for (const [dx, dy, width, height, color] of [
    [-52, -210, 74, 66, '#6d4426'],
    [4, 120, 62, 84, '#a8743f'],
    [-60, 20, 58, 60, '#7a5536'],
  ] as const) {
    const patch: Point[] = [
      p(dx, dy),
      p(dx + width, dy + 6),
      p(dx + width - 6, dy + height),
      p(dx + 4, dy + height - 5),
    ];
    cover(on, patch, color, 0.85);
    outline(on, patch, { width: 2.6 });
    for (let at = 0; at < 6; at += 1)
      line(on, [p(dx - 7, dy + 6 + at * (height / 6)), p(dx + 8, dy + 8 + at * (height / 6))], { width: 2.4 });
  }
  for (const strap of [
    [p(-100, -60), p(-40, -120), p(0, -190)],
    [p(100, -60), p(40, -120), p(0, -190)],
    [p(-88, 110), p(0, 60), p(88, 110)],
  ]) {
    curve(on, strap, { width: 34, color: '#5b3a22', taper: false, opacity: 1 });
    curve(on, strap, { width: 3, color: '#c9a06a', opacity: 0.9 });
  }
}
