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

/** White shoes with heels on a doorstep, and what was left of two slices of watermelon. */
export function whiteShoes(): Sheet {
  const on = sheet(149);
  wash(on, box(0, 0, 1600, 620), '#c98f5f', { opacity: 0.7 });
  for (let y = 40; y < 600; y += 92)
    for (let x = y % 184 === 40 ? 0 : -110; x < 1600; x += 220)
      outline(on, box(x, y, 216, 88), { width: 1.8, opacity: 0.6 });
  const door = box(940, 0, 420, 620);
  cover(on, door, '#d6c7a3');
  wash(on, door, '#3f6654', { opacity: 0.85 });
  outline(on, door, { width: 5 });
  for (const [x, y] of [
    [980, 60],
    [1170, 60],
    [980, 340],
    [1170, 340],
  ] as const)
    outline(on, box(x, y, 150, 220), { width: 3 });
  loop(on, ellipse(970, 310, 12, 12), { width: 6 });
  step(on, 620, 200, '#d9cdb4');
  step(on, 820, 400, '#cabd9f');
  shoe(on, 420, 780, 1);
  shoe(on, 690, 800, 1.02);
  rind(on, 1080, 760);
  rind(on, 1280, 790);
  for (let at = 0; at < 26; at += 1)
    cover(on, ellipse(within(on, 900, 1560), within(on, 850, 1140), 7, 4.4), '#2c2018', 0.9);
  return on;
}

function step(on: Sheet, y: number, height: number, color: string): void {
  const top: Point[] = [
    [0, y],
    [1600, y],
    [1600, y + height],
    [0, y + height],
  ];
  cover(on, top, '#efe6d0');
  wash(on, top, color, { opacity: 0.9 });
  line(
    on,
    [
      [0, y],
      [1600, y],
    ],
    { width: 4.4 },
  );
  dots(on, 10, y + 10, 1580, height - 20, 60, 2);
}

function shoe(on: Sheet, x: number, y: number, size: number): void {
  const p = (dx: number, dy: number): Point => [x + dx * size, y + dy * size];
  wash(on, [p(-190, 40), p(120, 30), p(130, 66), p(-200, 76)], '#4a4038', { opacity: 0.55, smooth: true });
  const heel: Point[] = [p(62, -60), p(112, -84), p(104, 44), p(84, 46)];
  cover(on, heel, '#e9e3d3');
  wash(on, heel, '#a8a294', { opacity: 0.7 });
  outline(on, heel, { width: 3.4 });
  const body: Point[] = [
    p(-210, 34),
    p(-196, 4),
    p(-140, -18),
    p(-80, -44),
    p(-60, -64),
    p(-20, -46),
    p(30, -86),
    p(86, -146),
    p(116, -150),
    p(120, -96),
    p(96, -64),
    p(30, -20),
    p(-50, 22),
    p(-120, 44),
  ];
  cover(on, body, '#fbf7ec', 1, true);
  wash(
    on,
    [p(-190, 30), p(-60, 10), p(60, -46), p(116, -110), p(110, -70), p(30, -16), p(-60, 28), p(-140, 44)],
    '#b9b4a8',
    { opacity: 0.75, smooth: true },
  );
  loop(on, body, { width: 4 });
  curve(on, [p(-60, -62), p(-20, -22), p(40, -56), p(96, -142)], { width: 3 });
  loop(on, [p(-120, -28), p(-96, -50), p(-76, -36), p(-98, -18)], { width: 2.6 });
}

function rind(on: Sheet, x: number, y: number): void {
  const slice = [...ellipse(x, y, 120, 104, 0, 0.5)];
  cover(on, slice, '#f0e6cc');
  wash(on, slice, '#4f7d4a', { opacity: 0.9 });
  const white = [...ellipse(x, y, 102, 86, 0, 0.5)];
  cover(on, white, '#f4eed9');
  const red: Point[] = [
    ...ellipse(x, y, 92, 76, 0.04, 0.2),
    ...ellipse(x + 6, y + 40, 54, 34, 0.1, 0.55).reverse(),
    ...ellipse(x, y, 92, 76, 0.32, 0.47),
  ];
  wash(on, red, '#d0483f', { opacity: 0.9 });
  curve(on, ellipse(x, y, 120, 104, 0, 0.5), { width: 4 });
  line(
    on,
    [
      [x - 120, y],
      [x + 120, y],
    ],
    { width: 3 },
  );
}

