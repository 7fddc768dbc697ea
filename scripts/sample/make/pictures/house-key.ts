import {
  box,
  cover,
  curve,
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
import { ironKey } from './iron-key.ts';

/** One key, alone on a table. */
export function houseKey(): Sheet {
  const on = sheet(137);
  wash(on, box(0, 0, 1600, 1200), '#a5acab', { opacity: 0.5 });
  for (let x = 0; x < 1600; x += 200)
    for (let y = 0; y < 1200; y += 200) {
      if ((x + y) % 400 === 0) wash(on, box(x, y, 200, 200), '#8c6b58', { opacity: 0.42 });
      outline(on, box(x, y, 200, 200), { width: 1.8, opacity: 0.6 });
    }
  const coat: Point[] = path('-20 780, 240 720, 560 800, 820 960, 900 1240, -20 1240');
  cover(on, coat, '#c9c2b4', 0.95);
  wash(on, coat, '#3d4a56', { opacity: 0.9 });
  curve(on, path('-20 780, 240 722, 560 800, 820 960, 900 1240'), { width: 5 });
  const tear: Point[] = path('430 850, 520 860, 560 940, 500 960, 440 920');
  cover(on, tear, '#e3d9c2');
  loop(on, tear, { width: 3 });
  hatch(on, coat, 58, 26, { opacity: 0.4 });
  for (let at = 0; at < 8; at += 1)
    line(on, through(60 + at * 70, 760 + at * 8, 84 + at * 70, 764 + at * 8), { width: 3, color: '#e9e0cb' });
  ironKey(on, 430, 380);
  return on;
}
