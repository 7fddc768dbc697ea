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
  type Sheet,
  sheet,
  wash,
  within,
  write,
} from './ink.ts';

/** A schoolroom of the Alliance: benches, the board in two scripts, the stove that nobody lit. */
export function allianceSchoolroom(): Sheet {
  const on = sheet(307);
  wash(on, box(0, 0, 1600, 760), '#e3d2a8', { opacity: 0.65 });
  wash(on, box(0, 560, 1600, 200), '#7d9a8a', { opacity: 0.55 });
  line(
    on,
    [
      [0, 560],
      [1600, 556],
    ],
    { width: 2.4 },
  );
  board(on);
  wallMap(on);
  window(on);
  wash(
    on,
    [
      [0, 760],
      [1600, 752],
      [1600, 1200],
      [0, 1200],
    ],
    '#b98d5c',
    { opacity: 0.65 },
  );
  line(
    on,
    [
      [0, 760],
      [1600, 754],
    ],
    { width: 3.6 },
  );
  for (let at = 0; at < 14; at += 1)
    line(
      on,
      [
        [at * 124, 758],
        [at * 190 - 440, 1200],
      ],
      { width: 1.4, opacity: 0.5 },
    );
  stove(on);
  for (const [y, size] of [
    [830, 0.72],
    [960, 0.9],
    [1120, 1.1],
  ] as const)
    for (const x of [250, 800]) bench(on, 800 + (x - 560) * size, y, size);
  return on;
}

function board(on: Sheet): void {
  const slate = box(440, 130, 720, 380);
  cover(on, slate, '#3b4a45');
  wash(on, slate, '#26332f', { opacity: 0.8 });
  outline(on, slate, { width: 9, color: '#7c5433' });
  outline(on, box(430, 120, 740, 400), { width: 2.6 });
  write(on, 'Les affluents de la Loire', [486, 220], 62, { color: '#f3efe0' });
  write(on, 'l’Allier · le Cher · l’Indre · la Vienne', [486, 300], 46, { color: '#e9e4d0' });
  write(on, 'אבגד', [1100, 440], 84, { color: '#f3efe0', font: 'Noto Serif Hebrew', anchor: 'end' });
  write(on, 'mardi 3 octobre', [486, 470], 40, { color: '#e9e4d0' });
  cover(on, box(470, 524, 120, 14), '#8a5f38');
  for (const x of [490, 520, 560]) cover(on, box(x, 514, 22, 10), '#fbf8ef');
}

function wallMap(on: Sheet): void {
  const sheetOf = box(1220, 110, 300, 360);
  cover(on, sheetOf, '#f3e8cd');
  outline(on, sheetOf, { width: 3 });
  const land: Point[] = [
    [1300, 170],
    [1360, 150],
    [1420, 176],
    [1476, 230],
    [1470, 300],
    [1440, 330],
    [1452, 380],
    [1400, 420],
    [1340, 410],
    [1290, 420],
    [1296, 340],
    [1250, 270],
    [1290, 240],
  ];
  for (const [shape, color] of [
    [land, '#d98f6a'],
    [
      [
        [1300, 170],
        [1360, 150],
        [1420, 176],
        [1380, 260],
        [1290, 240],
      ],
      '#e3c66f',
    ],
    [
      [
        [1380, 260],
        [1470, 300],
        [1440, 330],
        [1452, 380],
        [1400, 420],
        [1350, 330],
      ],
      '#8fae7d',
    ],
  ] as [Point[], string][])
    wash(on, shape, color, { opacity: 0.8, smooth: true });
  loop(on, land, { width: 3 });
  curve(
    on,
    [
      [1340, 390],
      [1370, 330],
      [1340, 270],
      [1290, 262],
    ],
    { width: 3, color: '#3d6a8a' },
  );
  line(
    on,
    [
      [1206, 110],
      [1534, 108],
    ],
    { width: 10, color: '#7c5433' },
  );
}