/** Patched sandals on a road of stones. */
export function sandals(): Sheet {
  const on = sheet(151);
  wash(on, box(0, 0, 1600, 300), '#a9c3c4', { opacity: 0.6 });
  wash(
    on,
    [
      [0, 330],
      [190, 190],
      [330, 250],
      [520, 120],
      [760, 260],
      [980, 150],
      [1220, 270],
      [1420, 170],
      [1600, 260],
      [1600, 360],
      [0, 360],
    ],
    '#a5856a',
    { opacity: 0.75 },
  );
  line(
    on,
    [
      [0, 330],
      [190, 190],
      [330, 250],
      [520, 120],
      [760, 260],
      [980, 150],
      [1220, 270],
      [1420, 170],
      [1600, 260],
    ],
    { width: 3 },
  );
  for (const [x, y] of [
    [520, 120],
    [980, 150],
    [1420, 170],
  ] as const)
    hatch(
      on,
      [
        [x, y],
        [x + 120, y + 130],
        [x + 20, y + 140],
      ],
      70,
      12,
      { opacity: 0.5 },
    );
  wash(on, box(0, 340, 1600, 860), '#d9b57f', { opacity: 0.75 });
  walkers(on);
  for (let at = 0; at < 34; at += 1) stone(on, within(on, 20, 1580), within(on, 430, 1170));
  sandal(on, 520, 860, -8);
  sandal(on, 960, 900, 10);
  dots(on, 20, 420, 1560, 760, 220, 2.6);
  return on;
}

function walkers(on: Sheet): void {
  for (let at = 0; at < 15; at += 1) {
    const x = 300 + at * 46 + within(on, -8, 8);
    const tall = 44 + on.random() * 16;
    cover(
      on,
      [
        [x - 9, 400],
        [x - 7, 400 - tall * 0.7],
        [x + 7, 400 - tall * 0.7],
        [x + 10, 400],
      ],
      ['#4a3c3c', '#6d5138', '#39546b', '#7c3f38'][at % 4]!,
      0.95,
    );
    cover(on, ellipse(x, 400 - tall * 0.82, 6, 7), '#2c2018');
    if (at % 3 === 0) cover(on, ellipse(x + 4, 400 - tall * 1.02, 15, 8), '#c9b083');
  }
}

function stone(on: Sheet, x: number, y: number): void {
  const r = 10 + ((y - 400) / 800) * 34;
  const round = ellipse(x, y, r * within(on, 1, 1.5), r * 0.6);
  cover(on, round, '#dcc8a4');
  wash(on, round, '#94795b', { opacity: 0.7 });
  loop(on, round, { width: 2.4 });
}

function sandal(on: Sheet, x: number, y: number, turn: number): void {
  const angle = (turn * Math.PI) / 180;
  const p = (dx: number, dy: number): Point => [
    x + dx * Math.cos(angle) - dy * Math.sin(angle),
    y + dx * Math.sin(angle) + dy * Math.cos(angle),
  ];
  const sole: Point[] = [
    p(-70, -250),
    p(0, -285),
    p(72, -250),
    p(96, -140),
    p(78, -10),
    p(86, 120),
    p(70, 220),
    p(0, 262),
    p(-70, 220),
    p(-78, 110),
    p(-66, -20),
    p(-92, -140),
  ];
  wash(
    on,
    sole.map(([px, py]): Point => [px + 20, py + 24]),
    '#4a3a2c',
    { opacity: 0.6, smooth: true },
  );
  cover(on, sole, '#c08a52', 1, true);
  wash(on, sole, '#8a5a30', { opacity: 0.75, smooth: true });
  loop(on, sole, { width: 5 });
  loop(
    on,
    sole.map(([px, py]): Point => [x + (px - x) * 0.86, y + (py - y) * 0.92]),
    { width: 1.8, opacity: 0.6 },
  );
  for (const [dx, dy, width, height, color] of [
    [-52, -210, 74, 66, '#6d4426'],
    [4, 120, 62, 84, '#a8743f'],
    [-60, 20, 58, 60, '#7a5536'],
  ] as const) {
    const patch: Point[] = [
      p(dx, dy),
      p(dx + width, dy + 6),
      p(dx + width - 6, dy + height),
      p(dx + 4, dy + height - 5),
    ];
    cover(on, patch, color, 0.85);
    outline(on, patch, { width: 2.6 });
    for (let at = 0; at < 6; at += 1)
      line(on, [p(dx - 7, dy + 6 + at * (height / 6)), p(dx + 8, dy + 8 + at * (height / 6))], { width: 2.4 });
  }
  for (const strap of [
    [p(-100, -60), p(-40, -120), p(0, -190)],
    [p(100, -60), p(40, -120), p(0, -190)],
    [p(-88, 110), p(0, 60), p(88, 110)],
  ]) {
    curve(on, strap, { width: 34, color: '#5b3a22', taper: false, opacity: 1 });
    curve(on, strap, { width: 3, color: '#c9a06a', opacity: 0.9 });
  }
}

