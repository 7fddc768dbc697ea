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
  within,
} from './ink.ts';
import { ridge } from './ridge.ts';
import { ripples } from './ripples.ts';

/** An old stone bridge over a green river, in the mountains. */
export function stoneBridge(): Sheet {
  const on = sheet(211);
  wash(on, box(0, 0, 1600, 460), '#b3cbd0', { opacity: 0.6 });
  ridge(on, path('0 430, 180 240, 340 330, 560 140, 800 300, 1010 190, 1240 330, 1420 210, 1600 330'), 560, '#8f9aa0');
  ridge(on, path('0 520, 260 430, 520 500, 830 400, 1120 490, 1380 410, 1600 480'), 800, '#7f8d62');
  wash(on, box(0, 820, 1600, 380), '#4f8a80', { opacity: 0.75 });
  bridge(on);
  ripples(on, 850, 1190, 110, '#eef0dc');
  for (const bank of [
    path('-40 770, 130 735, 390 830, 330 960, 110 1070, -40 1110'),
    path('1660 760, 1490 735, 1215 840, 1290 980, 1480 1080, 1660 1120'),
  ]) {
    cover(on, bank, '#dcc698', 0.95, true);
    wash(on, bank, '#a98a55', { opacity: 0.8, smooth: true });
  }
  woman(on, 250, 880);
  for (const [x, y] of [
    [120, 760],
    [1420, 790],
    [1500, 820],
  ] as const)
    poplar(on, x, y);
  return on;
}

function bridge(on: Sheet): void {
  const deck: Point[] = path('60 760, 420 640, 800 560, 1180 640, 1540 770');
  const arches: [number, number, number][] = [
    [430, 120, 150],
    [800, 230, 270],
    [1180, 120, 150],
  ];
  const face: Point[] = path('60 760, 420 640, 800 560, 1180 640, 1540 770, 1540 900, 60 900');
  cover(on, face, '#e3cda2', 0.98);
  wash(on, face, '#b08b5c', { opacity: 0.75 });
  for (let y = 600; y < 900; y += 34)
    for (let x = 90 + ((y / 34) % 2) * 30; x < 1520; x += 62) {
      if (y > 790 - Math.abs(0) && y > 560 + Math.abs(x - 800) * 0.27 + 16)
        line(on, through(x, y, x + within(on, 20, 50), y), { width: 1.5, opacity: 0.5 });
    }
  for (const [x, rx, ry] of arches) {
    const opening = [...ellipse(x, 900, rx, ry, 0.5, 1)];
    cover(on, opening, '#cfdcd6');
    wash(on, opening, '#4f8a80', { opacity: 0.75 });
    wash(on, [[x - rx, 900], ...ellipse(x, 900, rx, ry, 0.5, 0.72), [x - rx * 0.5, 900]], '#3b3a36', { opacity: 0.6 });
    curve(on, opening, { width: 5, taper: false });
    curve(on, ellipse(x, 900, rx + 24, ry + 24, 0.5, 1), { width: 2.6 });
    for (let at = 0; at <= 18; at += 1) {
      const [inner] = ellipse(x, 900, rx, ry, 0.5 + at / 36, 0.501 + at / 36);
      const [outer] = ellipse(x, 900, rx + 24, ry + 24, 0.5 + at / 36, 0.501 + at / 36);
      line(on, [inner!, outer!], { width: 2 });
    }
  }
  line(on, deck, { width: 5 });
  line(
    on,
    deck.map(([x, y]): Point => [x, y - 26]),
    { width: 3.4 },
  );
  for (const x of [570, 1020]) line(on, through(x, 720, x, 900), { width: 3 });
}

function woman(on: Sheet, x: number, y: number): void {
  const dress: Point[] = path('-44 0, -26 -96, -20 -140, 20 -140, 28 -96, 46 0', x, y);
  cover(on, dress, '#efe2c6');
  wash(on, dress, '#8d3f4a', { opacity: 0.9 });
  outline(on, dress, { width: 3 });
  cover(on, ellipse(x, y - 162, 20, 24), '#efe6d0');
  loop(on, ellipse(x, y - 162, 21, 25), { width: 3 });
  const pail: Point[] = path('-30 -232, 30 -232, 22 -184, -22 -184', x, y);
  cover(on, pail, '#d9a05b');
  wash(on, pail, '#b06a32', { opacity: 0.8 });
  outline(on, pail, { width: 3 });
  line(on, path('22 -130, 36 -190', x, y), { width: 8, color: '#8d3f4a' });
}

function poplar(on: Sheet, x: number, y: number): void {
  const crown: Point[] = path('0 -330, 34 -200, 30 -70, 0 -40, -30 -70, -34 -200', x, y);
  line(on, path('0 0, 0 -80', x, y), { width: 9 });
  cover(on, crown, '#dcd9a8', 0.9, true);
  wash(on, crown, '#6d8a4d', { opacity: 0.8, smooth: true });
  for (let at = 0; at < 26; at += 1) {
    const [px, py] = [x + within(on, -24, 24), y - within(on, 60, 290)];
    curve(on, through(px, py, px + 5, py - 14, px + 2, py - 24), { width: 2, opacity: 0.6 });
  }
}
