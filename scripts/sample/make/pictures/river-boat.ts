import {
  box,
  cover,
  curve,
  ellipse,
  hatch,
  line,
  loop,
  type Point,
  path,
  type Sheet,
  sheet,
  through,
  wash,
  within,
} from './ink.ts';
import { ripples } from './ripples.ts';

/** A boat without a light among palms, at night. */
export function riverBoat(): Sheet {
  const on = sheet(61);
  wash(on, box(0, 0, 1600, 640), '#31475c', { opacity: 0.85 });
  wash(on, box(0, 0, 1600, 330), '#22334a', { opacity: 0.6 });
  wash(on, box(0, 620, 1600, 580), '#3d5a66', { opacity: 0.8 });
  cover(on, ellipse(1230, 210, 66, 66), '#f4e4b4', 0.95);
  wash(on, ellipse(1230, 210, 66, 66), '#e6cf8f', { opacity: 0.5 });
  for (let at = 0; at < 9; at += 1) {
    const y = 690 + at * 52;
    const half = within(on, 30, 80) + at * 6;
    curve(on, through(1230 - half, y, 1230, y - 5, 1230 + half, y + 3), { width: 7, color: '#f1dfa9', opacity: 0.7 });
  }
  for (let at = 0; at < 60; at += 1)
    cover(on, ellipse(within(on, 20, 1580), within(on, 20, 420), 2, 2), '#f4e8c8', within(on, 0.3, 0.9));
  wash(on, path('0 590, 300 570, 700 600, 1100 580, 1600 596, 1600 668, 0 672'), '#1f2a2c', {
    opacity: 0.9,
    smooth: true,
  });
  for (const [x, y, tall] of [
    [90, 640, 330],
    [190, 636, 250],
    [300, 640, 380],
    [430, 636, 220],
    [1390, 636, 300],
    [1500, 640, 390],
    [1570, 640, 250],
    [980, 632, 150],
    [1060, 632, 190],
    [700, 632, 150],
  ] as const)
    palm(on, x, y, tall);
  boat(on);
  ripples(on, 680, 1180, 120, '#dfe0cc');
  return on;
}

function palm(on: Sheet, x: number, y: number, tall: number): void {
  const pen = { color: '#1b2324', opacity: 0.95 };
  curve(on, through(x, y, x + tall * 0.04, y - tall * 0.5, x - tall * 0.02, y - tall), {
    ...pen,
    width: 7 + tall * 0.03,
  });
  const reach = 50 + tall * 0.22;
  for (let frond = 0; frond < 13; frond += 1) {
    const angle = Math.PI * (0.9 + frond * 0.1);
    const [ex, ey] = [x + Math.cos(angle) * reach, y - tall + Math.sin(angle) * reach * 0.5 + reach * 0.42];
    curve(on, through(x, y - tall, (x + ex) / 2, Math.min(y - tall, ey) - reach * 0.26, ex, ey), { ...pen, width: 6 });
  }
}

function boat(on: Sheet): void {
  const hull: Point[] = path('420 840, 560 872, 800 884, 1010 862, 1140 806, 1090 920, 980 972, 700 984, 520 944');
  wash(on, path('430 980, 1100 960, 980 1050, 560 1060'), '#16232a', { opacity: 0.8, smooth: true });
  cover(on, hull, '#5a4030');
  wash(on, hull, '#3c2a22', { opacity: 0.8 });
  loop(on, hull, { width: 5 });
  curve(on, path('440 872, 620 908, 820 916, 1040 888, 1110 850'), { width: 3, color: '#c9a876', opacity: 0.6 });
  hatch(on, path('520 920, 1080 890, 970 966, 700 978'), 6, 12, { color: '#130d0a' });
  for (const [x, y, size, color] of [
    [560, 872, 1, '#6d6a5b'],
    [650, 884, 0.9, '#7a4a42'],
    [742, 890, 1.04, '#4b5a6b'],
    [840, 886, 0.95, '#8a7748'],
    [932, 876, 1, '#5c4a5c'],
    [1010, 862, 0.92, '#49604f'],
  ] as const)
    sitter(on, x, y, size, color);
  sitter(on, 1084, 838, 1.25, '#33302c');
  line(on, path('1098 700, 1206 1010'), { width: 8, color: '#2a1f18' });
}

function sitter(on: Sheet, x: number, y: number, size: number, color: string): void {
  const cloak: Point[] = path('-38 0, -34 -62, -12 -94, 12 -94, 34 -60, 38 0', x, y, size);
  cover(on, cloak, color);
  wash(on, cloak, '#2a2c33', { opacity: 0.6 });
  loop(on, cloak, { width: 2.8 });
  cover(on, ellipse(x, y - 112 * size, 18 * size, 21 * size), '#2b211c');
  curve(on, ellipse(x, y - 112 * size, 19 * size, 22 * size, 0.75, 1.05), { width: 3, color: '#f1dfa9', opacity: 0.8 });
}