/** A tray of tea: the pot mended with wire, glasses, sugar. */
export function teaTray(): Sheet {
  const on = sheet(157);
  carpet(on);
  wash(on, ellipse(816, 700, 620, 350), '#2f2018', { opacity: 0.5, smooth: true });
  cover(on, ellipse(800, 660, 610, 340), '#dcc27c');
  wash(on, ellipse(800, 660, 610, 340), '#b08a3a', { opacity: 0.7, smooth: true });
  loop(on, ellipse(800, 660, 610, 340), { width: 5 });
  loop(on, ellipse(800, 656, 560, 300), { width: 2.4 });
  for (let at = 0; at < 44; at += 1) {
    const [x, y] = ellipse(800, 658, 585, 320, at / 44, at / 44 + 0.001)[0]!;
    loop(on, ellipse(x, y, 11, 7), { width: 1.8 });
  }
  pot(on, 720, 560);
  glass(on, 1060, 700);
  glass(on, 1200, 600);
  glass(on, 430, 740);
  sugar(on, 860, 850);
  return on;
}

function carpet(on: Sheet): void {
  wash(on, box(0, 0, 1600, 1200), '#9c3f35', { opacity: 0.75 });
  wash(on, box(0, 0, 1600, 120), '#2f4a63', { opacity: 0.75 });
  wash(on, box(0, 1080, 1600, 120), '#2f4a63', { opacity: 0.75 });
  for (const y of [26, 1106])
    for (let x = 30; x < 1600; x += 96) {
      const diamond: Point[] = [
        [x, y + 36],
        [x + 34, y],
        [x + 68, y + 36],
        [x + 34, y + 70],
      ];
      cover(on, diamond, '#e3c887', 0.85);
      outline(on, diamond, { width: 2.4 });
      cover(
        on,
        [
          [x + 20, y + 36],
          [x + 34, y + 20],
          [x + 48, y + 36],
          [x + 34, y + 52],
        ],
        '#9c3f35',
        0.9,
      );
    }
  for (let y = 170; y < 1060; y += 118)
    for (let x = (y / 118) % 2 < 1 ? 60 : 130; x < 1600; x += 150) {
      loop(on, ellipse(x, y, 24, 30), { width: 2.4, color: '#e3c887', opacity: 0.65 });
      line(
        on,
        [
          [x, y + 30],
          [x, y + 60],
        ],
        { width: 2.4, color: '#e3c887', opacity: 0.65 },
      );
    }
}

function pot(on: Sheet, x: number, y: number): void {
  const spout: Point[] = [
    [x + 120, y + 60],
    [x + 190, y + 10],
    [x + 224, y - 90],
    [x + 250, y - 84],
    [x + 228, y + 40],
    [x + 130, y + 120],
  ];
  cover(on, spout, '#eef0ea', 1, true);
  wash(on, spout, '#7d9aa8', { opacity: 0.6, smooth: true });
  loop(on, spout, { width: 4 });
  const body = ellipse(x, y + 50, 166, 142);
  cover(on, body, '#f4f2e8');
  wash(on, [...ellipse(x, y + 50, 166, 142, 0.1, 0.6)], '#8fa6ae', { opacity: 0.6, smooth: true });
  loop(on, body, { width: 4.6 });
  curve(
    on,
    [
      [x - 150, y - 10],
      [x - 260, y - 40],
      [x - 270, y + 90],
      [x - 150, y + 110],
    ],
    { width: 19, color: '#e9ebe4', opacity: 1 },
  );
  curve(
    on,
    [
      [x - 150, y - 16],
      [x - 268, y - 48],
      [x - 280, y + 96],
      [x - 150, y + 120],
    ],
    { width: 4 },
  );
  curve(
    on,
    [
      [x - 150, y + 6],
      [x - 246, y - 22],
      [x - 254, y + 80],
      [x - 150, y + 98],
    ],
    { width: 3.4 },
  );
  const lid = ellipse(x, y - 92, 82, 28);
  cover(on, lid, '#f4f2e8');
  loop(on, lid, { width: 4 });
  loop(on, ellipse(x, y - 132, 20, 20), { width: 4.4 });
  for (const [dx, dy] of [
    [-60, 40],
    [50, 30],
    [-10, 110],
    [70, 110],
    [-90, 110],
  ] as const)
    rose(on, x + dx, y + dy);
  curve(
    on,
    [
      [x + 60, y - 80],
      [x + 84, y - 20],
      [x + 70, y + 40],
      [x + 110, y + 130],
    ],
    { width: 3 },
  );
  for (let at = 0; at < 5; at += 1)
    line(
      on,
      [
        [x + 56 + at * 6, y - 50 + at * 38],
        [x + 100 + at * 4, y - 56 + at * 38],
      ],
      { width: 4.4, color: '#8f8a80' },
    );
}

