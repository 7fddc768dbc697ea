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
  write,
} from './ink.ts';

/** Sabbath candles on a crate by an open door. */
export function doorwayCandles(): Sheet {
  const on = sheet(313, 1200, 1600);
  wash(on, box(0, 0, 1200, 1180), '#6d7d93', { opacity: 0.65 });
  wash(on, path('0 1180, 1200 1170, 1200 1600, 0 1600'), '#9c7a5c', { opacity: 0.7 });
  const opening: Point[] = [[560, 1176], [560, 330], ...ellipse(770, 330, 210, 190, 0.5, 1), [980, 330], [980, 1172]];
  cover(on, opening, '#f3ddae');
  wash(on, opening, '#3a4f74', { opacity: 0.85 });
  wash(on, path('560 900, 980 860, 980 1172, 560 1176'), '#d98a4d', { opacity: 0.7 });
  for (const [x, y, w, h] of [
    [590, 820, 110, 350],
    [720, 760, 90, 410],
    [830, 840, 130, 330],
  ] as const) {
    cover(on, box(x, y, w, h), '#4d4a5c', 0.9);
    cover(on, box(x + w * 0.3, y + 40, 22, 34), '#f4d37a', 0.9);
  }
  cover(on, ellipse(860, 330, 5, 5), '#fbf4d8');
  for (let at = 0; at < 20; at += 1)
    cover(on, ellipse(within(on, 590, 950), within(on, 200, 700), 3, 3), '#fbf4d8', 0.9);
  curve(on, opening.slice(1, -1), { width: 6 });
  line(on, path('560 330, 560 1176'), { width: 6 });
  line(on, path('980 330, 980 1172'), { width: 6 });
  curve(on, ellipse(770, 330, 240, 220, 0.5, 1), { width: 3 });
  mezuzah(on, 1016, 640);
  crate(on, 300, 1280);
  for (const x of [230, 380]) flame(on, x, 1096);
  suitcases(on);
  hatch(on, box(20, 60, 500, 980), 64, 30, { opacity: 0.3 });
  return on;
}

function mezuzah(on: Sheet, x: number, y: number): void {
  const shape: Point[] = path('0 0, 24 -6, 44 130, 20 136', x, y);
  cover(on, shape, '#e9d9a8');
  wash(on, shape, '#a9822f', { opacity: 0.7 });
  outline(on, shape, { width: 3.4 });
  write(on, 'ש', [x + 12, y + 76], 30, { font: 'Noto Serif Hebrew' });
}

function crate(on: Sheet, x: number, y: number): void {
  const front = box(x - 190, y - 110, 380, 250);
  cover(on, front, '#d9b27a');
  wash(on, front, '#94683c', { opacity: 0.75 });
  outline(on, front, { width: 4.4 });
  for (const dy of [-28, 56]) line(on, through(x - 190, y + dy, x + 190, y + dy), { width: 3.4 });
  for (const dx of [-150, 150]) line(on, through(x + dx, y - 110, x + dx, y + 140), { width: 3 });
  const cloth: Point[] = path('-210 -130, 210 -134, 200 -70, 90 -40, -30 -74, -160 -36, -214 -70', x, y);
  cover(on, cloth, '#fbf6e8');
  wash(on, cloth, '#c9cbd0', { opacity: 0.6 });
  outline(on, cloth, { width: 3 });
}

function flame(on: Sheet, x: number, y: number): void {
  for (const r of [150, 110, 70]) cover(on, ellipse(x, y - 96, r, r * 1.1), '#f9df97', 0.2);
  const stick: Point[] = path('-34 54, -11 30, -12 -10, 12 -10, 11 30, 34 54', x, y);
  cover(on, stick, '#e3c06a');
  outline(on, stick, { width: 3.4 });
  cover(on, box(x - 11, y - 76, 22, 68), '#fdfaf0');
  outline(on, box(x - 11, y - 76, 22, 68), { width: 2.6 });
  cover(on, path('0 -150, 15 -104, 0 -80, -15 -104', x, y), '#f5b53f', 1, true);
  loop(on, path('0 -150, 15 -104, 0 -80, -15 -104', x, y), { width: 2.4 });
}

function suitcases(on: Sheet): void {
  for (const [x, y, w, h, color] of [
    [640, 1310, 230, 170, '#7c5030'],
    [800, 1400, 280, 190, '#4f6470'],
    [520, 1440, 220, 150, '#8a4038'],
  ] as const) {
    const side = box(x, y - h, w, h);
    cover(on, side, '#d9bd90');
    wash(on, side, color, { opacity: 0.85 });
    outline(on, side, { width: 4 });
    for (const dx of [0.22, 0.74]) line(on, through(x + w * dx, y - h, x + w * dx, y), { width: 9, color: '#3f2c20' });
    curve(on, through(x + w * 0.36, y - h, x + w * 0.4, y - h - 28, x + w * 0.6, y - h - 28, x + w * 0.64, y - h), {
      width: 8,
    });
  }
  dots(on, 30, 1460, 1140, 120, 60, 2.6);
}
