import {
  box,
  cover,
  curve,
  dots,
  ellipse,
  hatch,
  INK,
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

/** A four-engined aeroplane of about 1950 on a field, and people going up with what they may carry. No airline is meant. */
export function aeroplane1950(): Sheet {
  const on = sheet(37);
  sky(on);
  wash(on, path('0 845, 1600 835, 1600 1200, 0 1200'), '#d8ba83', { opacity: 0.75 });
  line(on, path('0 842, 1600 836'), { width: 2.4 });
  palms(on);
  wash(on, path('220 1005, 1420 985, 1290 1050, 380 1064'), '#6c5a48', { opacity: 0.5, smooth: true });
  fuselage(on);
  tail(on);
  engines(on);
  wheels(on);
  stairs(on);
  queue(on);
  dots(on, 40, 1010, 1500, 170, 150, 2.6);
  return on;
}

function sky(on: Sheet): void {
  wash(on, box(0, 40, 1600, 420), '#a9c7c6', { opacity: 0.5 });
  wash(on, box(0, 420, 1600, 420), '#f0cf9a', { opacity: 0.55 });
  wash(on, ellipse(1320, 300, 84, 84), '#e2934e', { opacity: 0.75 });
  for (const [x, y, w] of [
    [180, 210, 240],
    [620, 140, 300],
    [1060, 230, 180],
  ] as const) {
    curve(on, through(x, y, x + w * 0.3, y - 18, x + w * 0.6, y - 6, x + w, y + 8), { width: 2, opacity: 0.5 });
  }
}

function palms(on: Sheet): void {
  for (const [x, tall] of [
    [70, 210],
    [128, 160],
    [1500, 190],
    [1556, 150],
  ] as const) {
    curve(on, through(x, 842, x + 8, 842 - tall * 0.5, x + 4, 842 - tall), { width: 9, color: '#6b4f35' });
    for (let frond = 0; frond < 9; frond += 1) {
      const angle = Math.PI * (0.95 + frond * 0.138);
      const [ex, ey] = [x + 4 + Math.cos(angle) * 84, 842 - tall + Math.sin(angle) * 44 + 34];
      curve(on, through(x + 4, 842 - tall, (x + 4 + ex) / 2, Math.min(842 - tall, ey) - 26, ex, ey), {
        width: 5,
        color: '#55683f',
      });
    }
  }
}

const HULL: Point[] = path(
  '190 800, 150 770, 160 720, 230 668, 330 640, 520 628, 900 626, 1120 640, 1300 668, 1420 690, 1424 712, 1280 752, 1080 812, 820 842, 520 846, 300 834',
);

function fuselage(on: Sheet): void {
  cover(on, HULL, '#e8e4d8', 0.97);
  wash(on, path('160 770, 1400 715, 1280 752, 1080 812, 820 842, 520 846, 300 834'), '#7f94a0', {
    opacity: 0.8,
    smooth: true,
  });
  loop(on, HULL, { width: 4.4 });
  curve(on, path('172 762, 420 744, 900 736, 1400 702'), { width: 2.2 });
  cover(on, path('238 668, 300 648, 330 690, 250 702'), '#45606c', 0.95);
  outline(on, path('238 668, 300 648, 330 690, 250 702'), { width: 3 });
  line(on, path('278 656, 294 696'), { width: 2.6 });
  for (let x = 420; x < 1160; x += 62) {
    if (x > 960 && x < 1060) continue;
    cover(on, ellipse(x, 700, 15, 18), '#4c6673', 0.95);
    loop(on, ellipse(x, 700, 15, 18), { width: 2.6 });
  }
  const door = box(982, 672, 56, 128);
  cover(on, door, '#2d2827');
  outline(on, door, { width: 3.4 });
  hatch(on, path('300 800, 1000 790, 800 838, 500 842'), 8, 13, { opacity: 0.45 });
}

function tail(on: Sheet): void {
  const fin: Point[] = path('1210 660, 1290 500, 1345 446, 1404 452, 1420 520, 1424 690');
  cover(on, fin, '#e8e4d8', 0.97);
  wash(on, fin, '#a8503f', { opacity: 0.75 });
  curve(on, fin, { width: 4 });
  line(on, path('1366 470, 1374 690'), { width: 2.6 });
  const plane: Point[] = path('1280 700, 1500 668, 1530 684, 1400 724');
  cover(on, plane, '#cfd2cb');
  outline(on, plane, { width: 3.4 });
}

function engines(on: Sheet): void {
  const wing: Point[] = path('560 778, 700 748, 800 756, 700 860, 250 980, 212 964, 430 850');
  cover(on, wing, '#d9d8cd', 0.98);
  wash(on, wing, '#8b9ba1', { opacity: 0.65 });
  outline(on, wing, { width: 4 });
  for (const [x, y, size] of [
    [470, 846, 1],
    [338, 900, 1.14],
  ] as const) {
    const nacelle: Point[] = path('-88 -26, -60 -42, 60 -34, 92 0, 50 28, -60 36, -90 22', x, y, size);
    cover(on, nacelle, '#c9cbc4');
    wash(on, nacelle, '#5d6e77', { opacity: 0.7, smooth: true });
    loop(on, nacelle, { width: 3.6 });
    loop(on, ellipse(x - 84 * size, y, 13 * size, 40 * size), { width: 4 });
    propeller(on, x - 96 * size, y, 104 * size);
  }
}

function propeller(on: Sheet, x: number, y: number, reach: number): void {
  loop(on, ellipse(x, y, reach * 0.27, reach), { width: 1.2, opacity: 0.4 });
  for (const turn of [0.06, 0.39, 0.73]) {
    const [tip] = ellipse(x, y, reach * 0.27, reach, turn, turn + 0.01);
    line(on, [[x, y], tip!], { width: 11, color: '#4a4441' });
  }
  cover(on, ellipse(x, y, 10, 13), '#a8503f');
  loop(on, ellipse(x, y, 10, 13), { width: 2.4 });
}

function wheels(on: Sheet): void {
  for (const [x, y, r] of [
    [262, 930, 34],
    [640, 972, 46],
    [700, 958, 42],
  ] as const) {
    line(on, path('0 -108, 0 0', x, y), { width: 9 });
    line(on, path('30 -100, 6 -8', x, y), { width: 4 });
    cover(on, ellipse(x, y, r * 0.8, r), '#3a3431');
    loop(on, ellipse(x, y, r * 0.8, r), { width: 4 });
    cover(on, ellipse(x, y, r * 0.34, r * 0.42), '#b9b2a2');
  }
}

function stairs(on: Sheet): void {
  const side: Point[] = path('980 802, 1040 802, 1262 1010, 1196 1010');
  cover(on, side, '#e4d3ad', 0.95);
  wash(on, side, '#9b7a52', { opacity: 0.6 });
  outline(on, side, { width: 3.4 });
  for (let step = 0; step < 11; step += 1)
    line(on, through(986 + step * 20, 812 + step * 19, 1048 + step * 20.5, 812 + step * 19), { width: 2.6 });
  line(on, path('1042 740, 1276 956'), { width: 4 });
  for (const at of [0, 0.33, 0.66, 1])
    line(on, through(1042 + 234 * at, 740 + 216 * at, 1042 + 222 * at, 804 + 206 * at), { width: 3 });
}

function queue(on: Sheet): void {
  person(on, 1060, 852, 0.72, '#5d4a5e');
  person(on, 1142, 926, 0.8, '#7b5b3c');
  for (const [x, y, size, color] of [
    [1300, 1018, 1, '#39546b'],
    [1362, 1024, 0.62, '#a8503f'],
    [1424, 1030, 1.03, '#6a6f4a'],
    [1500, 1038, 0.98, '#4a3c3c'],
    [1556, 1044, 0.7, '#8d6a35'],
  ] as const)
    person(on, x, y, size, color);
}

/** Someone from behind: a coat, a head, a bundle or a suitcase. */
function person(on: Sheet, x: number, y: number, size: number, color: string): void {
  const coat: Point[] = path('-20 0, -25 -62, -14 -96, 14 -96, 25 -62, 20 0', x, y, size);
  cover(on, coat, '#e5d6b6', 0.9);
  wash(on, coat, color, { opacity: 0.95 });
  loop(on, coat, { width: 2.6 });
  for (const dx of [-8, 8]) line(on, through(x + dx * size, y, x + dx * size, y + 22 * size), { width: 5 * size });
  cover(on, ellipse(x, y - 114 * size, 15 * size, 18 * size), INK, 0.92);
  if (on.random() > 0.35) {
    const bag = box(x + 24 * size, y - 26 * size, 34 * size, 26 * size);
    cover(on, bag, '#8a5a34');
    outline(on, bag, { width: 2.4 });
    line(on, path('24 -60, 38 -28', x, y, size), { width: 5 * size });
  } else
    curve(
      on,
      [
        [x - 30 * size, y - 60 * size],
        [x - 46 * size, y - within(on, 30, 50) * size],
        [x - 24 * size, y - 26 * size],
      ],
      { width: 12 * size, color: '#c9b083' },
    );
}