function window(on: Sheet): void {
  const pane = box(90, 90, 240, 400);
  cover(on, pane, '#e9f0ea');
  wash(on, pane, '#8fbac6', { opacity: 0.75 });
  wash(
    on,
    [
      [90, 400],
      [330, 380],
      [330, 490],
      [90, 490],
    ],
    '#4d8791',
    { opacity: 0.7 },
  );
  outline(on, pane, { width: 5 });
  line(
    on,
    [
      [210, 90],
      [210, 490],
    ],
    { width: 4 },
  );
  for (const y of [220, 350])
    line(
      on,
      [
        [90, y],
        [330, y],
      ],
      { width: 3 },
    );
  for (const [x, y] of [
    [140, 160],
    [250, 190],
  ] as const)
    curve(
      on,
      [
        [x - 16, y - 6],
        [x, y + 2],
        [x + 16, y - 8],
      ],
      { width: 2.6 },
    );
}

function stove(on: Sheet): void {
  const body = box(1430, 560, 96, 210);
  cover(on, body, '#55504c');
  wash(on, body, '#2f2e33', { opacity: 0.8 });
  outline(on, body, { width: 4 });
  outline(on, box(1446, 620, 64, 60), { width: 3, color: '#b9b1a4' });
  for (const dx of [10, 80])
    line(
      on,
      [
        [1430 + dx, 770],
        [1430 + dx, 800],
      ],
      { width: 9 },
    );
  line(
    on,
    [
      [1478, 560],
      [1478, 490],
      [1560, 486],
      [1560, 0],
    ],
    { width: 26, color: '#4a4643', taper: false },
  );
}

function bench(on: Sheet, x: number, y: number, size: number): void {
  const desk: Point[] = [
    [x - 200 * size, y],
    [x + 200 * size, y - 4],
    [x + 226 * size, y + 56 * size],
    [x - 226 * size, y + 60 * size],
  ];
  for (const dx of [-200, 200])
    line(
      on,
      [
        [x + dx * size, y + 50 * size],
        [x + dx * size, y + 160 * size],
      ],
      { width: 14 * size, color: '#6d4a2f' },
    );
  cover(on, desk, '#d6a86d');
  wash(on, desk, '#9c6436', { opacity: 0.75 });
  outline(on, desk, { width: 3.4 });
  for (const dx of [-110, 110]) {
    cover(on, ellipse(x + dx * size, y + 12 * size, 13 * size, 6 * size), INK);
    const book: Point[] = [
      [x + (dx - 60) * size, y + 20 * size],
      [x + (dx - 6) * size, y + 14 * size],
      [x + (dx + 50) * size, y + 20 * size],
      [x + (dx + 54) * size, y + 46 * size],
      [x + (dx - 4) * size, y + 40 * size],
      [x + (dx - 64) * size, y + 46 * size],
    ];
    cover(on, book, '#fbf6e6');
    outline(on, book, { width: 2.4 });
    line(
      on,
      [
        [x + (dx - 6) * size, y + 14 * size],
        [x + (dx - 4) * size, y + 40 * size],
      ],
      { width: 2 },
    );
  }
  line(
    on,
    [
      [x - 230 * size, y + 118 * size],
      [x + 230 * size, y + 116 * size],
    ],
    { width: 18 * size, color: '#7c5433', taper: false },
  );
}

/** A table laid for a family; some chairs are only for names. */
export function familyTable(): Sheet {
  const on = sheet(311);
  wash(on, box(0, 0, 1600, 620), '#d9c08f', { opacity: 0.6 });
  for (let x = 60; x < 1600; x += 120)
    for (let y = 60; y < 520; y += 120)
      loop(on, ellipse(x + ((y / 120) % 2) * 60, y, 13, 19), { width: 1.8, opacity: 0.4, color: '#8a5a34' });
  frames(on);
  lamp(on);
  wash(on, box(0, 560, 1600, 640), '#8d6a4d', { opacity: 0.5 });
  for (const x of [180, 420, 660, 900, 1140, 1380]) chair(on, x, 560);
  const cloth: Point[] = [
    [150, 640],
    [1450, 640],
    [1590, 1010],
    [10, 1010],
  ];
  cover(on, cloth, '#faf4e4');
  wash(on, cloth, '#c9c9bb', { opacity: 0.5 });
  outline(on, cloth, { width: 4 });
  const fall: Point[] = [
    [10, 1010],
    [1590, 1010],
    [1560, 1140],
    [1320, 1100],
    [1080, 1150],
    [820, 1104],
    [560, 1150],
    [300, 1104],
    [50, 1146],
  ];
  cover(on, fall, '#f1ead7');
  wash(on, fall, '#a5a899', { opacity: 0.6 });
  line(on, fall, { width: 3.4 });
  for (const [x, y] of [
    [260, 704],
    [520, 690],
    [800, 688],
    [1080, 690],
    [1340, 704],
    [150, 890],
    [480, 920],
    [1140, 920],
    [1440, 890],
  ] as const)
    plate(on, x, y, y > 800 ? 1.1 : 0.8);
  pot(on, 800, 800);
  bread(on, 420, 800);
  candles(on, 1180, 800);
  return on;
}

