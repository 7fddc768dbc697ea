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
  type Sheet,
  sheet,
  wash,
  within,
} from './ink.ts';

/** Short strokes on water, closer together far away. */
export function ripples(on: Sheet, top: number, bottom: number, count: number, color = INK): void {
  for (let at = 0; at < count; at += 1) {
    const near = on.random();
    const y = top + (bottom - top) * near * near;
    const x = within(on, 20, on.width - 120);
    const length = 24 + near * 90;
    curve(
      on,
      [
        [x, y],
        [x + length * 0.3, y - 3 - near * 4],
        [x + length * 0.7, y + 2],
        [x + length, y - 1],
      ],
      { width: 1.3 + near, opacity: 0.5, color },
    );
  }
}

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
    curve(
      on,
      [
        [1230 - half, y],
        [1230, y - 5],
        [1230 + half, y + 3],
      ],
      { width: 7, color: '#f1dfa9', opacity: 0.7 },
    );
  }
  for (let at = 0; at < 60; at += 1)
    cover(on, ellipse(within(on, 20, 1580), within(on, 20, 420), 2, 2), '#f4e8c8', within(on, 0.3, 0.9));
  wash(
    on,
    [
      [0, 590],
      [300, 570],
      [700, 600],
      [1100, 580],
      [1600, 596],
      [1600, 668],
      [0, 672],
    ],
    '#1f2a2c',
    { opacity: 0.9, smooth: true },
  );
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
  curve(
    on,
    [
      [x, y],
      [x + tall * 0.04, y - tall * 0.5],
      [x - tall * 0.02, y - tall],
    ],
    { ...pen, width: 7 + tall * 0.03 },
  );
  const reach = 50 + tall * 0.22;
  for (let frond = 0; frond < 13; frond += 1) {
    const angle = Math.PI * (0.9 + frond * 0.1);
    const [ex, ey] = [x + Math.cos(angle) * reach, y - tall + Math.sin(angle) * reach * 0.5 + reach * 0.42];
    curve(
      on,
      [
        [x, y - tall],
        [(x + ex) / 2, Math.min(y - tall, ey) - reach * 0.26],
        [ex, ey],
      ],
      { ...pen, width: 6 },
    );
  }
}

function boat(on: Sheet): void {
  const hull: Point[] = [
    [420, 840],
    [560, 872],
    [800, 884],
    [1010, 862],
    [1140, 806],
    [1090, 920],
    [980, 972],
    [700, 984],
    [520, 944],
  ];
  wash(
    on,
    [
      [430, 980],
      [1100, 960],
      [980, 1050],
      [560, 1060],
    ],
    '#16232a',
    { opacity: 0.8, smooth: true },
  );
  cover(on, hull, '#5a4030');
  wash(on, hull, '#3c2a22', { opacity: 0.8 });
  loop(on, hull, { width: 5 });
  curve(
    on,
    [
      [440, 872],
      [620, 908],
      [820, 916],
      [1040, 888],
      [1110, 850],
    ],
    { width: 3, color: '#c9a876', opacity: 0.6 },
  );
  hatch(
    on,
    [
      [520, 920],
      [1080, 890],
      [970, 966],
      [700, 978],
    ],
    6,
    12,
    { color: '#130d0a' },
  );
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
  line(
    on,
    [
      [1098, 700],
      [1206, 1010],
    ],
    { width: 8, color: '#2a1f18' },
  );
}

function sitter(on: Sheet, x: number, y: number, size: number, color: string): void {
  const cloak: Point[] = [
    [x - 38 * size, y],
    [x - 34 * size, y - 62 * size],
    [x - 12 * size, y - 94 * size],
    [x + 12 * size, y - 94 * size],
    [x + 34 * size, y - 60 * size],
    [x + 38 * size, y],
  ];
  cover(on, cloak, color);
  wash(on, cloak, '#2a2c33', { opacity: 0.6 });
  loop(on, cloak, { width: 2.8 });
  cover(on, ellipse(x, y - 112 * size, 18 * size, 21 * size), '#2b211c');
  curve(on, ellipse(x, y - 112 * size, 19 * size, 22 * size, 0.75, 1.05), { width: 3, color: '#f1dfa9', opacity: 0.8 });
}

