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

/** A courtyard house in Baghdad: the orange tree, the gallery on its columns, the door, the machine's window. */
export function courtyardHouse(): Sheet {
  const on = sheet(11);
  wash(on, box(90, 110, 1420, 860), '#e9cf9e', { opacity: 0.55 });
  wash(on, box(60, 30, 1480, 120), '#9fc0c4', { opacity: 0.5 });
  floor(on);
  wash(
    on,
    [
      [90, 150],
      [520, 150],
      [520, 900],
      [90, 1010],
    ],
    '#b98d5c',
    { opacity: 0.38 },
  );
  upperStorey(on);
  groundStorey(on);
  orangeTree(on, 800, 880);
  bricks(on);
  line(
    on,
    [
      [60, 905],
      [1545, 905],
    ],
    { width: 3.4 },
  );
  jar(on, 1010, 960);
  return on;
}

function floor(on: Sheet): void {
  wash(
    on,
    [
      [60, 905],
      [1540, 905],
      [1600, 1180],
      [0, 1180],
    ],
    '#cdb48c',
    { opacity: 0.6 },
  );
  for (let at = 0; at <= 12; at += 1)
    line(
      on,
      [
        [100 + at * 118, 908],
        [-160 + at * 162, 1170],
      ],
      { width: 1.4, opacity: 0.5 },
    );
  for (const y of [935, 975, 1030, 1105])
    line(
      on,
      [
        [30, y],
        [1570, y],
      ],
      { width: 1.3, opacity: 0.45 },
    );
}

function upperStorey(on: Sheet): void {
  line(
    on,
    [
      [70, 160],
      [1530, 160],
    ],
    { width: 4 },
  );
  line(
    on,
    [
      [70, 182],
      [1530, 180],
    ],
    { width: 2.2 },
  );
  for (let x = 90; x < 1520; x += 44)
    line(
      on,
      [
        [x, 162],
        [x, 180],
      ],
      { width: 1.5 },
    );
  line(
    on,
    [
      [70, 500],
      [1530, 500],
    ],
    { width: 4 },
  );
  line(
    on,
    [
      [70, 524],
      [1530, 523],
    ],
    { width: 2.6 },
  );
  for (const x of [151, 387, 623, 859, 1095, 1331]) window(on, x, 230, 118, 190);
  for (let x = 80; x < 1530; x += 27)
    line(
      on,
      [
        [x, 432],
        [x, 500],
      ],
      { width: 1.7 },
    );
  line(
    on,
    [
      [70, 430],
      [1530, 430],
    ],
    { width: 3 },
  );
  for (const x of [80, 316, 552, 788, 1024, 1260, 1496]) column(on, x, 182, 430, 24);
}

function window(on: Sheet, x: number, y: number, width: number, height: number): void {
  const arch: Point[] = [
    [x, y + height],
    [x, y + 50],
    ...ellipse(x + width / 2, y + 50, width / 2, 48, 0.5, 1),
    [x + width, y + 50],
    [x + width, y + height],
  ];
  wash(on, arch, '#3f5d6b', { opacity: 0.72 });
  curve(on, arch.slice(1, -1), { width: 3 });
  outline(on, box(x, y + 50, width, height - 50), { width: 2.4 });
  line(
    on,
    [
      [x + width / 2, y + 6],
      [x + width / 2, y + height],
    ],
    { width: 2 },
  );
  for (let row = 1; row < 5; row += 1)
    line(
      on,
      [
        [x, y + 50 + row * 28],
        [x + width, y + 50 + row * 28],
      ],
      { width: 1.4 },
    );
}

function column(on: Sheet, x: number, top: number, bottom: number, width: number): void {
  cover(on, box(x, top, width, bottom - top), '#efe0c0', 0.9);
  wash(on, box(x + width * 0.55, top, width * 0.45, bottom - top), '#8a6a45', { opacity: 0.5 });
  line(
    on,
    [
      [x, top],
      [x, bottom],
    ],
    { width: 2.6 },
  );
  line(
    on,
    [
      [x + width, top],
      [x + width, bottom],
    ],
    { width: 2.6 },
  );
  for (const [at, wide] of [
    [0, 10],
    [16, 5],
  ] as const)
    line(
      on,
      [
        [x - wide, top + at],
        [x + width + wide, top + at],
      ],
      { width: 2.4 },
    );
}

function groundStorey(on: Sheet): void {
  for (const x of [80, 420, 1080, 1490]) column(on, x, 524, 905, 30);
  const door: Point[] = [[170, 905], [170, 690], ...ellipse(250, 690, 80, 78, 0.5, 1), [330, 690], [330, 905]];
  wash(on, door, '#2f2a2c', { opacity: 0.8 });
  curve(on, door.slice(1, -1), { width: 3.4 });
  line(
    on,
    [
      [170, 690],
      [170, 905],
    ],
    { width: 3 },
  );
  line(
    on,
    [
      [330, 690],
      [330, 905],
    ],
    { width: 3 },
  );
  hatch(on, door, 78, 13);
  wash(on, box(1160, 600, 280, 230), '#3f5d6b', { opacity: 0.6 });
  wash(on, box(1170, 690, 262, 140), '#e3b450', { opacity: 0.7 });
  outline(on, box(1160, 600, 280, 230), { width: 3.6 });
  line(
    on,
    [
      [1300, 600],
      [1300, 830],
    ],
    { width: 2.6 },
  );
  line(
    on,
    [
      [1160, 690],
      [1440, 690],
    ],
    { width: 2.4 },
  );
  line(
    on,
    [
      [1140, 836],
      [1462, 836],
    ],
    { width: 4 },
  );
  machine(on, 1215, 832);
  const arch: Point[] = [[500, 905], [500, 700], ...ellipse(640, 700, 140, 120, 0.5, 1), [780, 700], [780, 905]];
  wash(on, arch, '#7d6a58', { opacity: 0.5 });
  curve(on, arch.slice(1, -1), { width: 3 });
  line(on, [
    [500, 700],
    [500, 905],
  ]);
  hatch(
    on,
    [
      [500, 700],
      [600, 590],
      [600, 905],
      [500, 905],
    ],
    60,
    16,
  );
}

