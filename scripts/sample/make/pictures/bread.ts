import {
  box,
  cover,
  curve,
  dots,
  ellipse,
  hatch,
  line,
  loop,
  outline,
  type Point,
  type Sheet,
  sheet,
  wash,
  within,
} from './ink.ts';

/** The oven of the quarter: its mouth, the shovel, the boards that wait. */
export function breadOven(): Sheet {
  const on = sheet(91);
  wash(on, box(0, 0, 1600, 900), '#c9a36f', { opacity: 0.6 });
  hatch(on, box(0, 40, 380, 820), 62, 19, { opacity: 0.35 });
  hatch(on, box(1240, 40, 360, 820), 62, 19, { opacity: 0.35 });
  stones(on);
  const mouth: Point[] = [[520, 760], [520, 520], ...ellipse(800, 520, 280, 230, 0.5, 1), [1080, 520], [1080, 760]];
  cover(on, mouth, '#3a231b');
  wash(
    on,
    [
      [560, 760],
      [600, 600],
      [700, 520],
      [820, 560],
      [930, 500],
      [1010, 620],
      [1040, 760],
    ],
    '#e8742a',
    { opacity: 0.95, smooth: true },
  );
  for (const [x, tall] of [
    [620, 150],
    [700, 230],
    [780, 180],
    [860, 250],
    [940, 190],
    [1000, 130],
  ] as const) {
    const flame: Point[] = [
      [x - 36, 760],
      [x - 30, 758 - tall * 0.36],
      [x - 6, 758 - tall * 0.7],
      [x + 10, 758 - tall],
      [x + 14, 758 - tall * 0.66],
      [x + 34, 758 - tall * 0.3],
      [x + 36, 760],
    ];
    cover(on, flame, '#f6c453', 0.85, true);
    wash(on, flame, '#ef8a2a', { opacity: 0.7, smooth: true });
  }
  curve(on, mouth.slice(1, -1), { width: 6 });
  const shelf: Point[] = [
    [330, 760],
    [1290, 760],
    [1350, 840],
    [270, 840],
  ];
  cover(on, shelf, '#cdb08a');
  wash(on, shelf, '#8d7156', { opacity: 0.7 });
  outline(on, shelf, { width: 4 });
  shovel(on);
  wash(on, box(0, 860, 1600, 340), '#9c7a52', { opacity: 0.7 });
  board(on, 120, 960, 420);
  board(on, 1060, 970, 420);
  dots(on, 40, 880, 1520, 300, 140, 2.4);
  return on;
}

function stones(on: Sheet): void {
  for (let at = 0; at < 11; at += 1) {
    const [from, to] = [0.5 + at * 0.0455, 0.5 + (at + 1) * 0.0455];
    const inner = ellipse(800, 520, 290, 240, from, to);
    const outer = ellipse(800, 520, 390, 340, from, to).reverse();
    cover(on, [...inner, ...outer], '#dcc7a1');
    wash(on, [...inner, ...outer], on.random() > 0.5 ? '#a88a66' : '#bb8f63', { opacity: 0.7 });
    outline(on, [inner[0]!, inner.at(-1)!, outer[0]!, outer.at(-1)!], { width: 3 });
  }
  for (const x of [410, 1082]) {
    for (let y = 530; y < 750; y += 78) {
      const stone = box(x, y, 108, 74);
      cover(on, stone, '#dcc7a1');
      wash(on, stone, '#a88a66', { opacity: 0.6 });
      outline(on, stone, { width: 3 });
    }
  }
}

function shovel(on: Sheet): void {
  line(
    on,
    [
      [1560, 1050],
      [930, 742],
    ],
    { width: 20, color: '#8a5f38', taper: false },
  );
  line(
    on,
    [
      [1560, 1040],
      [930, 732],
    ],
    { width: 3 },
  );
  line(
    on,
    [
      [1560, 1062],
      [930, 754],
    ],
    { width: 3 },
  );
  const blade: Point[] = [
    [930, 716],
    [950, 766],
    [760, 770],
    [700, 740],
    [770, 706],
  ];
  cover(on, blade, '#c79d68');
  wash(on, blade, '#8a5f38', { opacity: 0.6 });
  loop(on, blade, { width: 3.6 });
  loaf(on, 812, 728, 74);
}

function loaf(on: Sheet, x: number, y: number, r: number): void {
  const round = ellipse(x, y, r, r * 0.42);
  cover(on, round, '#eac685');
  wash(on, round, '#c98440', { opacity: 0.85 });
  loop(on, round, { width: 3.2 });
  for (let at = 0; at < 12; at += 1)
    cover(on, ellipse(x + within(on, -r * 0.6, r * 0.6), y + within(on, -r * 0.2, r * 0.2), 3, 2), '#6b4022', 0.7);
}

function board(on: Sheet, x: number, y: number, width: number): void {
  const plank: Point[] = [
    [x + 30, y],
    [x + width - 20, y - 6],
    [x + width + 30, y + 130],
    [x - 20, y + 140],
  ];
  cover(on, plank, '#d9b27a');
  wash(on, plank, '#a8743f', { opacity: 0.65 });
  outline(on, plank, { width: 4 });
  for (const [dx, dy] of [
    [110, 26],
    [270, 22],
    [90, 92],
    [310, 90],
  ] as const)
    loaf(on, x + dx, y + dy, 66);
}

/** A bread board seen from above: flour, a round loaf, and the fish that says whose it is. */
export function breadBoard(): Sheet {
  const on = sheet(97);
  wash(on, box(0, 0, 1600, 1200), '#c3b193', { opacity: 0.5 });
  cloth(on);
  const board: Point[] = [
    [300, 230],
    [1180, 200],
    [1230, 250],
    [1250, 930],
    [1190, 990],
    [330, 1010],
    [270, 950],
    [260, 290],
  ];
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
    curve(
      on,
      [
        [690 + dx, 570],
        [712 + dx, 604],
        [690 + dx, 640],
      ],
      { width: 5, color: '#7a4620' },
    );
}

function fork(on: Sheet): void {
  line(
    on,
    [
      [1330, 420],
      [1410, 900],
    ],
    { width: 20, color: '#9aa09f', taper: false },
  );
  line(
    on,
    [
      [1322, 424],
      [1402, 900],
    ],
    { width: 3 },
  );
  line(
    on,
    [
      [1340, 420],
      [1420, 898],
    ],
    { width: 3 },
  );
  loop(on, ellipse(1412, 920, 22, 36), { width: 3.4 });
  for (const dx of [-34, -12, 10])
    line(
      on,
      [
        [1326 + dx, 260],
        [1334 + dx * 0.7, 400],
      ],
      { width: 9, color: '#8b918f' },
    );
  curve(
    on,
    [
      [1296, 390],
      [1310, 424],
      [1332, 430],
      [1348, 416],
    ],
    { width: 9, color: '#8b918f' },
  );
}