/** Coming into the port of Marseille: the church on its hill, the quay, a white ship. */
export function marseilleHarbour(): Sheet {
  const on = sheet(74);
  wash(on, box(0, 0, 1600, 520), '#b3c9cc', { opacity: 0.6 });
  wash(
    on,
    [
      [900, 520],
      [980, 380],
      [1100, 300],
      [1210, 250],
      [1330, 300],
      [1460, 400],
      [1600, 450],
      [1600, 560],
      [880, 560],
    ],
    '#c9b183',
    { opacity: 0.8, smooth: true },
  );
  church(on, 1216, 252);
  wash(
    on,
    [
      [0, 520],
      [160, 470],
      [420, 455],
      [700, 490],
      [900, 520],
      [900, 560],
      [0, 560],
    ],
    '#b9a98a',
    { opacity: 0.7, smooth: true },
  );
  houses(on);
  wash(on, box(0, 640, 1600, 560), '#5d8793', { opacity: 0.75 });
  wash(
    on,
    [
      [200, 900],
      [900, 860],
      [1000, 1000],
      [300, 1060],
    ],
    '#2f5361',
    { opacity: 0.55, smooth: true },
  );
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
    curve(
      on,
      [
        [x - 28, y - 10],
        [x - 10, y - 16],
        [x, y],
        [x + 12, y - 15],
        [x + 30, y - 6],
      ],
      { width: 3 },
    );
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
  line(
    on,
    [
      [x + 4, y - 140],
      [x + 4, y - 186],
    ],
    { width: 4 },
  );
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
        line(
          on,
          [
            [col - 4, row],
            [col - 4, row + 24],
          ],
          { width: 2.2, color: '#3f6b5c' },
        );
        line(
          on,
          [
            [col + 19, row],
            [col + 19, row + 24],
          ],
          { width: 2.2, color: '#3f6b5c' },
        );
      }
    }
    x += width + within(on, 0, 6);
  }
  wash(on, box(0, 620, 1600, 44), '#8f8271', { opacity: 0.9 });
  line(
    on,
    [
      [0, 662],
      [1600, 658],
    ],
    { width: 4 },
  );
}

function ship(on: Sheet): void {
  const hull: Point[] = [
    [90, 760],
    [960, 730],
    [1070, 724],
    [1010, 800],
    [960, 905],
    [230, 930],
    [150, 880],
  ];
  cover(on, hull, '#f2ead6', 0.98);
  wash(
    on,
    [
      [120, 850],
      [1000, 820],
      [960, 905],
      [230, 930],
      [150, 880],
    ],
    '#7a3b34',
    { opacity: 0.85 },
  );
  outline(on, hull, { width: 4.4 });
  const decks: [number, number, number, number][] = [
    [250, 668, 560, 84],
    [310, 606, 420, 64],
    [560, 556, 120, 52],
  ];
  for (const [x, y, width, height] of decks) {
    const deck: Point[] = [
      [x, y + 8],
      [x + width, y],
      [x + width + 16, y + height - 12],
      [x, y + height],
    ];
    cover(on, deck, '#f2ead6');
    wash(on, deck, '#c3cfcd', { opacity: 0.6 });
    outline(on, deck, { width: 3 });
    for (let port = x + 24; port < x + width - 10; port += 38)
      loop(on, ellipse(port, y + height * 0.48, 9, 10), { width: 2.6 });
  }
  const funnel: Point[] = [
    [430, 610],
    [440, 460],
    [530, 454],
    [536, 604],
  ];
  cover(on, funnel, '#c06a3b');
  wash(on, funnel, '#8a4128', { opacity: 0.7 });
  outline(on, funnel, { width: 3.6 });
  wash(
    on,
    [
      [440, 450],
      [400, 360],
      [300, 300],
      [180, 290],
      [250, 350],
      [380, 400],
      [520, 452],
    ],
    '#57514c',
    { opacity: 0.5, smooth: true },
  );
  line(
    on,
    [
      [860, 736],
      [880, 480],
    ],
    { width: 6 },
  );
  line(
    on,
    [
      [880, 490],
      [1060, 722],
    ],
    { width: 2 },
  );
  line(
    on,
    [
      [880, 490],
      [700, 600],
    ],
    { width: 2 },
  );
  for (let x = 190; x < 920; x += 44) loop(on, ellipse(x, 806 - x * 0.012, 10, 11), { width: 2.8 });
  for (let x = 260; x < 1010; x += 15) {
    if (on.random() < 0.75) cover(on, ellipse(x, 744 - x * 0.028, 6, 9), INK, 0.85);
  }
  line(
    on,
    [
      [100, 756],
      [1060, 722],
    ],
    { width: 2.4 },
  );
}

