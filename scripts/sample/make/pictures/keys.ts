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
  type Sheet,
  sheet,
  wash,
  within,
  write,
} from './ink.ts';

/** Two keys in a tin of cough drops: the long iron one, the short brass one. */
export function twoKeys(): Sheet {
  const on = sheet(131);
  wash(on, box(0, 0, 1600, 1200), '#b8a58a', { opacity: 0.55 });
  grain(on);
  wash(
    on,
    [
      [220, 300],
      [1460, 320],
      [1480, 1020],
      [260, 1060],
    ],
    '#3f332a',
    { opacity: 0.5, smooth: true },
  );
  const tin = roundedBox(200, 230, 1200, 720, 70);
  cover(on, tin, '#d7d2c2');
  wash(on, tin, '#8a8f8c', { opacity: 0.75 });
  outline(on, tin, { width: 3.4 });
  const inner = roundedBox(246, 274, 1108, 632, 46);
  cover(on, inner, '#efe7d4');
  wash(on, inner, '#b9b2a0', { opacity: 0.7 });
  wash(
    on,
    [
      [246, 274],
      [1354, 274],
      [1320, 340],
      [300, 350],
      [290, 880],
      [246, 906],
    ],
    '#5f5a52',
    { opacity: 0.5 },
  );
  outline(on, inner, { width: 3 });
  cloth(on);
  ironKey(on, 380, 470);
  brassKey(on, 820, 760);
  return on;
}

/** One key, alone on a table. */
export function houseKey(): Sheet {
  const on = sheet(137);
  wash(on, box(0, 0, 1600, 1200), '#a5acab', { opacity: 0.5 });
  for (let x = 0; x < 1600; x += 200)
    for (let y = 0; y < 1200; y += 200) {
      if ((x + y) % 400 === 0) wash(on, box(x, y, 200, 200), '#8c6b58', { opacity: 0.42 });
      outline(on, box(x, y, 200, 200), { width: 1.8, opacity: 0.6 });
    }
  const coat: Point[] = [
    [-20, 780],
    [240, 720],
    [560, 800],
    [820, 960],
    [900, 1240],
    [-20, 1240],
  ];
  cover(on, coat, '#c9c2b4', 0.95);
  wash(on, coat, '#3d4a56', { opacity: 0.9 });
  curve(
    on,
    [
      [-20, 780],
      [240, 722],
      [560, 800],
      [820, 960],
      [900, 1240],
    ],
    { width: 5 },
  );
  const tear: Point[] = [
    [430, 850],
    [520, 860],
    [560, 940],
    [500, 960],
    [440, 920],
  ];
  cover(on, tear, '#e3d9c2');
  loop(on, tear, { width: 3 });
  hatch(on, coat, 58, 26, { opacity: 0.4 });
  for (let at = 0; at < 8; at += 1)
    line(
      on,
      [
        [60 + at * 70, 760 + at * 8],
        [84 + at * 70, 764 + at * 8],
      ],
      { width: 3, color: '#e9e0cb' },
    );
  ironKey(on, 430, 380);
  return on;
}

