import {
  box,
  cover,
  curve,
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

/** A mule path over the pass at night: a guide, mules, walkers, thyme. */
export function mountainRoad(): Sheet {
  const on = sheet(223);
  wash(on, box(0, 0, 1600, 1200), '#3a4d66', { opacity: 0.7 });
  wash(on, box(0, 0, 1600, 420), '#22314a', { opacity: 0.6 });
  cover(on, ellipse(360, 210, 58, 58), '#f6e8bd', 0.95);
  cover(on, ellipse(384, 198, 54, 54), '#3d4f68', 0.9);
  for (let at = 0; at < 90; at += 1)
    cover(on, ellipse(within(on, 10, 1590), within(on, 10, 460), 2.2, 2.2), '#f6ecce', within(on, 0.3, 0.95));
  const far: Point[] = path('0 560, 210 400, 420 500, 680 310, 900 470, 1150 290, 1380 450, 1600 350, 1600 800, 0 800');
  wash(on, far, '#4c5a70', { opacity: 0.8 });
  line(on, far.slice(0, -2), { width: 2.6, color: '#141a24' });
  const near: Point[] = path('0 980, 260 900, 560 830, 820 690, 1080 640, 1330 560, 1600 590, 1600 1200, 0 1200');
  cover(on, near, '#55606a', 0.95);
  wash(on, near, '#2f3b44', { opacity: 0.85 });
  line(on, near.slice(0, -2), { width: 4, color: '#10161d' });
  const trail: Point[] = path('40 1180, 330 1040, 640 930, 860 800, 1090 730, 1330 640, 1480 590');
  curve(on, trail, { width: 54, color: '#a99c80', opacity: 0.5, taper: false });
  curve(
    on,
    trail.map(([x, y]): Point => [x, y + 26]),
    { width: 2.4, color: '#e2d6b4', opacity: 0.5 },
  );
  hatch(on, path('900 860, 1600 640, 1600 1180, 700 1180'), 64, 24, { color: '#10161d', opacity: 0.5 });
  walker(on, 1300, 648, 0.62, '#2c3136');
  mule(on, 1140, 706, 0.66, false);
  walker(on, 1010, 764, 0.78, '#5c4656');
  mule(on, 820, 822, 0.92, true);
  walker(on, 640, 922, 1.05, '#44586a');
  walker(on, 510, 976, 1.1, '#6a5a3e');
  for (let at = 0; at < 30; at += 1) thyme(on, within(on, 20, 1580), within(on, 960, 1170));
  return on;
}

const NIGHT_INK = '#0d1218';

function walker(on: Sheet, x: number, y: number, size: number, color: string): void {
  const coat: Point[] = path('-30 0, -34 -80, -16 -128, 16 -128, 32 -80, 26 0', x, y, size);
  cover(on, coat, color);
  outline(on, coat, { width: 2.6, color: NIGHT_INK });
  line(on, path('-12 0, -20 40', x, y, size), { width: 10 * size, color: NIGHT_INK });
  line(on, path('10 0, 20 38', x, y, size), { width: 10 * size, color: NIGHT_INK });
  cover(on, ellipse(x + 4 * size, y - 150 * size, 19 * size, 22 * size), NIGHT_INK);
  curve(on, ellipse(x + 4 * size, y - 150 * size, 20 * size, 23 * size, 0.55, 0.85), {
    width: 2.6,
    color: '#e9dcb6',
    opacity: 0.8,
  });
  if (on.random() > 0.4) cover(on, ellipse(x - 34 * size, y - 84 * size, 25 * size, 30 * size), '#8a7750');
}

function mule(on: Sheet, x: number, y: number, size: number, ridden: boolean): void {
  const p = (dx: number, dy: number): Point => [x + dx * size, y + dy * size];
  const body: Point[] = path(
    '-110 -120, -40 -136, 60 -130, 104 -150, 140 -214, 168 -232, 206 -196, 212 -178, 176 -176, 146 -120, 110 -70, 20 -54, -80 -60, -120 -86',
    x,
    y,
    size,
  );
  for (const [dx, foot] of [
    [-92, 24],
    [-64, 36],
    [70, 20],
    [100, 34],
  ] as const)
    line(on, [p(dx, -70), p(dx + 6, foot)], { width: 18 * size, color: '#231f1e' });
  cover(on, body, '#4d443d', 1, true);
  loop(on, body, { width: 3, color: NIGHT_INK });
  for (const dx of [146, 164]) line(on, [p(dx, -226), p(dx - 6, -276)], { width: 12 * size, color: '#2b2624' });
  line(on, path('-116 -110, -150 -50', x, y, size), { width: 8 * size, color: '#231f1e' });
  if (!ridden) {
    for (const [dx, dy, color] of [
      [-40, -150, '#8a7750'],
      [34, -146, '#6a5a4e'],
    ] as const) {
      cover(on, ellipse(...p(dx, dy), 58 * size, 46 * size), color);
      loop(on, ellipse(...p(dx, dy), 58 * size, 46 * size), { width: 2.6, color: NIGHT_INK });
    }
    return;
  }
  const rider: Point[] = path('-56 -124, -44 -240, -14 -286, 20 -286, 44 -236, 54 -118', x, y, size);
  cover(on, rider, '#6b3f49');
  outline(on, rider, { width: 2.6, color: NIGHT_INK });
  cover(on, ellipse(...p(4, -312), 22 * size, 26 * size), '#a8957a');
  loop(on, ellipse(...p(4, -312), 23 * size, 27 * size), { width: 2.6, color: NIGHT_INK });
}

function thyme(on: Sheet, x: number, y: number): void {
  for (let at = 0; at < 6; at += 1) {
    const lean = within(on, -20, 20);
    curve(on, through(x, y, x + lean * 0.4, y - 16, x + lean, y - within(on, 22, 40)), {
      width: 2.6,
      color: '#b9b58a',
      opacity: 0.6,
    });
  }
}