function frames(on: Sheet): void {
  for (const [x, y, w, h] of [
    [220, 150, 150, 190],
    [420, 120, 200, 150],
    [1130, 130, 160, 200],
    [1330, 170, 130, 160],
  ] as const) {
    cover(on, box(x, y, w, h), '#efe4c8');
    wash(on, box(x + 16, y + 16, w - 32, h - 32), '#8a7a66', { opacity: 0.6 });
    outline(on, box(x, y, w, h), { width: 5 });
    for (const dx of [0.36, 0.62]) {
      cover(on, ellipse(x + w * dx, y + h * 0.46, 14, 17), '#4d443d', 0.8);
      cover(
        on,
        [
          [x + w * dx - 24, y + h - 18],
          [x + w * dx - 16, y + h * 0.62],
          [x + w * dx + 16, y + h * 0.62],
          [x + w * dx + 24, y + h - 18],
        ],
        '#4d443d',
        0.7,
      );
    }
  }
}

function lamp(on: Sheet): void {
  line(
    on,
    [
      [800, 0],
      [800, 190],
    ],
    { width: 4 },
  );
  const shade: Point[] = [
    [690, 310],
    [750, 190],
    [850, 190],
    [910, 310],
  ];
  wash(
    on,
    [
      [560, 640],
      [700, 310],
      [900, 310],
      [1040, 640],
    ],
    '#f4d67f',
    { opacity: 0.55 },
  );
  cover(on, shade, '#f3e2b0');
  wash(on, shade, '#c98a3a', { opacity: 0.75 });
  outline(on, shade, { width: 4 });
  for (let at = 0; at < 12; at += 1)
    line(
      on,
      [
        [696 + at * 19, 312],
        [694 + at * 19, 338],
      ],
      { width: 3 },
    );
}

function chair(on: Sheet, x: number, y: number): void {
  const back: Point[] = [
    [x - 62, y + 90],
    [x - 56, y - 90],
    ...ellipse(x, y - 90, 56, 30, 0.5, 1),
    [x + 56, y - 90],
    [x + 62, y + 90],
  ];
  curve(on, back, { width: 15, color: '#6d4327', taper: false, opacity: 1 });
  for (const dx of [-28, 0, 28])
    line(
      on,
      [
        [x + dx, y - 100],
        [x + dx, y + 90],
      ],
      { width: 9, color: '#7c5030' },
    );
}

function plate(on: Sheet, x: number, y: number, size: number): void {
  cover(on, ellipse(x, y, 86 * size, 34 * size), '#fdfbf2');
  loop(on, ellipse(x, y, 86 * size, 34 * size), { width: 3 });
  loop(on, ellipse(x, y - 1, 56 * size, 20 * size), { width: 2, color: '#3d6a8a' });
  line(
    on,
    [
      [x + 100 * size, y - 20 * size],
      [x + 112 * size, y + 30 * size],
    ],
    { width: 5, color: '#8b918f' },
  );
}

