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

/** Pomegranates, one open, on a blue cloth. */
export function pomegranates(): Sheet {
  const on = sheet(163);
  wash(on, box(0, 0, 1600, 640), '#dcc59a', { opacity: 0.6 });
  const leaf = (x: number, y: number, dx: number, dy: number) => {
    const shape: Point[] = [
      [x, y],
      [x + dx * 0.4 - dy * 0.2, y + dy * 0.4 + dx * 0.2],
      [x + dx, y + dy],
      [x + dx * 0.5 + dy * 0.18, y + dy * 0.5 - dx * 0.18],
    ];
    cover(on, shape, '#dfe0b8', 0.9, true);
    wash(on, shape, '#5c7d45', { opacity: 0.85, smooth: true });
    curve(on, through(x, y, x + dx * 0.5, y + dy * 0.5, x + dx, y + dy), { width: 2.2 });
  };
  curve(on, path('40 90, 420 170, 760 120, 1120 220, 1420 180'), { width: 14, color: '#6b4a30' });
  for (const [x, y, dx, dy] of [
    [200, 124, 120, -60],
    [340, 152, 110, 90],
    [560, 146, 130, -60],
    [700, 126, 90, 110],
    [900, 152, 130, -70],
    [1010, 192, 60, 120],
    [1200, 216, 130, -30],
    [1330, 200, 120, 70],
    [1400, 180, 120, -60],
  ] as const)
    leaf(x, y, dx, dy);
  fruit(on, 500, 330, 120);
  line(on, path('500 160, 500 214'), { width: 6 });
  const cloth: Point[] = path('0 690, 500 640, 1100 660, 1600 630, 1600 1200, 0 1200');
  cover(on, cloth, '#dfe3da', 0.9);
  wash(on, cloth, '#3f6f8a', { opacity: 0.85 });
  curve(on, path('0 690, 500 640, 1100 660, 1600 630'), { width: 4 });
  for (let at = 0; at < 7; at += 1)
    curve(on, through(100 + at * 220, 700, 60 + at * 236, 900, 120 + at * 226, 1180), { width: 2.2, opacity: 0.5 });
  fruit(on, 420, 840, 190);
  fruit(on, 1240, 800, 170);
  opened(on, 820, 920);
  return on;
}

function fruit(on: Sheet, x: number, y: number, r: number): void {
  wash(on, ellipse(x + r * 0.2, y + r * 0.92, r * 1.05, r * 0.24), '#26333d', { opacity: 0.55, smooth: true });
  const crown: Point[] = [
    [x - r * 0.22, y - r * 0.86],
    [x - r * 0.34, y - r * 1.3],
    [x - r * 0.12, y - r * 1.1],
    [x, y - r * 1.36],
    [x + r * 0.13, y - r * 1.1],
    [x + r * 0.34, y - r * 1.28],
    [x + r * 0.22, y - r * 0.86],
  ];
  cover(on, crown, '#c9733f');
  wash(on, crown, '#9c3a2c', { opacity: 0.8 });
  outline(on, crown, { width: 3.4 });
  const round: Point[] = ellipse(x, y, r, r * 0.95);
  cover(on, round, '#dd7a55');
  wash(on, round, '#b3312f', { opacity: 0.9, smooth: true });
  wash(on, ellipse(x - r * 0.3, y - r * 0.3, r * 0.4, r * 0.34), '#f2c47a', { opacity: 0.6, smooth: true });
  loop(on, round, { width: 4.6 });
  hatch(on, ellipse(x, y, r * 0.97, r * 0.92, 0, 0.3), 48, 13, { opacity: 0.5 });
}

function opened(on: Sheet, x: number, y: number): void {
  wash(on, ellipse(x + 20, y + 150, 250, 50), '#26333d', { opacity: 0.55, smooth: true });
  const half = ellipse(x, y, 230, 180);
  cover(on, half, '#e9c38a');
  wash(on, half, '#b3312f', { opacity: 0.7 });
  loop(on, half, { width: 4.6 });
  const flesh = ellipse(x, y - 8, 200, 150);
  cover(on, flesh, '#f4e3b8');
  loop(on, flesh, { width: 2.4 });
  for (let at = 0; at < 92; at += 1) {
    const angle = within(on, 0, Math.PI * 2);
    const far = Math.sqrt(on.random());
    const [sx, sy] = [x + Math.cos(angle) * far * 180, y - 8 + Math.sin(angle) * far * 130];
    cover(on, ellipse(sx, sy, 15, 12), '#b01f33', 0.9);
    loop(on, ellipse(sx, sy, 15, 12), { width: 1.6 });
    cover(on, ellipse(sx - 4, sy - 4, 3.4, 2.6), '#f6c7bd', 0.9);
  }
  for (let at = 0; at < 12; at += 1)
    cover(on, ellipse(within(on, x - 330, x + 400), y + within(on, 140, 230), 13, 10), '#b01f33', 0.95);
}