/** The sewing machine, small, behind the glass. */
function machine(on: Sheet, x: number, y: number): void {
  const body: Point[] = [
    [x, y - 8],
    [x + 8, y - 70],
    [x + 96, y - 70],
    [x + 100, y - 22],
    [x + 88, y - 22],
    [x + 82, y - 52],
    [x + 34, y - 50],
    [x + 30, y - 8],
  ];
  cover(on, body, '#241d1b', 0.95);
  loop(on, ellipse(x + 2, y - 56, 13, 16), { width: 3 });
  line(
    on,
    [
      [x - 12, y - 6],
      [x + 116, y - 6],
    ],
    { width: 5 },
  );
}

function orangeTree(on: Sheet, x: number, y: number): void {
  wash(
    on,
    [
      [x - 120, y + 20],
      [x + 130, y + 10],
      [x + 210, y + 60],
      [x - 180, y + 66],
    ],
    '#6f5b45',
    { opacity: 0.45, smooth: true },
  );
  const trunk: Point[] = [
    [x - 15, y + 30],
    [x - 10, y - 120],
    [x - 30, y - 250],
    [x + 6, y - 250],
    [x + 18, y - 120],
    [x + 22, y + 30],
  ];
  cover(on, trunk, '#d9c19a', 0.85);
  wash(on, trunk, '#6d4b30', { opacity: 0.8 });
  curve(
    on,
    [
      [x - 16, y + 32],
      [x - 9, y - 60],
      [x - 14, y - 160],
      [x - 60, y - 300],
    ],
    { width: 4 },
  );
  curve(
    on,
    [
      [x + 24, y + 32],
      [x + 16, y - 80],
      [x + 12, y - 190],
      [x + 60, y - 320],
    ],
    { width: 3.4 },
  );
  cover(on, ellipse(x, y - 350, 190, 150), '#e7d8b2', 0.82);
  for (const [dx, dy, r] of [
    [-90, -330, 110],
    [70, -350, 120],
    [-10, -430, 125],
    [-40, -280, 90],
    [110, -270, 80],
  ] as const) {
    wash(on, ellipse(x + dx, y + dy, r, r * 0.82), '#5f7a44', { opacity: 0.62, smooth: true });
  }
  for (let leaf = 0; leaf < 170; leaf += 1) {
    const angle = within(on, 0, Math.PI * 2);
    const far = Math.sqrt(on.random()) * 190;
    const [lx, ly] = [x + Math.cos(angle) * far * 1.05, y - 345 + Math.sin(angle) * far * 0.78];
    curve(
      on,
      [
        [lx, ly],
        [lx + within(on, 4, 10), ly - within(on, 4, 12)],
        [lx + within(on, 14, 24), ly - within(on, -4, 8)],
      ],
      { width: 2.2, opacity: 0.75 },
    );
  }
  for (const [dx, dy] of [
    [-120, -300],
    [-40, -390],
    [60, -300],
    [130, -370],
    [10, -250],
    [-90, -420],
    [90, -450],
    [0, -330],
    [160, -290],
  ] as const) {
    cover(on, ellipse(x + dx, y + dy, 17, 17), '#eeb45a', 0.8);
    wash(on, ellipse(x + dx, y + dy, 17, 17), '#dd7f2c', { opacity: 0.95 });
    loop(on, ellipse(x + dx, y + dy, 17, 17), { width: 2 });
  }
}

function jar(on: Sheet, x: number, y: number): void {
  const side: Point[] = [
    [x - 30, y - 90],
    [x - 62, y - 20],
    [x - 50, y + 70],
    [x - 20, y + 110],
  ];
  const other = side.map(([px, py]): Point => [2 * x - px, py]).reverse();
  wash(on, [...side, ...other], '#b4653c', { opacity: 0.85, smooth: true });
  curve(on, side, { width: 3.4 });
  curve(on, other, { width: 3.4 });
  loop(on, ellipse(x, y - 92, 32, 10), { width: 3 });
  hatch(
    on,
    [
      [x + 10, y - 60],
      [x + 56, y - 20],
      [x + 46, y + 60],
      [x + 12, y + 100],
    ],
    70,
    10,
  );
}

function bricks(on: Sheet): void {
  for (let at = 0; at < 60; at += 1) {
    const [x, y] = [within(on, 100, 1480), within(on, 535, 880)];
    if (x > 480 && x < 1120) continue;
    line(
      on,
      [
        [x, y],
        [x + within(on, 18, 40), y],
      ],
      { width: 1.3, opacity: 0.5 },
    );
  }
  dots(on, 70, 900, 1460, 270, 130, 2.2);
}
