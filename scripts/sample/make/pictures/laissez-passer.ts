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
  write,
} from './ink.ts';
import { MARGIN, page } from './page.ts';

/** A travel paper for one journey out. It has no emblem and no state. */
export function laissezPasser(): Sheet {
  const on = sheet(503, 1200, 1600);
  wash(on, box(0, 0, 1200, 1600), '#8a8578', { opacity: 0.6 });
  page(on, 110, 100, 980, 1400, '#f3e9cf');
  for (const y of [118, 1474]) line(on, through(130, y, 1070, y), { width: 2 });
  outline(on, box(146, 138, 908, 1320), { width: 5, color: '#4d6a5c' });
  outline(on, box(160, 152, 880, 1292), { width: 1.8, color: '#4d6a5c' });
  write(on, 'LAISSEZ-PASSER', [600, 262], 78, { font: 'Liberation Serif', anchor: 'middle', color: '#33463d' });
  write(on, 'pour un seul voyage', [600, 320], 42, { font: 'Liberation Serif', anchor: 'middle', color: '#33463d' });
  const fields: [string, string][] = [
    ['Nom', 'Sidaoui'],
    ['Prénom', 'Clarisse'],
    ['Née le', '11 mars 1938'],
    ['À', 'Alexandrie'],
    ['Nationalité', 'indéterminée'],
    ['Profession', 'élève'],
    ['Bagages', 'une valise'],
    ['Destination', 'Marseille'],
  ];
  fields.forEach(([label, value], at) => {
    const y = 660 + at * 78;
    write(on, label, [210, y], 34, { font: 'Liberation Serif', color: '#5c5348' });
    for (let x = 400; x < 980; x += 16) cover(on, ellipse(x, y + 5, 2, 2), '#5c5348');
    write(on, value, [420, y - 4], 50, { color: '#27385c' });
  });
  photograph(on, 210, 380);
  stamp(on, 820, 480, 'ALLER', 'SANS RETOUR', -13);
  roundStamp(on, 880, 1270);
  curve(on, path('250 1350, 300 1300, 340 1370, 380 1310, 450 1350, 540 1330, 600 1352'), {
    width: 4,
    color: '#27385c',
  });
  write(on, MARGIN, [600, 1492], 23, { font: 'Liberation Serif', anchor: 'middle', color: '#6d6353' });
  line(on, path('110 800, 1090 796'), { width: 1.6, opacity: 0.4 });
  return on;
}

function photograph(on: Sheet, x: number, y: number): void {
  cover(on, box(x, y, 170, 210), '#e6dfcf');
  wash(on, box(x + 8, y + 8, 154, 194), '#8f8778', { opacity: 0.7 });
  cover(on, path('30 202, 46 150, 124 150, 142 202', x, y), '#4d4a47', 0.9);
  cover(on, ellipse(x + 85, y + 92, 56, 62), '#3a322d', 0.95);
  cover(on, ellipse(x + 85, y + 102, 37, 45), '#d9c9b0');
  for (const dx of [-14, 14]) cover(on, ellipse(x + 85 + dx, y + 96, 3.4, 3), '#2c2420');
  curve(on, path('74 124, 85 128, 97 123', x, y), { width: 3 });
  outline(on, box(x, y, 170, 210), { width: 3 });
}

function stamp(on: Sheet, x: number, y: number, first: string, second: string, turn: number): void {
  const color = '#9c2f3a';
  const angle = (turn * Math.PI) / 180;
  const corner = (dx: number, dy: number): Point => [
    x + dx * Math.cos(angle) - dy * Math.sin(angle),
    y + dx * Math.sin(angle) + dy * Math.cos(angle),
  ];
  for (const grow of [0, 10])
    outline(
      on,
      [
        corner(-186 - grow, -78 - grow),
        corner(186 + grow, -78 - grow),
        corner(186 + grow, 66 + grow),
        corner(-186 - grow, 66 + grow),
      ],
      { width: 5, color, opacity: 0.75 },
    );
  write(on, first, corner(0, -14), 56, { font: 'Liberation Sans', anchor: 'middle', color, turn, opacity: 0.75 });
  write(on, second, corner(0, 46), 46, { font: 'Liberation Sans', anchor: 'middle', color, turn, opacity: 0.75 });
}

function roundStamp(on: Sheet, x: number, y: number): void {
  const pen = { width: 4, color: '#3d4a7c', opacity: 0.65 };
  for (const r of [104, 92, 50]) loop(on, ellipse(x, y, r, r), pen);
  write(on, '12·56', [x, y + 14], 40, {
    font: 'Liberation Sans',
    anchor: 'middle',
    color: '#3d4a7c',
    opacity: 0.7,
    turn: -8,
  });
  for (let at = 0; at < 24; at += 1) {
    const angle = (at / 24) * Math.PI * 2;
    line(
      on,
      [
        [x + Math.cos(angle) * 62, y + Math.sin(angle) * 62],
        [x + Math.cos(angle) * 80, y + Math.sin(angle) * 80],
      ],
      pen,
    );
  }
}
