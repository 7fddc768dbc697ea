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
import { ripples } from './ripples.ts';

/** The Corniche at Beirut on a Sunday. */
export function beirutCorniche(): Sheet {
  const on = sheet(83);
  wash(on, box(0, 0, 1600, 560), '#b9d3d2', { opacity: 0.6 });
  wash(on, path('0 560, 160 470, 380 500, 640 380, 900 470, 1180 400, 1600 500, 1600 600, 0 600'), '#9db0b5', {
    opacity: 0.6,
    smooth: true,
  });
  curve(on, path('0 556, 160 472, 380 500, 640 382, 900 470, 1180 402, 1600 500'), { width: 2 });
  wash(on, box(0, 570, 1600, 330), '#4a8791', { opacity: 0.75 });
  rock(on);
  wash(on, path('0 860, 1600 820, 1600 1200, 0 1200'), '#dcc79d', { opacity: 0.85 });
  for (let at = 0; at < 15; at += 1)
    line(on, through(at * 130 - 100, 1200, 520 + at * 46, 838), { width: 1.3, opacity: 0.4 });
  railing(on);
  for (const [x, y, tall] of [
    [180, 930, 560],
    [640, 900, 470],
    [1090, 880, 420],
    [1460, 872, 380],
  ] as const)
    streetPalm(on, x, y, tall);
  cart(on, 1180, 1080);
  ripples(on, 590, 830, 60, '#f3ead2');
  return on;
}

function rock(on: Sheet): void {
  for (const shape of [
    path('900 780, 910 600, 960 560, 1060 566, 1120 620, 1110 780, 1050 790, 1040 690, 1000 660, 966 700, 964 790'),
    path('1190 780, 1200 660, 1250 630, 1300 680, 1296 784'),
  ] as Point[][]) {
    cover(on, shape, '#d9c092');
    wash(on, shape, '#a9804f', { opacity: 0.75 });
    outline(on, shape, { width: 3 });
    hatch(on, shape, 74, 15, { opacity: 0.5 });
  }
}

function railing(on: Sheet): void {
  line(on, path('0 800, 1600 770'), { width: 6 });
  line(on, path('0 880, 1600 840'), { width: 4 });
  for (let x = 20; x < 1600; x += 52) line(on, through(x, 800 - x * 0.019, x, 892 - x * 0.025), { width: 4 });
}

function streetPalm(on: Sheet, x: number, y: number, tall: number): void {
  const trunk: Point[] = through(x - 15, y, x - 9, y - tall, x + 11, y - tall, x + 17, y);
  cover(on, trunk, '#b99a6c');
  wash(on, trunk, '#7d5c3b', { opacity: 0.8 });
  for (let at = 20; at < tall; at += 24)
    curve(on, through(x - 14, y - at, x, y - at - 9, x + 14, y - at), { width: 2 });
  line(on, through(x - 15, y, x - 9, y - tall));
  line(on, through(x + 17, y, x + 11, y - tall));
  for (let frond = 0; frond < 15; frond += 1) {
    const angle = Math.PI * (0.85 + frond * 0.093);
    const reach = tall * 0.36;
    const [ex, ey] = [x + Math.cos(angle) * reach, y - tall + Math.sin(angle) * reach * 0.6 + reach * 0.44];
    const middle: Point = [(x + ex) / 2, Math.min(y - tall, ey) - reach * 0.2];
    curve(on, [[x, y - tall], middle, [ex, ey]], { width: 13, color: '#6d8a55', opacity: 0.75 });
    curve(on, [[x, y - tall], middle, [ex, ey]], { width: 2.4 });
  }
}

function cart(on: Sheet, x: number, y: number): void {
  const awning: Point[] = path('-40 -250, 250 -258, 220 -312, -10 -306', x, y);
  for (const [dx, dy] of [
    [-20, -250],
    [232, -256],
  ] as const)
    line(on, through(x + dx, y + dy, x + dx, y - 80), { width: 5 });
  cover(on, awning, '#efe3c6');
  for (let stripe = 0; stripe < 5; stripe += 1)
    wash(
      on,
      [
        [x - 30 + stripe * 58, y - 251],
        [x - 2 + stripe * 58, y - 252],
        [x + 10 + stripe * 47, y - 308],
        [x - 12 + stripe * 47, y - 307],
      ],
      '#b9503f',
      { opacity: 0.8 },
    );
  outline(on, awning, { width: 3.4 });
  const counter = box(x - 30, y - 120, 270, 80);
  cover(on, counter, '#e7d3a4');
  wash(on, counter, '#3f7a74', { opacity: 0.75 });
  outline(on, counter, { width: 3.6 });
  for (let at = 0; at < 8; at += 1) {
    cover(on, ellipse(x - 4 + at * 30, y - 134, 16, 14), '#d98f3e');
    loop(on, ellipse(x - 4 + at * 30, y - 134, 16, 14), { width: 2.4 });
  }
  for (const dx of [20, 186]) {
    loop(on, ellipse(x + dx, y, 50, 52), { width: 6 });
    for (const turn of [0, 0.17, 0.33]) {
      const [a] = ellipse(x + dx, y, 48, 50, turn, turn + 0.01);
      const [b] = ellipse(x + dx, y, 48, 50, turn + 0.5, turn + 0.51);
      line(on, [a!, b!], { width: 3 });
    }
  }
}
