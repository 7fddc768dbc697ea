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

/** A bread board seen from above: flour, a round loaf, and the fish that says whose it is. */
export function breadBoard(): Sheet {
  const on = sheet(97);
  wash(on, box(0, 0, 1600, 1200), '#c3b193', { opacity: 0.5 });
  cloth(on);
  const board: Point[] = path('300 230, 1180 200, 1230 250, 1250 930, 1190 990, 330 1010, 270 950, 260 290');
  wash(
    on,
    board.map(([x, y]): Point => [x + 26, y + 34]),
    '#4a3a2c',
    { opacity: 0.5 },
  );
  cover(on, board, '#cf9b5c');
  wash(on, board, '#9c5f2c', { opacity: 0.7 });
  outline(on, board, { width: 5 });
  for (let at = 0; at < 17; at += 1) {
    const y = 250 + at * 44;
    curve(
      on,
      [
        [290, y + within(on, -6, 6)],
        [500, y + within(on, -16, 16)],
        [760, y + within(on, -10, 10)],
        [1000, y + within(on, -16, 16)],
        [1224, y],
      ],
      { width: 1.8, opacity: 0.5 },
    );
  }
  for (const [x, y] of [
    [420, 420],
    [1090, 820],
    [1040, 330],
  ] as const)
    for (const r of [9, 19, 31]) loop(on, ellipse(x, y, r * 1.5, r), { width: 1.8, opacity: 0.55 });
  flour(on);
  const bread = ellipse(750, 600, 300, 285);
  wash(
    on,
    bread.map(([x, y]): Point => [x + 18, y + 22]),
    '#4a2c18',
    { opacity: 0.5, smooth: true },
  );
  cover(on, bread, '#e9c48a');
  wash(on, bread, '#c47f3c', { opacity: 0.8, smooth: true });
  cover(on, ellipse(750, 590, 236, 220), '#f1d9a8', 0.6);
  loop(on, bread, { width: 4.6 });
  hatch(on, ellipse(750, 600, 296, 281, 0.02, 0.3), 40, 13, { opacity: 0.5 });
  fish(on);
  fork(on);
  return on;
}

function cloth(on: Sheet): void {
  for (let x = 40; x < 1600; x += 190) wash(on, box(x, 0, 62, 1200), '#7d93a6', { opacity: 0.32 });
  for (let y = 60; y < 1200; y += 190) wash(on, box(0, y, 1600, 62), '#7d93a6', { opacity: 0.32 });
}

function flour(on: Sheet): void {
  for (let at = 0; at < 700; at += 1) {
    const angle = within(on, 0, Math.PI * 2);
    const far = 290 + Math.abs(on.random() + on.random() - 1) * 230;
    cover(
      on,
      ellipse(750 + Math.cos(angle) * far, 610 + Math.sin(angle) * far * 0.85, 3, 2.4),
      '#fdf8ea',
      within(on, 0.3, 0.9),
    );
  }
}

/** Three strokes of a fork. */
function fish(on: Sheet): void {
  for (const shift of [-14, 0, 14]) {
    const pen = { width: 6, color: '#7a4620', taper: true };
    curve(
      on,
      [
        [590, 610 + shift],
        [680, 520 + shift],
        [790, 520 + shift],
        [880, 600 + shift],
        [940, 680 + shift],
      ],
      pen,
    );
    curve(
      on,
      [
        [590, 610 + shift],
        [680, 690 + shift],
        [790, 690 + shift],
        [880, 600 + shift],
        [940, 530 + shift],
      ],
      pen,
    );
  }
  for (const dx of [0, 40, 80])
    curve(on, through(690 + dx, 570, 712 + dx, 604, 690 + dx, 640), { width: 5, color: '#7a4620' });
}

function fork(on: Sheet): void {
  line(on, path('1330 420, 1410 900'), { width: 20, color: '#9aa09f', taper: false });
  line(on, path('1322 424, 1402 900'), { width: 3 });
  line(on, path('1340 420, 1420 898'), { width: 3 });
  loop(on, ellipse(1412, 920, 22, 36), { width: 3.4 });
  for (const dx of [-34, -12, 10])
    line(on, through(1326 + dx, 260, 1334 + dx * 0.7, 400), { width: 9, color: '#8b918f' });
  curve(on, path('1296 390, 1310 424, 1332 430, 1348 416'), { width: 9, color: '#8b918f' });
}