function pot(on: Sheet, x: number, y: number): void {
  const body: Point[] = [
    [x - 130, y - 60],
    [x + 130, y - 60],
    [x + 116, y + 56],
    [x + 70, y + 84],
    [x - 70, y + 84],
    [x - 116, y + 56],
  ];
  cover(on, body, '#d9854a', 1, true);
  wash(on, body, '#a5502a', { opacity: 0.8, smooth: true });
  loop(on, body, { width: 4.4 });
  cover(on, ellipse(x, y - 62, 130, 30), '#f2dfae');
  for (let at = 0; at < 90; at += 1) {
    const [gx, gy] = [x + within(on, -104, 96), y - 62 + within(on, -17, 17)];
    line(
      on,
      [
        [gx, gy],
        [gx + 10, gy + within(on, -3, 3)],
      ],
      { width: 4, color: '#fbf5e2' },
    );
  }
  loop(on, ellipse(x, y - 62, 130, 30), { width: 4 });
  for (const dx of [-146, 146]) loop(on, ellipse(x + dx, y - 10, 22, 26), { width: 9, color: '#8a4526' });
  for (const dx of [-50, 0, 50])
    curve(
      on,
      [
        [x + dx, y - 100],
        [x + dx + 18, y - 140],
        [x + dx - 14, y - 180],
        [x + dx + 10, y - 220],
      ],
      { width: 5, color: '#8f8a84', opacity: 0.45 },
    );
}

function bread(on: Sheet, x: number, y: number): void {
  const loaf: Point[] = [
    [x - 130, y + 14],
    [x - 90, y - 30],
    [x, y - 46],
    [x + 90, y - 30],
    [x + 130, y + 14],
    [x + 90, y + 44],
    [x - 90, y + 44],
  ];
  cover(on, loaf, '#e9bd78', 1, true);
  wash(on, loaf, '#b5702f', { opacity: 0.8, smooth: true });
  loop(on, loaf, { width: 4 });
  for (const dx of [-70, -20, 30, 80])
    curve(
      on,
      [
        [x + dx - 26, y + 34],
        [x + dx, y],
        [x + dx + 8, y - 36],
      ],
      { width: 3.4 },
    );
}

function candles(on: Sheet, x: number, y: number): void {
  for (const dx of [-44, 44]) {
    const foot: Point[] = [
      [x + dx - 34, y + 66],
      [x + dx - 12, y + 40],
      [x + dx - 14, y - 40],
      [x + dx + 14, y - 40],
      [x + dx + 12, y + 40],
      [x + dx + 34, y + 66],
    ];
    cover(on, foot, '#e3c06a');
    wash(on, foot, '#a9822f', { opacity: 0.75 });
    outline(on, foot, { width: 3.4 });
    cover(on, box(x + dx - 10, y - 120, 20, 82), '#fbf8ec');
    outline(on, box(x + dx - 10, y - 120, 20, 82), { width: 2.6 });
    for (const r of [64, 42]) cover(on, ellipse(x + dx, y - 150, r, r * 1.1), '#f9df97', 0.35);
    cover(
      on,
      [
        [x + dx, y - 182],
        [x + dx + 12, y - 144],
        [x + dx, y - 122],
        [x + dx - 12, y - 144],
      ],
      '#f0a93a',
      1,
      true,
    );
  }
}

/** Sabbath candles on a crate by an open door. */
export function doorwayCandles(): Sheet {
  const on = sheet(313, 1200, 1600);
  wash(on, box(0, 0, 1200, 1180), '#6d7d93', { opacity: 0.65 });
  wash(
    on,
    [
      [0, 1180],
      [1200, 1170],
      [1200, 1600],
      [0, 1600],
    ],
    '#9c7a5c',
    { opacity: 0.7 },
  );
  const opening: Point[] = [[560, 1176], [560, 330], ...ellipse(770, 330, 210, 190, 0.5, 1), [980, 330], [980, 1172]];
  cover(on, opening, '#f3ddae');
  wash(on, opening, '#3a4f74', { opacity: 0.85 });
  wash(
    on,
    [
      [560, 900],
      [980, 860],
      [980, 1172],
      [560, 1176],
    ],
    '#d98a4d',
    { opacity: 0.7 },
  );
  for (const [x, y, w, h] of [
    [590, 820, 110, 350],
    [720, 760, 90, 410],
    [830, 840, 130, 330],
  ] as const) {
    cover(on, box(x, y, w, h), '#4d4a5c', 0.9);
    cover(on, box(x + w * 0.3, y + 40, 22, 34), '#f4d37a', 0.9);
  }
  cover(on, ellipse(860, 330, 5, 5), '#fbf4d8');
  for (let at = 0; at < 20; at += 1)
    cover(on, ellipse(within(on, 590, 950), within(on, 200, 700), 3, 3), '#fbf4d8', 0.9);
  curve(on, opening.slice(1, -1), { width: 6 });
  line(
    on,
    [
      [560, 330],
      [560, 1176],
    ],
    { width: 6 },
  );
  line(
    on,
    [
      [980, 330],
      [980, 1172],
    ],
    { width: 6 },
  );
  curve(on, ellipse(770, 330, 240, 220, 0.5, 1), { width: 3 });
  mezuzah(on, 1016, 640);
  crate(on, 300, 1280);
  for (const x of [230, 380]) flame(on, x, 1096);
  suitcases(on);
  hatch(on, box(20, 60, 500, 980), 64, 30, { opacity: 0.3 });
  return on;
}