function rowingBoat(on: Sheet, x: number, y: number): void {
  const hull: Point[] = [
    [x, y],
    [x + 270, y - 6],
    [x + 230, y + 62],
    [x + 40, y + 64],
  ];
  cover(on, hull, '#3f6b5c');
  wash(on, hull, '#2c4f47', { opacity: 0.7 });
  outline(on, hull, { width: 3.6 });
  line(
    on,
    [
      [x + 60, y - 40],
      [x + 190, y + 90],
    ],
    { width: 5 },
  );
  for (const dx of [90, 170]) {
    cover(on, ellipse(x + dx, y - 28, 24, 34), '#2f3a44');
    cover(on, ellipse(x + dx, y - 74, 14, 16), INK);
  }
}

/** The Corniche at Beirut on a Sunday. */
export function beirutCorniche(): Sheet {
  const on = sheet(83);
  wash(on, box(0, 0, 1600, 560), '#b9d3d2', { opacity: 0.6 });
  wash(
    on,
    [
      [0, 560],
      [160, 470],
      [380, 500],
      [640, 380],
      [900, 470],
      [1180, 400],
      [1600, 500],
      [1600, 600],
      [0, 600],
    ],
    '#9db0b5',
    { opacity: 0.6, smooth: true },
  );
  curve(
    on,
    [
      [0, 556],
      [160, 472],
      [380, 500],
      [640, 382],
      [900, 470],
      [1180, 402],
      [1600, 500],
    ],
    { width: 2 },
  );
  wash(on, box(0, 570, 1600, 330), '#4a8791', { opacity: 0.75 });
  rock(on);
  wash(
    on,
    [
      [0, 860],
      [1600, 820],
      [1600, 1200],
      [0, 1200],
    ],
    '#dcc79d',
    { opacity: 0.85 },
  );
  for (let at = 0; at < 15; at += 1)
    line(
      on,
      [
        [at * 130 - 100, 1200],
        [520 + at * 46, 838],
      ],
      { width: 1.3, opacity: 0.4 },
    );
  railing(on);
  for (const [x, y, tall] of [
    [180, 930, 560],
    [640, 900, 470],
    [1090, 880, 420],
    [1460, 872, 380],
  ] as const)
    streetPalm(on, x, y, tall);
  cart(on, 1180, 1080);
  ripples(on, 590, 830, 60, '#f3ead2');
  return on;
}

function rock(on: Sheet): void {
  for (const shape of [
    [
      [900, 780],
      [910, 600],
      [960, 560],
      [1060, 566],
      [1120, 620],
      [1110, 780],
      [1050, 790],
      [1040, 690],
      [1000, 660],
      [966, 700],
      [964, 790],
    ],
    [
      [1190, 780],
      [1200, 660],
      [1250, 630],
      [1300, 680],
      [1296, 784],
    ],
  ] as Point[][]) {
    cover(on, shape, '#d9c092');
    wash(on, shape, '#a9804f', { opacity: 0.75 });
    outline(on, shape, { width: 3 });
    hatch(on, shape, 74, 15, { opacity: 0.5 });
  }
}

