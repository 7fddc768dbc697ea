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
import { ironKey } from './iron-key.ts';

/** Two keys in a tin of cough drops: the long iron one, the short brass one. */
export function twoKeys(): Sheet {
  const on = sheet(131);
  wash(on, box(0, 0, 1600, 1200), '#b8a58a', { opacity: 0.55 });
  grain(on);
  wash(on, path('220 300, 1460 320, 1480 1020, 260 1060'), '#3f332a', { opacity: 0.5, smooth: true });
  const tin = roundedBox(200, 230, 1200, 720, 70);
  cover(on, tin, '#d7d2c2');
  wash(on, tin, '#8a8f8c', { opacity: 0.75 });
  outline(on, tin, { width: 3.4 });
  const inner = roundedBox(246, 274, 1108, 632, 46);
  cover(on, inner, '#efe7d4');
  wash(on, inner, '#b9b2a0', { opacity: 0.7 });
  wash(on, path('246 274, 1354 274, 1320 340, 300 350, 290 880, 246 906'), '#5f5a52', { opacity: 0.5 });
  outline(on, inner, { width: 3 });
  cloth(on);
  ironKey(on, 380, 470);
  brassKey(on, 820, 760);
  return on;
}

function grain(on: Sheet): void {
  for (let at = 0; at < 26; at += 1) {
    const y = at * 47 + 10;
    curve(on, through(0, y, 400, y + within(on, -14, 14), 900, y + within(on, -10, 10), 1600, y + within(on, -8, 8)), {
      width: 1.6,
      opacity: 0.38,
    });
  }
}

function roundedBox(x: number, y: number, width: number, height: number, r: number): Point[] {
  return [
    ...ellipse(x + width - r, y + r, r, r, 0.75, 1),
    ...ellipse(x + width - r, y + height - r, r, r, 0, 0.25),
    ...ellipse(x + r, y + height - r, r, r, 0.25, 0.5),
    ...ellipse(x + r, y + r, r, r, 0.5, 0.75),
  ];
}

function cloth(on: Sheet): void {
  const rag: Point[] = path(
    '290 640, 420 560, 640 600, 860 540, 1120 600, 1310 560, 1330 760, 1240 880, 900 860, 620 892, 360 870',
  );
  cover(on, rag, '#efe2c6');
  wash(on, rag, '#8d4a55', { opacity: 0.7, smooth: true });
  loop(on, rag, { width: 3 });
  for (const shift of [0, 170, 360, 560, 760])
    curve(on, through(360 + shift, 660, 420 + shift, 740, 400 + shift, 850), { width: 2 });
}

function brassKey(on: Sheet, x: number, y: number): void {
  wash(on, path('-60 40, 300 30, 300 70, -20 90', x, y), '#2f2823', { opacity: 0.5, smooth: true });
  const bow = [...ellipse(x, y, 74, 66)];
  cover(on, bow, '#e2b85a');
  wash(on, bow, '#b8862f', { opacity: 0.8 });
  loop(on, bow, { width: 4 });
  cover(on, ellipse(x - 26, y, 18, 18), '#8d4a55');
  loop(on, ellipse(x - 26, y, 18, 18), { width: 3 });
  const blade: Point[] = path(
    '68 -22, 290 -18, 312 0, 290 16, 270 4, 250 22, 226 8, 204 26, 180 10, 152 24, 68 24',
    x,
    y,
  );
  cover(on, blade, '#e8c878');
  wash(on, blade, '#b8862f', { opacity: 0.7 });
  outline(on, blade, { width: 3.4 });
  line(on, path('80 -4, 284 -2', x, y), { width: 3, color: '#7c5a1f' });
}
