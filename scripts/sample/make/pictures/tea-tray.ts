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
} from './ink.ts';

/** A tray of tea: the pot mended with wire, glasses, sugar. */
export function teaTray(): Sheet {
  const on = sheet(157);
  carpet(on);
  wash(on, ellipse(816, 700, 620, 350), '#2f2018', { opacity: 0.5, smooth: true });
  cover(on, ellipse(800, 660, 610, 340), '#dcc27c');
  wash(on, ellipse(800, 660, 610, 340), '#b08a3a', { opacity: 0.7, smooth: true });
  loop(on, ellipse(800, 660, 610, 340), { width: 5 });
  loop(on, ellipse(800, 656, 560, 300), { width: 2.4 });
  for (let at = 0; at < 44; at += 1) {
    const [x, y] = ellipse(800, 658, 585, 320, at / 44, at / 44 + 0.001)[0]!;
    loop(on, ellipse(x, y, 11, 7), { width: 1.8 });
  }
  pot(on, 720, 560);
  glass(on, 1060, 700);
  glass(on, 1200, 600);
  glass(on, 430, 740);
  sugar(on, 860, 850);
  return on;
}

function carpet(on: Sheet): void {
  wash(on, box(0, 0, 1600, 1200), '#9c3f35', { opacity: 0.75 });
  wash(on, box(0, 0, 1600, 120), '#2f4a63', { opacity: 0.75 });
  wash(on, box(0, 1080, 1600, 120), '#2f4a63', { opacity: 0.75 });
  for (const y of [26, 1106])
    for (let x = 30; x < 1600; x += 96) {
      const diamond: Point[] = path('0 36, 34 0, 68 36, 34 70', x, y);
      cover(on, diamond, '#e3c887', 0.85);
      outline(on, diamond, { width: 2.4 });
      cover(on, path('20 36, 34 20, 48 36, 34 52', x, y), '#9c3f35', 0.9);
    }
  for (let y = 170; y < 1060; y += 118)
    for (let x = (y / 118) % 2 < 1 ? 60 : 130; x < 1600; x += 150) {
      loop(on, ellipse(x, y, 24, 30), { width: 2.4, color: '#e3c887', opacity: 0.65 });
      line(on, path('0 30, 0 60', x, y), { width: 2.4, color: '#e3c887', opacity: 0.65 });
    }
}

function pot(on: Sheet, x: number, y: number): void {
  const spout: Point[] = path('120 60, 190 10, 224 -90, 250 -84, 228 40, 130 120', x, y);
  cover(on, spout, '#eef0ea', 1, true);
  wash(on, spout, '#7d9aa8', { opacity: 0.6, smooth: true });
  loop(on, spout, { width: 4 });
  const body = ellipse(x, y + 50, 166, 142);
  cover(on, body, '#f4f2e8');
  wash(on, [...ellipse(x, y + 50, 166, 142, 0.1, 0.6)], '#8fa6ae', { opacity: 0.6, smooth: true });
  loop(on, body, { width: 4.6 });
  curve(on, path('-150 -10, -260 -40, -270 90, -150 110', x, y), { width: 19, color: '#e9ebe4', opacity: 1 });
  curve(on, path('-150 -16, -268 -48, -280 96, -150 120', x, y), { width: 4 });
  curve(on, path('-150 6, -246 -22, -254 80, -150 98', x, y), { width: 3.4 });
  const lid = ellipse(x, y - 92, 82, 28);
  cover(on, lid, '#f4f2e8');
  loop(on, lid, { width: 4 });
  loop(on, ellipse(x, y - 132, 20, 20), { width: 4.4 });
  for (const [dx, dy] of [
    [-60, 40],
    [50, 30],
    [-10, 110],
    [70, 110],
    [-90, 110],
  ] as const)
    rose(on, x + dx, y + dy);
  curve(on, path('60 -80, 84 -20, 70 40, 110 130', x, y), { width: 3 });
  for (let at = 0; at < 5; at += 1)
    line(on, through(x + 56 + at * 6, y - 50 + at * 38, x + 100 + at * 4, y - 56 + at * 38), {
      width: 4.4,
      color: '#8f8a80',
    });
}

function rose(on: Sheet, x: number, y: number): void {
  wash(on, ellipse(x, y, 25, 23), '#c24f5c', { opacity: 0.9 });
  curve(on, path('-12 6, -4 -12, 12 -4, 4 10, -4 0', x, y), { width: 2.2 });
  curve(on, path('18 16, 34 26, 40 16', x, y), { width: 5, color: '#5f7d4a' });
}

function glass(on: Sheet, x: number, y: number): void {
  cover(on, ellipse(x, y + 84, 70, 26), '#f1efe6');
  loop(on, ellipse(x, y + 84, 70, 26), { width: 3.4 });
  const side: Point[] = path('-42 -60, -28 0, -44 56, -26 82', x, y);
  const other = side.map(([px, py]): Point => [2 * x - px, py]).reverse();
  wash(on, [...side, ...other], '#b4481f', { opacity: 0.9, smooth: true });
  curve(on, side, { width: 3.4 });
  curve(on, other, { width: 3.4 });
  loop(on, ellipse(x, y - 60, 42, 12), { width: 3 });
  line(on, path('-30 -30, -22 40', x, y), { width: 5, color: '#f6e3c4', opacity: 0.7 });
  for (const dx of [-12, 10])
    curve(on, through(x + dx, y - 84, x + dx + 12, y - 110, x + dx - 8, y - 136, x + dx + 6, y - 166), {
      width: 2.6,
      color: '#f3e6cd',
      opacity: 0.7,
    });
}

function sugar(on: Sheet, x: number, y: number): void {
  const bowl = ellipse(x, y + 20, 100, 54, 0, 0.5);
  cover(on, bowl, '#e8e4d6');
  for (const [dx, dy] of [
    [-46, -6],
    [0, -18],
    [42, -4],
    [-18, 14],
    [24, 16],
  ] as const) {
    const lump = box(x + dx - 22, y + dy - 16, 44, 32);
    cover(on, lump, '#fbf8ef');
    outline(on, lump, { width: 2.6 });
    hatch(on, box(x + dx + 6, y + dy - 14, 16, 28), 90, 6, { opacity: 0.5 });
  }
  cover(on, bowl, '#7fa0a8', 0.9);
  wash(on, bowl, '#4d7480', { opacity: 0.7 });
  curve(on, bowl, { width: 4 });
  line(on, path('-100 20, 100 20', x, y), { width: 3 });
}