function grain(on: Sheet): void {
  for (let at = 0; at < 26; at += 1) {
    const y = at * 47 + 10;
    curve(
      on,
      [
        [0, y],
        [400, y + within(on, -14, 14)],
        [900, y + within(on, -10, 10)],
        [1600, y + within(on, -8, 8)],
      ],
      { width: 1.6, opacity: 0.38 },
    );
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
  const rag: Point[] = [
    [290, 640],
    [420, 560],
    [640, 600],
    [860, 540],
    [1120, 600],
    [1310, 560],
    [1330, 760],
    [1240, 880],
    [900, 860],
    [620, 892],
    [360, 870],
  ];
  cover(on, rag, '#efe2c6');
  wash(on, rag, '#8d4a55', { opacity: 0.7, smooth: true });
  loop(on, rag, { width: 3 });
  for (const shift of [0, 170, 360, 560, 760])
    curve(
      on,
      [
        [360 + shift, 660],
        [420 + shift, 740],
        [400 + shift, 850],
      ],
      { width: 2 },
    );
}

function ironKey(on: Sheet, x: number, y: number): void {
  wash(
    on,
    [
      [x - 90, y + 60],
      [x + 700, y + 66],
      [x + 720, y + 150],
      [x - 40, y + 120],
    ],
    '#2f2823',
    { opacity: 0.5, smooth: true },
  );
  for (const [rx, ry, color] of [
    [112, 96, '#4b4643'],
    [70, 56, '#d8cbb0'],
  ] as const) {
    cover(on, ellipse(x, y, rx, ry), color);
    if (rx > 100) wash(on, ellipse(x, y, rx, ry), '#37363a', { opacity: 0.8 });
    loop(on, ellipse(x, y, rx, ry), { width: 4.6 });
  }
  const shank = box(x + 108, y - 22, 560, 44);
  cover(on, shank, '#55504c');
  wash(on, shank, '#37363a', { opacity: 0.8 });
  line(
    on,
    [
      [x + 108, y - 22],
      [x + 668, y - 20],
    ],
    { width: 4.4 },
  );
  line(
    on,
    [
      [x + 108, y + 22],
      [x + 668, y + 22],
    ],
    { width: 4.4 },
  );
  line(
    on,
    [
      [x + 130, y - 10],
      [x + 640, y - 9],
    ],
    { width: 5, color: '#b9b1a4', opacity: 0.7 },
  );
  for (const dx of [120, 150, 560]) {
    cover(on, box(x + dx, y - 34, 16, 68), '#4b4643');
    outline(on, box(x + dx, y - 34, 16, 68), { width: 3 });
  }
  const bit: Point[] = [
    [x + 590, y + 20],
    [x + 590, y + 130],
    [x + 616, y + 130],
    [x + 616, y + 92],
    [x + 634, y + 92],
    [x + 634, y + 138],
    [x + 660, y + 138],
    [x + 660, y + 20],
  ];
  cover(on, bit, '#4b4643');
  wash(on, bit, '#2c2b30', { opacity: 0.7 });
  outline(on, bit, { width: 4 });
  loop(on, ellipse(x + 674, y, 13, 24), { width: 4 });
  hatch(on, ellipse(x, y, 108, 92, 0.05, 0.4), 50, 10, { opacity: 0.6 });
}

function brassKey(on: Sheet, x: number, y: number): void {
  wash(
    on,
    [
      [x - 60, y + 40],
      [x + 300, y + 30],
      [x + 300, y + 70],
      [x - 20, y + 90],
    ],
    '#2f2823',
    { opacity: 0.5, smooth: true },
  );
  const bow = [...ellipse(x, y, 74, 66)];
  cover(on, bow, '#e2b85a');
  wash(on, bow, '#b8862f', { opacity: 0.8 });
  loop(on, bow, { width: 4 });
  cover(on, ellipse(x - 26, y, 18, 18), '#8d4a55');
  loop(on, ellipse(x - 26, y, 18, 18), { width: 3 });
  const blade: Point[] = [
    [x + 68, y - 22],
    [x + 290, y - 18],
    [x + 312, y],
    [x + 290, y + 16],
    [x + 270, y + 4],
    [x + 250, y + 22],
    [x + 226, y + 8],
    [x + 204, y + 26],
    [x + 180, y + 10],
    [x + 152, y + 24],
    [x + 68, y + 24],
  ];
  cover(on, blade, '#e8c878');
  wash(on, blade, '#b8862f', { opacity: 0.7 });
  outline(on, blade, { width: 3.4 });
  line(
    on,
    [
      [x + 80, y - 4],
      [x + 284, y - 2],
    ],
    { width: 3, color: '#7c5a1f' },
  );
}

/** Where a family went, drawn as one would on a kitchen table. Coastlines are from memory. */
export function journeyMap(): Sheet {
  const on = sheet(139);
  wash(on, box(60, 60, 1480, 1080), '#a9c6c9', { opacity: 0.6 });
  const lands: Point[][] = [
    [
      [640, 60],
      [1540, 60],
      [1540, 560],
      [1470, 600],
      [1380, 580],
      [1300, 620],
      [1190, 610],
      [1130, 540],
      [1060, 560],
      [1010, 640],
      [980, 720],
      [930, 640],
      [900, 560],
      [830, 540],
      [770, 560],
      [690, 560],
      [640, 500],
      [560, 520],
      [520, 600],
      [440, 620],
      [430, 500],
      [520, 440],
      [560, 360],
      [620, 300],
      [600, 200],
    ],
    [
      [60, 60],
      [330, 60],
      [380, 160],
      [300, 240],
      [320, 330],
      [230, 420],
      [160, 400],
      [60, 470],
    ],
    [
      [420, 760],
      [620, 720],
      [820, 740],
      [960, 850],
      [1140, 870],
      [1300, 860],
      [1390, 830],
      [1400, 740],
      [1420, 640],
      [1540, 600],
      [1540, 1140],
      [360, 1140],
      [380, 900],
    ],
  ];
  for (const land of lands) {
    cover(on, land, '#efe0bc', 0.95, true);
    wash(on, land, '#c9a768', { opacity: 0.65, smooth: true });
    loop(on, land, { width: 3 });
  }
  for (let at = 0; at < 3; at += 1)
    curve(
      on,
      [
        [70, 1020 - at * 330],
        [260, 1010 - at * 330],
        [330, 1018 - at * 330],
      ],
      { width: 1.8, color: '#3d6a78' },
    );
  route(on);
  compass(on, 210, 920);
  return on;
}

function route(on: Sheet): void {
  const places: [string, number, number, string, number, number][] = [
    ['حلب', 1452, 660, '1947', -34, -58],
    ['بيروت', 1412, 770, '1967', -60, 6],
    ['باريس', 690, 330, '1967', 30, -26],
    ['مونتريال', 210, 230, '1974', 26, 62],
  ];
  const dash = (points: Point[]) => {
    for (let at = 0; at < points.length - 1; at += 1)
      curve(on, [points[at]!, points[at + 1]!], { width: 6, color: '#a5402f', opacity: 0.9 });
  };
  for (const arc of [
    [
      [1452, 660],
      [1436, 716],
      [1412, 770],
    ],
    [
      [1412, 770],
      [1150, 560],
      [900, 400],
      [690, 330],
    ],
    [
      [690, 330],
      [560, 190],
      [400, 160],
      [210, 230],
    ],
  ] as Point[][]) {
    const steps: Point[] = [];
    const fine = arc.flatMap((from, at) =>
      arc[at + 1]
        ? Array.from(
            { length: 9 },
            (_, n): Point => [
              from[0] + ((arc[at + 1]![0] - from[0]) * n) / 9,
              from[1] + ((arc[at + 1]![1] - from[1]) * n) / 9,
            ],
          )
        : [from],
    );
    fine.forEach((point, at) => {
      if (at % 2 === 0) steps.push(point);
      else if (steps.length) {
        dash([steps.at(-1)!, point]);
      }
    });
  }
  for (const [name, x, y, year, dx, dy] of places) {
    cover(on, ellipse(x, y, 17, 17), '#f6eedd');
    loop(on, ellipse(x, y, 17, 17), { width: 4, color: '#a5402f' });
    cover(on, ellipse(x, y, 7, 7), '#a5402f');
    write(on, name, [x + dx, y + dy], 50, { font: 'Noto Naskh Arabic', anchor: dx < 0 ? 'end' : 'start' });
    write(on, year, [x + dx + (dx < 0 ? -10 : 10), y + dy + 44], 40, {
      anchor: dx < 0 ? 'end' : 'start',
      color: '#a5402f',
    });
  }
}

function compass(on: Sheet, x: number, y: number): void {
  loop(on, ellipse(x, y, 78, 78), { width: 3 });
  loop(on, ellipse(x, y, 66, 66), { width: 1.8 });
  const needle: Point[] = [
    [x, y - 104],
    [x + 17, y],
    [x, y + 104],
    [x - 17, y],
  ];
  cover(on, needle, '#f3e8cd');
  wash(
    on,
    [
      [x, y - 104],
      [x + 17, y],
      [x - 17, y],
    ],
    '#a5402f',
    { opacity: 0.9 },
  );
  outline(on, needle, { width: 3 });
  line(
    on,
    [
      [x - 90, y],
      [x + 90, y],
    ],
    { width: 2.4 },
  );
}
