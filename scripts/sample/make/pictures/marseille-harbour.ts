import {
  box,
  cover,
  curve,
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
import { ripples } from './ripples.ts';

/** Coming into the port of Marseille: the church on its hill, the quay, a white ship. */
export function marseilleHarbour(): Sheet {
  const on = sheet(74);
  wash(on, box(0, 0, 1600, 520), '#b3c9cc', { opacity: 0.6 });
  wash(on, path('900 520, 980 380, 1100 300, 1210 250, 1330 300, 1460 400, 1600 450, 1600 560, 880 560'), '#c9b183', {
    opacity: 0.8,
    smooth: true,
  });
  church(on, 1216, 252);
  wash(on, path('0 520, 160 470, 420 455, 700 490, 900 520, 900 560, 0 560'), '#b9a98a', {
    opacity: 0.7,
    smooth: true,
  });
  houses(on);
  wash(on, box(0, 640, 1600, 560), '#5d8793', { opacity: 0.75 });
  wash(on, path('200 900, 900 860, 1000 1000, 300 1060'), '#2f5361', { opacity: 0.55, smooth: true });
  ship(on);
  rowingBoat(on, 1210, 1000);
  ripples(on, 660, 1190, 110, '#f3ead2');
  ripples(on, 660, 1190, 70);
  for (const [x, y] of [
    [240, 200],
    [320, 160],
    [420, 240],
    [1500, 160],
    [700, 130],
  ] as const)
    curve(on, path('-28 -10, -10 -16, 0 0, 12 -15, 30 -6', x, y), { width: 3 });
  return on;
}

function church(on: Sheet, x: number, y: number): void {
  const tower = box(x - 16, y - 140, 40, 142);
  const nave = box(x - 74, y - 52, 90, 56);
  for (const part of [nave, tower]) {
    cover(on, part, '#efe2c3');
    hatch(on, part, 0, 10, { opacity: 0.4 });
    outline(on, part, { width: 2.8 });
  }
  loop(on, ellipse(x - 46, y - 62, 24, 20), { width: 2.6 });
  line(on, path('4 -140, 4 -186', x, y), { width: 4 });
}

function houses(on: Sheet): void {
  const colors = ['#d9a05b', '#c97f5a', '#e3c68a', '#b88d6a', '#d8b074', '#a9876a', '#e0b48a'];
  let x = 0;
  for (let at = 0; x < 1600; at += 1) {
    const [width, tall] = [within(on, 84, 150), within(on, 110, 210)];
    const front = box(x, 640 - tall, width, tall);
    cover(on, front, '#f1e4c8', 0.95);
    wash(on, front, colors[at % colors.length]!, { opacity: 0.75 });
    outline(on, front, { width: 2.6 });
    for (let row = 640 - tall + 22; row < 590; row += 42) {
      for (let col = x + 16; col < x + width - 24; col += 34) {
        cover(on, box(col, row, 15, 24), '#4d5d60', 0.85);
        line(on, through(col - 4, row, col - 4, row + 24), { width: 2.2, color: '#3f6b5c' });
        line(on, through(col + 19, row, col + 19, row + 24), { width: 2.2, color: '#3f6b5c' });
      }
    }
    x += width + within(on, 0, 6);
  }
  wash(on, box(0, 620, 1600, 44), '#8f8271', { opacity: 0.9 });
  line(on, path('0 662, 1600 658'), { width: 4 });
}

function ship(on: Sheet): void {
  const hull: Point[] = path('90 760, 960 730, 1070 724, 1010 800, 960 905, 230 930, 150 880');
  cover(on, hull, '#f2ead6', 0.98);
  wash(on, path('120 850, 1000 820, 960 905, 230 930, 150 880'), '#7a3b34', { opacity: 0.85 });
  outline(on, hull, { width: 4.4 });
  const decks: [number, number, number, number][] = [
    [250, 668, 560, 84],
    [310, 606, 420, 64],
    [560, 556, 120, 52],
  ];
  for (const [x, y, width, height] of decks) {
    const deck: Point[] = through(x, y + 8, x + width, y, x + width + 16, y + height - 12, x, y + height);
    cover(on, deck, '#f2ead6');
    wash(on, deck, '#c3cfcd', { opacity: 0.6 });
    outline(on, deck, { width: 3 });
    for (let port = x + 24; port < x + width - 10; port += 38)
      loop(on, ellipse(port, y + height * 0.48, 9, 10), { width: 2.6 });
  }
  const funnel: Point[] = path('430 610, 440 460, 530 454, 536 604');
  cover(on, funnel, '#c06a3b');
  wash(on, funnel, '#8a4128', { opacity: 0.7 });
  outline(on, funnel, { width: 3.6 });
  wash(on, path('440 450, 400 360, 300 300, 180 290, 250 350, 380 400, 520 452'), '#57514c', {
    opacity: 0.5,
    smooth: true,
  });
  line(on, path('860 736, 880 480'), { width: 6 });
  line(on, path('880 490, 1060 722'), { width: 2 });
  line(on, path('880 490, 700 600'), { width: 2 });
  for (let x = 190; x < 920; x += 44) loop(on, ellipse(x, 806 - x * 0.012, 10, 11), { width: 2.8 });
  for (let x = 260; x < 1010; x += 15) {
    if (on.random() < 0.75) cover(on, ellipse(x, 744 - x * 0.028, 6, 9), INK, 0.85);
  }
  line(on, path('100 756, 1060 722'), { width: 2.4 });
}

function rowingBoat(on: Sheet, x: number, y: number): void {
  const hull: Point[] = path('0 0, 270 -6, 230 62, 40 64', x, y);
  cover(on, hull, '#3f6b5c');
  wash(on, hull, '#2c4f47', { opacity: 0.7 });
  outline(on, hull, { width: 3.6 });
  line(on, path('60 -40, 190 90', x, y), { width: 5 });
  for (const dx of [90, 170]) {
    cover(on, ellipse(x + dx, y - 28, 24, 34), '#2f3a44');
    cover(on, ellipse(x + dx, y - 74, 14, 16), INK);
  }
}