function railing(on: Sheet): void {
  line(
    on,
    [
      [0, 800],
      [1600, 770],
    ],
    { width: 6 },
  );
  line(
    on,
    [
      [0, 880],
      [1600, 840],
    ],
    { width: 4 },
  );
  for (let x = 20; x < 1600; x += 52)
    line(
      on,
      [
        [x, 800 - x * 0.019],
        [x, 892 - x * 0.025],
      ],
      { width: 4 },
    );
}

function streetPalm(on: Sheet, x: number, y: number, tall: number): void {
  const trunk: Point[] = [
    [x - 15, y],
    [x - 9, y - tall],
    [x + 11, y - tall],
    [x + 17, y],
  ];
  cover(on, trunk, '#b99a6c');
  wash(on, trunk, '#7d5c3b', { opacity: 0.8 });
  for (let at = 20; at < tall; at += 24)
    curve(
      on,
      [
        [x - 14, y - at],
        [x, y - at - 9],
        [x + 14, y - at],
      ],
      { width: 2 },
    );
  line(on, [
    [x - 15, y],
    [x - 9, y - tall],
  ]);
  line(on, [
    [x + 17, y],
    [x + 11, y - tall],
  ]);
  for (let frond = 0; frond < 15; frond += 1) {
    const angle = Math.PI * (0.85 + frond * 0.093);
    const reach = tall * 0.36;
    const [ex, ey] = [x + Math.cos(angle) * reach, y - tall + Math.sin(angle) * reach * 0.6 + reach * 0.44];
    const middle: Point = [(x + ex) / 2, Math.min(y - tall, ey) - reach * 0.2];
    curve(on, [[x, y - tall], middle, [ex, ey]], { width: 13, color: '#6d8a55', opacity: 0.75 });
    curve(on, [[x, y - tall], middle, [ex, ey]], { width: 2.4 });
  }
}

function cart(on: Sheet, x: number, y: number): void {
  const awning: Point[] = [
    [x - 40, y - 250],
    [x + 250, y - 258],
    [x + 220, y - 312],
    [x - 10, y - 306],
  ];
  for (const [dx, dy] of [
    [-20, -250],
    [232, -256],
  ] as const)
    line(
      on,
      [
        [x + dx, y + dy],
        [x + dx, y - 80],
      ],
      { width: 5 },
    );
  cover(on, awning, '#efe3c6');
  for (let stripe = 0; stripe < 5; stripe += 1)
    wash(
      on,
      [
        [x - 30 + stripe * 58, y - 251],
        [x - 2 + stripe * 58, y - 252],
        [x + 10 + stripe * 47, y - 308],
        [x - 12 + stripe * 47, y - 307],
      ],
      '#b9503f',
      { opacity: 0.8 },
    );
  outline(on, awning, { width: 3.4 });
  const counter = box(x - 30, y - 120, 270, 80);
  cover(on, counter, '#e7d3a4');
  wash(on, counter, '#3f7a74', { opacity: 0.75 });
  outline(on, counter, { width: 3.6 });
  for (let at = 0; at < 8; at += 1) {
    cover(on, ellipse(x - 4 + at * 30, y - 134, 16, 14), '#d98f3e');
    loop(on, ellipse(x - 4 + at * 30, y - 134, 16, 14), { width: 2.4 });
  }
  for (const dx of [20, 186]) {
    loop(on, ellipse(x + dx, y, 50, 52), { width: 6 });
    for (const turn of [0, 0.17, 0.33]) {
      const [a] = ellipse(x + dx, y, 48, 50, turn, turn + 0.01);
      const [b] = ellipse(x + dx, y, 48, 50, turn + 0.5, turn + 0.51);
      line(on, [a!, b!], { width: 3 });
    }
  }
}