function rose(on: Sheet, x: number, y: number): void {
  wash(on, ellipse(x, y, 25, 23), '#c24f5c', { opacity: 0.9 });
  curve(
    on,
    [
      [x - 12, y + 6],
      [x - 4, y - 12],
      [x + 12, y - 4],
      [x + 4, y + 10],
      [x - 4, y],
    ],
    { width: 2.2 },
  );
  curve(
    on,
    [
      [x + 18, y + 16],
      [x + 34, y + 26],
      [x + 40, y + 16],
    ],
    { width: 5, color: '#5f7d4a' },
  );
}

function glass(on: Sheet, x: number, y: number): void {
  cover(on, ellipse(x, y + 84, 70, 26), '#f1efe6');
  loop(on, ellipse(x, y + 84, 70, 26), { width: 3.4 });
  const side: Point[] = [
    [x - 42, y - 60],
    [x - 28, y],
    [x - 44, y + 56],
    [x - 26, y + 82],
  ];
  const other = side.map(([px, py]): Point => [2 * x - px, py]).reverse();
  wash(on, [...side, ...other], '#b4481f', { opacity: 0.9, smooth: true });
  curve(on, side, { width: 3.4 });
  curve(on, other, { width: 3.4 });
  loop(on, ellipse(x, y - 60, 42, 12), { width: 3 });
  line(
    on,
    [
      [x - 30, y - 30],
      [x - 22, y + 40],
    ],
    { width: 5, color: '#f6e3c4', opacity: 0.7 },
  );
  for (const dx of [-12, 10])
    curve(
      on,
      [
        [x + dx, y - 84],
        [x + dx + 12, y - 110],
        [x + dx - 8, y - 136],
        [x + dx + 6, y - 166],
      ],
      { width: 2.6, color: '#f3e6cd', opacity: 0.7 },
    );
}

function sugar(on: Sheet, x: number, y: number): void {
  const bowl = ellipse(x, y + 20, 100, 54, 0, 0.5);
  cover(on, bowl, '#e8e4d6');
  for (const [dx, dy] of [
    [-46, -6],
    [0, -18],
    [42, -4],
    [-18, 14],
    [24, 16],
  ] as const) {
    const lump = box(x + dx - 22, y + dy - 16, 44, 32);
    cover(on, lump, '#fbf8ef');
    outline(on, lump, { width: 2.6 });
    hatch(on, box(x + dx + 6, y + dy - 14, 16, 28), 90, 6, { opacity: 0.5 });
  }
  cover(on, bowl, '#7fa0a8', 0.9);
  wash(on, bowl, '#4d7480', { opacity: 0.7 });
  curve(on, bowl, { width: 4 });
  line(
    on,
    [
      [x - 100, y + 20],
      [x + 100, y + 20],
    ],
    { width: 3 },
  );
}