function mezuzah(on: Sheet, x: number, y: number): void {
  const shape: Point[] = [
    [x, y],
    [x + 24, y - 6],
    [x + 44, y + 130],
    [x + 20, y + 136],
  ];
  cover(on, shape, '#e9d9a8');
  wash(on, shape, '#a9822f', { opacity: 0.7 });
  outline(on, shape, { width: 3.4 });
  write(on, 'ש', [x + 12, y + 76], 30, { font: 'Noto Serif Hebrew' });
}

function crate(on: Sheet, x: number, y: number): void {
  const front = box(x - 190, y - 110, 380, 250);
  cover(on, front, '#d9b27a');
  wash(on, front, '#94683c', { opacity: 0.75 });
  outline(on, front, { width: 4.4 });
  for (const dy of [-28, 56])
    line(
      on,
      [
        [x - 190, y + dy],
        [x + 190, y + dy],
      ],
      { width: 3.4 },
    );
  for (const dx of [-150, 150])
    line(
      on,
      [
        [x + dx, y - 110],
        [x + dx, y + 140],
      ],
      { width: 3 },
    );
  const cloth: Point[] = [
    [x - 210, y - 130],
    [x + 210, y - 134],
    [x + 200, y - 70],
    [x + 90, y - 40],
    [x - 30, y - 74],
    [x - 160, y - 36],
    [x - 214, y - 70],
  ];
  cover(on, cloth, '#fbf6e8');
  wash(on, cloth, '#c9cbd0', { opacity: 0.6 });
  outline(on, cloth, { width: 3 });
}

function flame(on: Sheet, x: number, y: number): void {
  for (const r of [150, 110, 70]) cover(on, ellipse(x, y - 96, r, r * 1.1), '#f9df97', 0.2);
  const stick: Point[] = [
    [x - 34, y + 54],
    [x - 11, y + 30],
    [x - 12, y - 10],
    [x + 12, y - 10],
    [x + 11, y + 30],
    [x + 34, y + 54],
  ];
  cover(on, stick, '#e3c06a');
  outline(on, stick, { width: 3.4 });
  cover(on, box(x - 11, y - 76, 22, 68), '#fdfaf0');
  outline(on, box(x - 11, y - 76, 22, 68), { width: 2.6 });
  cover(
    on,
    [
      [x, y - 150],
      [x + 15, y - 104],
      [x, y - 80],
      [x - 15, y - 104],
    ],
    '#f5b53f',
    1,
    true,
  );
  loop(
    on,
    [
      [x, y - 150],
      [x + 15, y - 104],
      [x, y - 80],
      [x - 15, y - 104],
    ],
    { width: 2.4 },
  );
}

function suitcases(on: Sheet): void {
  for (const [x, y, w, h, color] of [
    [640, 1310, 230, 170, '#7c5030'],
    [800, 1400, 280, 190, '#4f6470'],
    [520, 1440, 220, 150, '#8a4038'],
  ] as const) {
    const side = box(x, y - h, w, h);
    cover(on, side, '#d9bd90');
    wash(on, side, color, { opacity: 0.85 });
    outline(on, side, { width: 4 });
    for (const dx of [0.22, 0.74])
      line(
        on,
        [
          [x + w * dx, y - h],
          [x + w * dx, y],
        ],
        { width: 9, color: '#3f2c20' },
      );
    curve(
      on,
      [
        [x + w * 0.36, y - h],
        [x + w * 0.4, y - h - 28],
        [x + w * 0.6, y - h - 28],
        [x + w * 0.64, y - h],
      ],
      { width: 8 },
    );
  }
  dots(on, 30, 1460, 1140, 120, 60, 2.6);
}