/** Pomegranates, one open, on a blue cloth. */
export function pomegranates(): Sheet {
  const on = sheet(163);
  wash(on, box(0, 0, 1600, 640), '#dcc59a', { opacity: 0.6 });
  const leaf = (x: number, y: number, dx: number, dy: number) => {
    const shape: Point[] = [
      [x, y],
      [x + dx * 0.4 - dy * 0.2, y + dy * 0.4 + dx * 0.2],
      [x + dx, y + dy],
      [x + dx * 0.5 + dy * 0.18, y + dy * 0.5 - dx * 0.18],
    ];
    cover(on, shape, '#dfe0b8', 0.9, true);
    wash(on, shape, '#5c7d45', { opacity: 0.85, smooth: true });
    curve(
      on,
      [
        [x, y],
        [x + dx * 0.5, y + dy * 0.5],
        [x + dx, y + dy],
      ],
      { width: 2.2 },
    );
  };
  curve(
    on,
    [
      [40, 90],
      [420, 170],
      [760, 120],
      [1120, 220],
      [1420, 180],
    ],
    { width: 14, color: '#6b4a30' },
  );
  for (const [x, y, dx, dy] of [
    [200, 124, 120, -60],
    [340, 152, 110, 90],
    [560, 146, 130, -60],
    [700, 126, 90, 110],
    [900, 152, 130, -70],
    [1010, 192, 60, 120],
    [1200, 216, 130, -30],
    [1330, 200, 120, 70],
    [1400, 180, 120, -60],
  ] as const)
    leaf(x, y, dx, dy);
  fruit(on, 500, 330, 120);
  line(
    on,
    [
      [500, 160],
      [500, 214],
    ],
    { width: 6 },
  );
  const cloth: Point[] = [
    [0, 690],
    [500, 640],
    [1100, 660],
    [1600, 630],
    [1600, 1200],
    [0, 1200],
  ];
  cover(on, cloth, '#dfe3da', 0.9);
  wash(on, cloth, '#3f6f8a', { opacity: 0.85 });
  curve(
    on,
    [
      [0, 690],
      [500, 640],
      [1100, 660],
      [1600, 630],
    ],
    { width: 4 },
  );
  for (let at = 0; at < 7; at += 1)
    curve(
      on,
      [
        [100 + at * 220, 700],
        [60 + at * 236, 900],
        [120 + at * 226, 1180],
      ],
      { width: 2.2, opacity: 0.5 },
    );
  fruit(on, 420, 840, 190);
  fruit(on, 1240, 800, 170);
  opened(on, 820, 920);
  return on;
}

function fruit(on: Sheet, x: number, y: number, r: number): void {
  wash(on, ellipse(x + r * 0.2, y + r * 0.92, r * 1.05, r * 0.24), '#26333d', { opacity: 0.55, smooth: true });
  const crown: Point[] = [
    [x - r * 0.22, y - r * 0.86],
    [x - r * 0.34, y - r * 1.3],
    [x - r * 0.12, y - r * 1.1],
    [x, y - r * 1.36],
    [x + r * 0.13, y - r * 1.1],
    [x + r * 0.34, y - r * 1.28],
    [x + r * 0.22, y - r * 0.86],
  ];
  cover(on, crown, '#c9733f');
  wash(on, crown, '#9c3a2c', { opacity: 0.8 });
  outline(on, crown, { width: 3.4 });
  const round: Point[] = ellipse(x, y, r, r * 0.95);
  cover(on, round, '#dd7a55');
  wash(on, round, '#b3312f', { opacity: 0.9, smooth: true });
  wash(on, ellipse(x - r * 0.3, y - r * 0.3, r * 0.4, r * 0.34), '#f2c47a', { opacity: 0.6, smooth: true });
  loop(on, round, { width: 4.6 });
  hatch(on, ellipse(x, y, r * 0.97, r * 0.92, 0, 0.3), 48, 13, { opacity: 0.5 });
}

function opened(on: Sheet, x: number, y: number): void {
  wash(on, ellipse(x + 20, y + 150, 250, 50), '#26333d', { opacity: 0.55, smooth: true });
  const half = ellipse(x, y, 230, 180);
  cover(on, half, '#e9c38a');
  wash(on, half, '#b3312f', { opacity: 0.7 });
  loop(on, half, { width: 4.6 });
  const flesh = ellipse(x, y - 8, 200, 150);
  cover(on, flesh, '#f4e3b8');
  loop(on, flesh, { width: 2.4 });
  for (let at = 0; at < 92; at += 1) {
    const angle = within(on, 0, Math.PI * 2);
    const far = Math.sqrt(on.random());
    const [sx, sy] = [x + Math.cos(angle) * far * 180, y - 8 + Math.sin(angle) * far * 130];
    cover(on, ellipse(sx, sy, 15, 12), '#b01f33', 0.9);
    loop(on, ellipse(sx, sy, 15, 12), { width: 1.6 });
    cover(on, ellipse(sx - 4, sy - 4, 3.4, 2.6), '#f6c7bd', 0.9);
  }
  for (let at = 0; at < 12; at += 1)
    cover(on, ellipse(within(on, x - 330, x + 400), y + within(on, 140, 230), 13, 10), '#b01f33', 0.95);
}
