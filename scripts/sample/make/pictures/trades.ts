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

/** A watchmaker's bench: the pendulum, a watch in pieces, the ledger. */
export function watchmakerBench(): Sheet {
  const on = sheet(401);
  wash(on, box(0, 0, 1600, 760), '#b9a27c', { opacity: 0.6 });
  wash(on, box(0, 0, 1600, 760), '#3f5a58', { opacity: 0.35 });
  clock(on, 360, 330);
  shelf(on);
  const bench: Point[] = [
    [0, 760],
    [1600, 744],
    [1600, 1200],
    [0, 1200],
  ];
  cover(on, bench, '#cf9f66');
  wash(on, bench, '#8a5a32', { opacity: 0.8 });
  line(
    on,
    [
      [0, 760],
      [1600, 744],
    ],
    { width: 5 },
  );
  for (let at = 0; at < 11; at += 1)
    curve(
      on,
      [
        [0, 800 + at * 40],
        [600, 796 + at * 40 + within(on, -6, 6)],
        [1600, 790 + at * 41],
      ],
      { width: 1.6, opacity: 0.4 },
    );
  ledger(on, 1080, 900);
  paper(on);
  return on;
}

function clock(on: Sheet, x: number, y: number): void {
  const frame = box(x - 150, y - 270, 300, 660);
  cover(on, frame, '#c08a52');
  wash(on, frame, '#6d3f22', { opacity: 0.85 });
  outline(on, frame, { width: 5 });
  line(
    on,
    [
      [x - 180, y - 270],
      [x, y - 330],
      [x + 180, y - 270],
      [x - 180, y - 270],
    ],
    { width: 6 },
  );
  cover(on, ellipse(x, y - 120, 118, 118), '#f6eedb');
  loop(on, ellipse(x, y - 120, 118, 118), { width: 6 });
  for (let hour = 0; hour < 12; hour += 1) {
    const angle = (hour / 12) * Math.PI * 2;
    line(
      on,
      [
        [x + Math.sin(angle) * 88, y - 120 - Math.cos(angle) * 88],
        [x + Math.sin(angle) * 106, y - 120 - Math.cos(angle) * 106],
      ],
      { width: 6 },
    );
  }
  line(
    on,
    [
      [x, y - 120],
      [x - 56, y - 152],
    ],
    { width: 9 },
  );
  line(
    on,
    [
      [x, y - 120],
      [x - 62, y - 64],
    ],
    { width: 6 },
  );
  cover(on, box(x - 96, y + 30, 192, 320), '#2f2320', 0.9);
  outline(on, box(x - 96, y + 30, 192, 320), { width: 4 });
  line(
    on,
    [
      [x, y + 30],
      [x + 46, y + 240],
    ],
    { width: 7, color: '#d9b25a' },
  );
  cover(on, ellipse(x + 52, y + 268, 44, 44), '#e3bd5f');
  wash(on, ellipse(x + 52, y + 268, 44, 44), '#a97f2c', { opacity: 0.7 });
  loop(on, ellipse(x + 52, y + 268, 44, 44), { width: 4 });
}

function shelf(on: Sheet): void {
  line(
    on,
    [
      [640, 300],
      [1540, 292],
    ],
    { width: 15, color: '#6d4327', taper: false },
  );
  for (const [at, x] of [700, 830, 960, 1100, 1240, 1370, 1480].entries()) {
    const r = 46 + (at % 3) * 10;
    cover(on, ellipse(x, 292 - r - 8, r, r), '#efe3c6');
    wash(on, ellipse(x, 292 - r - 8, r, r), ['#b98a4a', '#8fa3a3', '#c98f5f'][at % 3]!, { opacity: 0.6 });
    loop(on, ellipse(x, 292 - r - 8, r, r), { width: 4 });
    loop(on, ellipse(x, 292 - r - 8, r * 0.76, r * 0.76), { width: 2 });
    const angle = within(on, 0, 6);
    line(
      on,
      [
        [x, 284 - r],
        [x + Math.sin(angle) * r * 0.6, 284 - r - Math.cos(angle) * r * 0.6],
      ],
      { width: 4 },
    );
    line(
      on,
      [
        [x, 284 - r],
        [x + Math.sin(angle * 2) * r * 0.42, 284 - r - Math.cos(angle * 2) * r * 0.42],
      ],
      { width: 5 },
    );
    loop(on, ellipse(x, 292 - r * 2 - 18, 12, 12), { width: 3.4 });
  }
  for (let x = 680; x < 1520; x += 90) {
    curve(
      on,
      [
        [x, 300],
        [x + 6, 360],
        [x - 4, 410 + within(on, 0, 60)],
      ],
      { width: 3, color: '#d9b25a' },
    );
    loop(on, ellipse(x - 2, 470, 24, 24), { width: 4, color: '#d9b25a' });
  }
}

function ledger(on: Sheet, x: number, y: number): void {
  const left: Point[] = [
    [x - 300, y + 20],
    [x, y - 20],
    [x + 6, y + 220],
    [x - 320, y + 250],
  ];
  const right: Point[] = [
    [x, y - 20],
    [x + 320, y - 6],
    [x + 350, y + 226],
    [x + 6, y + 220],
  ];
  wash(
    on,
    [
      [x - 310, y + 260],
      [x + 360, y + 240],
      [x + 380, y + 290],
      [x - 280, y + 300],
    ],
    '#3a2619',
    { opacity: 0.6, smooth: true },
  );
  for (const page of [left, right]) {
    cover(on, page, '#f8f0da');
    outline(on, page, { width: 3.4 });
  }
  wash(
    on,
    [
      [x - 70, y - 8],
      [x + 70, y - 18],
      [x + 76, y + 222],
      [x - 60, y + 226],
    ],
    '#b9a27c',
    { opacity: 0.4 },
  );
  ['Runs fast when spoken to', 'Stops in the bath', 'Asleep since Tuesday', 'A hair in it'].forEach((entry, at) => {
    write(on, entry, [x - 280 - at * 4, y + 66 + at * 46], 33, { turn: -6 });
  });
  ['glass', 'mainspring', 'nothing; talk to it', 'two hairs'].forEach((entry, at) => {
    write(on, entry, [x + 40 + at * 2, y + 46 + at * 46], 33, { turn: 2 });
  });
}

function paper(on: Sheet): void {
  const white: Point[] = [
    [330, 850],
    [700, 830],
    [740, 1100],
    [300, 1120],
  ];
  cover(on, white, '#fbf6e8');
  outline(on, white, { width: 2.8 });
  const gear = (x: number, y: number, r: number, color: string) => {
    const teeth = Array.from({ length: 28 }, (_, at): Point => {
      const far = at % 2 ? r : r * 0.86;
      return [x + Math.cos((at / 28) * Math.PI * 2) * far, y + Math.sin((at / 28) * Math.PI * 2) * far * 0.8];
    });
    cover(on, teeth, '#efdca8');
    wash(on, teeth, color, { opacity: 0.8 });
    line(on, [...teeth, teeth[0]!], { width: 2.4 });
    loop(on, ellipse(x, y, r * 0.2, r * 0.16), { width: 3 });
  };
  gear(440, 930, 64, '#c99a3c');
  gear(560, 980, 46, '#b98a4a');
  gear(640, 900, 36, '#a9a59a');
  gear(480, 1040, 34, '#c99a3c');
  curve(
    on,
    Array.from(
      { length: 40 },
      (_, at): Point => [630 + Math.cos(at * 0.5) * (8 + at * 0.9), 1040 + Math.sin(at * 0.5) * (7 + at * 0.72)],
    ),
    { width: 2.2 },
  );
  line(
    on,
    [
      [150, 1010],
      [340, 1070],
    ],
    { width: 8, color: '#7b7f80' },
  );
  line(
    on,
    [
      [150, 1040],
      [340, 1074],
    ],
    { width: 8, color: '#7b7f80' },
  );
  line(
    on,
    [
      [800, 1120],
      [1000, 1160],
    ],
    { width: 11, color: '#8a3f35' },
  );
  line(
    on,
    [
      [740, 1106],
      [800, 1120],
    ],
    { width: 5 },
  );
  dots(on, 360, 860, 340, 230, 14, 4);
}

/** Pearl scales that fold into a box; the smallest weight is missing. */
export function pearlScales(): Sheet {
  const on = sheet(409);
  wash(on, box(0, 0, 1600, 1200), '#a5553f', { opacity: 0.6 });
  for (let y = -20; y < 1200; y += 116)
    for (let x = (y / 116) % 2 < 1 ? -20 : 56; x < 1600; x += 152) {
      const motif: Point[] = [
        [x + 40, y],
        [x + 74, y + 40],
        [x + 40, y + 80],
        [x + 6, y + 40],
      ];
      loop(on, motif, { width: 2, color: '#e9cf93', opacity: 0.5 });
    }
  casket(on);
  beam(on);
  for (let at = 0; at < 26; at += 1) {
    const [x, y, r] = [within(on, 1060, 1400), within(on, 880, 1060), within(on, 8, 17)];
    cover(on, ellipse(x, y, r, r), '#fdf9ee');
    wash(on, ellipse(x + r * 0.2, y + r * 0.25, r * 0.7, r * 0.6), '#b9a9a2', { opacity: 0.8 });
    loop(on, ellipse(x, y, r, r), { width: 2 });
  }
  return on;
}

function casket(on: Sheet): void {
  wash(on, box(180, 760, 800, 360), '#35201a', { opacity: 0.6 });
  const wood = box(160, 740, 780, 340);
  cover(on, wood, '#8a5a34');
  wash(on, wood, '#5b351c', { opacity: 0.8 });
  outline(on, wood, { width: 5 });
  const velvet = box(196, 776, 708, 268);
  cover(on, velvet, '#7a2c3c');
  wash(on, velvet, '#4d1825', { opacity: 0.7 });
  outline(on, velvet, { width: 3 });
  let x = 250;
  for (const r of [52, 44, 37, 30, 24, 18, 13]) {
    cover(on, ellipse(x, 900, r + 6, r + 6), '#3a101a');
    cover(on, ellipse(x, 900, r, r), '#e6c067');
    wash(on, ellipse(x, 900, r, r), '#a97f2c', { opacity: 0.6 });
    loop(on, ellipse(x, 900, r, r), { width: 3.4 });
    if (r > 20) loop(on, ellipse(x, 900, r * 0.4, r * 0.4), { width: 2.4 });
    x += r * 2 + 26;
  }
  cover(on, box(842, 884, 32, 32), '#2a0a12');
  outline(on, box(842, 884, 32, 32), { width: 2.4, color: '#c98f93' });
}

function beam(on: Sheet): void {
  line(
    on,
    [
      [800, 70],
      [800, 250],
    ],
    { width: 10, color: '#c99a3c' },
  );
  loop(on, ellipse(800, 60, 24, 24), { width: 8, color: '#c99a3c' });
  curve(
    on,
    [
      [380, 268],
      [600, 240],
      [800, 236],
      [1000, 250],
      [1220, 292],
    ],
    { width: 19, color: '#d9ae4e', opacity: 1 },
  );
  curve(
    on,
    [
      [380, 260],
      [600, 232],
      [800, 228],
      [1000, 242],
      [1220, 284],
    ],
    { width: 3 },
  );
  curve(
    on,
    [
      [380, 278],
      [600, 250],
      [800, 246],
      [1000, 260],
      [1220, 302],
    ],
    { width: 3 },
  );
  line(
    on,
    [
      [800, 240],
      [794, 150],
    ],
    { width: 6 },
  );
  for (const [x, y, drop] of [
    [384, 270, 250],
    [1216, 294, 310],
  ] as const) {
    for (const dx of [-132, 0, 132])
      line(
        on,
        [
          [x, y],
          [x + dx, y + drop],
        ],
        { width: 2.4 },
      );
    const pan = ellipse(x, y + drop, 150, 40);
    cover(on, pan, '#ecca78');
    wash(on, pan, '#b5862f', { opacity: 0.6 });
    loop(on, pan, { width: 4 });
    curve(on, ellipse(x, y + drop, 150, 66, 0, 0.5), { width: 4 });
  }
  for (let at = 0; at < 14; at += 1) {
    const [x, y] = [1216 + within(on, -80, 80), 594 + within(on, -16, 14)];
    cover(on, ellipse(x, y, 13, 12), '#fdf9ee');
    loop(on, ellipse(x, y, 13, 12), { width: 2 });
  }
  cover(on, ellipse(384, 508, 26, 18), '#c99a3c');
  loop(on, ellipse(384, 508, 26, 18), { width: 3 });
}

/** The grocery in Crater: tins, onions, and one tin without a label. */
export function groceryShelf(): Sheet {
  const on = sheet(419);
  wash(on, box(0, 0, 1600, 1200), '#c9a878', { opacity: 0.6 });
  for (const y of [330, 640, 950]) {
    wash(on, box(60, y - 10, 1480, 34), '#7c5030', { opacity: 0.85 });
    outline(on, box(60, y - 10, 1480, 34), { width: 3.4 });
    wash(on, box(60, y + 24, 1480, 40), '#4a3526', { opacity: 0.4 });
  }
  for (const x of [60, 1510]) {
    wash(on, box(x, 40, 32, 1120), '#7c5030', { opacity: 0.85 });
    outline(on, box(x, 40, 32, 1120), { width: 3.4 });
  }
  const names = ['BUTTER', 'SARDINES', 'MILK', 'TEA', 'BISCUITS', 'PEACHES', 'COCOA'];
  const colors = ['#e3bd4f', '#3d6a8a', '#d9d3c0', '#3f7a5c', '#b5503f', '#d98f4a', '#6d3f2c'];
  let count = 0;
  for (const y of [320, 630])
    for (let x = 120; x < 1430; x += 168) {
      const unlabelled = y === 630 && x > 950 && x < 1100;
      tin(on, x, y, unlabelled ? null : names[count % names.length]!, colors[count % colors.length]!);
      count += 1;
    }
  onions(on);
  jars(on);
  ladder(on);
  return on;
}

function tin(on: Sheet, x: number, y: number, name: string | null, color: string): void {
  const [w, h] = [128, within(on, 150, 200)];
  const side: Point[] = [
    [x, y - h],
    [x + w, y - h],
    [x + w, y - 8],
    [x + w / 2, y],
    [x, y - 8],
  ];
  cover(on, side, '#d6d5cc');
  wash(on, box(x + w * 0.7, y - h, w * 0.3, h - 8), '#6d7274', { opacity: 0.6 });
  if (name) {
    cover(on, box(x, y - h + 24, w, h - 56), '#f3e8cd', 0.95);
    wash(on, box(x, y - h + 24, w, h - 56), color, { opacity: 0.85 });
    cover(on, ellipse(x + w / 2, y - h * 0.5, 52, 27), '#fbf4e0', 0.95);
    loop(on, ellipse(x + w / 2, y - h * 0.5, 52, 27), { width: 2.2 });
    write(on, name, [x + w / 2, y - h * 0.5 + 7], 19, { font: 'Liberation Serif', anchor: 'middle' });
  } else hatch(on, box(x + 8, y - h + 20, w - 16, h - 40), 86, 13, { opacity: 0.35 });
  line(
    on,
    [
      [x, y - h],
      [x, y - 8],
    ],
    { width: 3 },
  );
  line(
    on,
    [
      [x + w, y - h],
      [x + w, y - 8],
    ],
    { width: 3 },
  );
  curve(on, ellipse(x + w / 2, y - 8, w / 2, 12, 0, 0.5), { width: 3 });
  cover(on, ellipse(x + w / 2, y - h, w / 2, 15), '#c9c9c0');
  loop(on, ellipse(x + w / 2, y - h, w / 2, 15), { width: 3 });
}

function onions(on: Sheet): void {
  const sack: Point[] = [
    [130, 940],
    [150, 800],
    [250, 770],
    [420, 776],
    [520, 810],
    [540, 940],
  ];
  cover(on, sack, '#d9bd8d', 1, true);
  wash(on, sack, '#a9855a', { opacity: 0.75, smooth: true });
  loop(on, sack, { width: 4 });
  hatch(on, sack, 40, 18, { opacity: 0.4 });
  hatch(on, sack, -40, 18, { opacity: 0.4 });
  for (const [x, y] of [
    [220, 770],
    [290, 752],
    [360, 758],
    [430, 772],
    [256, 728],
    [330, 716],
    [400, 730],
  ] as const) {
    cover(on, ellipse(x, y, 42, 38), '#d98f68');
    wash(on, ellipse(x, y, 42, 38), '#a8473f', { opacity: 0.75 });
    loop(on, ellipse(x, y, 42, 38), { width: 3 });
    for (const dx of [-18, 0, 18])
      curve(
        on,
        [
          [x, y - 40],
          [x + dx, y - 6],
          [x + dx * 0.5, y + 34],
        ],
        { width: 1.8 },
      );
    line(
      on,
      [
        [x, y - 38],
        [x + 4, y - 62],
      ],
      { width: 5 },
    );
  }
}

function jars(on: Sheet): void {
  for (const [x, color] of [
    [640, '#d98f2c'],
    [800, '#8a3f52'],
    [960, '#d9a63e'],
    [1120, '#5c7d45'],
  ] as const) {
    const glass = box(x, 790, 118, 150);
    cover(on, glass, '#eef0e6');
    wash(on, box(x + 8, 816, 102, 120), color, { opacity: 0.85 });
    outline(on, glass, { width: 3.4 });
    cover(on, box(x - 5, 770, 128, 26), '#b9b1a4');
    outline(on, box(x - 5, 770, 128, 26), { width: 3 });
    cover(on, box(x + 22, 850, 74, 48), '#fbf4e0');
    line(
      on,
      [
        [x + 32, 868],
        [x + 86, 866],
      ],
      { width: 2.4 },
    );
    line(
      on,
      [
        [x + 32, 882],
        [x + 76, 880],
      ],
      { width: 2.4 },
    );
    line(
      on,
      [
        [x + 14, 810],
        [x + 14, 920],
      ],
      { width: 4, color: '#fdfbf2', opacity: 0.8 },
    );
  }
  const scale: Point[] = [
    [1300, 940],
    [1320, 860],
    [1460, 860],
    [1480, 940],
  ];
  cover(on, scale, '#a8473f');
  outline(on, scale, { width: 4 });
  cover(on, ellipse(1390, 836, 110, 22), '#d9d5c6');
  loop(on, ellipse(1390, 836, 110, 22), { width: 4 });
  cover(on, ellipse(1390, 904, 30, 30), '#fbf4e0');
  loop(on, ellipse(1390, 904, 30, 30), { width: 3 });
  line(
    on,
    [
      [1390, 904],
      [1402, 884],
    ],
    { width: 3 },
  );
}

function ladder(on: Sheet): void {
  for (const dx of [0, 120])
    line(
      on,
      [
        [1240 + dx, 1200],
        [1330 + dx * 0.7, 120],
      ],
      { width: 17, color: '#9c7448', taper: false },
    );
  for (let at = 1; at < 9; at += 1)
    line(
      on,
      [
        [1246 + at * 10, 1140 - at * 118],
        [1352 + at * 7, 1140 - at * 118],
      ],
      { width: 13, color: '#9c7448', taper: false },
    );
}

/** The café at La Goulette: a green awning, tables, the sea behind. */
export function greenAwning(): Sheet {
  const on = sheet(421);
  wash(on, box(0, 0, 1600, 700), '#a9cbd0', { opacity: 0.55 });
  wash(on, box(0, 560, 1600, 150), '#3f8391', { opacity: 0.75 });
  line(
    on,
    [
      [0, 562],
      [1600, 556],
    ],
    { width: 2 },
  );
  for (const [x, y] of [
    [1180, 600],
    [1360, 640],
    [1500, 590],
  ] as const) {
    cover(
      on,
      [
        [x - 50, y],
        [x + 50, y - 3],
        [x + 34, y + 20],
        [x - 34, y + 22],
      ],
      '#b5503f',
    );
    cover(
      on,
      [
        [x, y - 100],
        [x + 44, y - 12],
        [x, y - 8],
      ],
      '#f6eedb',
    );
    outline(
      on,
      [
        [x, y - 100],
        [x + 44, y - 12],
        [x, y - 8],
      ],
      { width: 2.4 },
    );
  }
  wash(
    on,
    [
      [0, 700],
      [1600, 690],
      [1600, 1200],
      [0, 1200],
    ],
    '#e0c896',
    { opacity: 0.75 },
  );
  const wall = box(0, 60, 900, 720);
  cover(on, wall, '#faf5e6');
  wash(on, wall, '#d9d3bd', { opacity: 0.6 });
  outline(on, wall, { width: 4 });
  for (const x of [110, 600]) {
    const door: Point[] = [[x, 778], [x, 440], ...ellipse(x + 90, 440, 90, 60, 0.5, 1), [x + 180, 440], [x + 180, 778]];
    cover(on, door, '#2f5d7c', 0.9);
    wash(on, door, '#22435c', { opacity: 0.6 });
    curve(on, door.slice(1, -1), { width: 4 });
    line(
      on,
      [
        [x, 440],
        [x, 778],
      ],
      { width: 4 },
    );
    line(
      on,
      [
        [x + 180, 440],
        [x + 180, 778],
      ],
      { width: 4 },
    );
    line(
      on,
      [
        [x + 90, 390],
        [x + 90, 778],
      ],
      { width: 3 },
    );
  }
  write(on, 'CAFÉ', [450, 190], 84, { font: 'Liberation Serif', anchor: 'middle', color: '#2f5d7c' });
  awning(on);
  for (const [x, y, size] of [
    [250, 900, 0.9],
    [640, 930, 1],
    [1030, 910, 0.95],
    [1380, 960, 1.05],
    [420, 1080, 1.15],
    [930, 1100, 1.2],
  ] as const)
    cafeTable(on, x, y, size);
  return on;
}

function awning(on: Sheet): void {
  const cloth: Point[] = [
    [40, 290],
    [860, 280],
    [1010, 520],
    [-20, 540],
  ];
  wash(
    on,
    [
      [0, 560],
      [1000, 540],
      [960, 820],
      [40, 820],
    ],
    '#4a5a52',
    { opacity: 0.4 },
  );
  cover(on, cloth, '#faf5e6');
  for (let at = 0; at < 12; at += 2) {
    const [top, foot] = [(n: number) => 40 + (820 * n) / 12, (n: number) => -20 + (1030 * n) / 12];
    wash(
      on,
      [
        [top(at), 289],
        [top(at + 1), 288],
        [foot(at + 1), 538],
        [foot(at), 540],
      ],
      '#3f7d52',
      { opacity: 0.9 },
    );
  }
  outline(on, cloth, { width: 4 });
  for (let at = 0; at < 12; at += 1) {
    const scallop = ellipse(-20 + 43 + (1030 * at) / 12, 538, 43, 34, 0, 0.5);
    cover(on, scallop, at % 2 ? '#faf5e6' : '#5c9a6d');
    curve(on, scallop, { width: 3.4 });
  }
  line(
    on,
    [
      [876, 330],
      [900, 700],
    ],
    { width: 7 },
  );
  line(
    on,
    [
      [900, 700],
      [930, 694],
    ],
    { width: 7 },
  );
  cover(on, ellipse(938, 694, 11, 15), '#7c5030');
}

function cafeTable(on: Sheet, x: number, y: number, size: number): void {
  for (const side of [-1, 1]) {
    const c = x + side * 150 * size;
    curve(
      on,
      [
        [c - 46 * size, y + 40 * size],
        [c - 44 * size, y - 70 * size],
        [c, y - 100 * size],
        [c + 44 * size, y - 70 * size],
        [c + 46 * size, y + 40 * size],
      ],
      { width: 8 },
    );
    cover(on, ellipse(c, y + 40 * size, 54 * size, 20 * size), '#e3c78a');
    loop(on, ellipse(c, y + 40 * size, 54 * size, 20 * size), { width: 3.4 });
    for (const dx of [-34, 34])
      line(
        on,
        [
          [c + dx * size, y + 50 * size],
          [c + dx * 1.3 * size, y + 130 * size],
        ],
        { width: 6 },
      );
  }
  line(
    on,
    [
      [x, y],
      [x, y + 110 * size],
    ],
    { width: 10 },
  );
  line(
    on,
    [
      [x - 50 * size, y + 118 * size],
      [x + 50 * size, y + 118 * size],
    ],
    { width: 9 },
  );
  cover(on, ellipse(x, y, 106 * size, 36 * size), '#f6f1e2');
  wash(on, ellipse(x, y, 106 * size, 36 * size), '#a9bdbd', { opacity: 0.6 });
  loop(on, ellipse(x, y, 106 * size, 36 * size), { width: 4 });
  const glass = box(x - 50 * size, y - 50 * size, 24 * size, 46 * size);
  cover(on, glass, '#fbf4d8', 0.9);
  wash(on, glass, '#d9b25a', { opacity: 0.8 });
  outline(on, glass, { width: 2.6 });
  const bottle: Point[] = [
    [x + 16 * size, y - 2],
    [x + 16 * size, y - 60 * size],
    [x + 24 * size, y - 84 * size],
    [x + 24 * size, y - 110 * size],
    [x + 36 * size, y - 110 * size],
    [x + 36 * size, y - 84 * size],
    [x + 44 * size, y - 60 * size],
    [x + 44 * size, y - 2],
  ];
  cover(on, bottle, '#dfe8d6', 0.9);
  wash(on, bottle, '#3f7d52', { opacity: 0.8 });
  outline(on, bottle, { width: 2.6 });
}

/** A suitcase on the scales of a school hall. */
export function suitcaseScale(): Sheet {
  const on = sheet(431);
  wash(on, box(0, 0, 1600, 820), '#d3c6a6', { opacity: 0.6 });
  wash(on, box(0, 0, 1600, 820), '#7c5433', { opacity: 0.22 });
  for (let x = 40; x < 1600; x += 130)
    line(
      on,
      [
        [x, 0],
        [x, 820],
      ],
      { width: 1.8, opacity: 0.4 },
    );
  line(
    on,
    [
      [0, 560],
      [1600, 556],
    ],
    { width: 3 },
  );
  wash(
    on,
    [
      [0, 820],
      [1600, 812],
      [1600, 1200],
      [0, 1200],
    ],
    '#a8743f',
    { opacity: 0.75 },
  );
  line(
    on,
    [
      [0, 820],
      [1600, 812],
    ],
    { width: 4 },
  );
  for (let at = 0; at < 12; at += 1)
    line(
      on,
      [
        [at * 150, 818],
        [at * 230 - 440, 1200],
      ],
      { width: 1.6, opacity: 0.5 },
    );
  scale(on);
  suitcase(on);
  button(on, 1330, 1040);
  return on;
}

function scale(on: Sheet): void {
  wash(
    on,
    [
      [330, 1080],
      [1240, 1070],
      [1280, 1130],
      [320, 1140],
    ],
    '#3a2619',
    { opacity: 0.6, smooth: true },
  );
  const base: Point[] = [
    [430, 1080],
    [460, 890],
    [1110, 884],
    [1150, 1074],
  ];
  cover(on, base, '#c9d0cb');
  wash(on, base, '#5f7d86', { opacity: 0.75 });
  outline(on, base, { width: 5 });
  cover(on, box(360, 850, 860, 40), '#b9bdb4');
  wash(on, box(360, 850, 860, 40), '#6d7678', { opacity: 0.6 });
  outline(on, box(360, 850, 860, 40), { width: 5 });
  cover(on, ellipse(790, 990, 82, 76), '#fbf8ee');
  loop(on, ellipse(790, 990, 82, 76), { width: 5 });
  for (let at = 0; at < 20; at += 1) {
    const angle = Math.PI * 0.75 + (at / 19) * Math.PI * 1.5;
    line(
      on,
      [
        [790 + Math.cos(angle) * 60, 990 + Math.sin(angle) * 55],
        [790 + Math.cos(angle) * 73, 990 + Math.sin(angle) * 67],
      ],
      { width: at % 5 ? 2.4 : 4.4 },
    );
  }
  line(
    on,
    [
      [790, 990],
      [834, 950],
    ],
    { width: 6, color: '#a5402f' },
  );
  cover(on, ellipse(790, 990, 9, 9), INK);
}

function suitcase(on: Sheet): void {
  const side = box(420, 380, 740, 466);
  cover(on, side, '#c99a63');
  wash(on, side, '#8a5a30', { opacity: 0.8 });
  hatch(on, side, 0, 22, { opacity: 0.22 });
  outline(on, side, { width: 6 });
  line(
    on,
    [
      [420, 560],
      [1160, 558],
    ],
    { width: 5 },
  );
  for (const x of [500, 1040]) {
    cover(on, box(x, 380, 46, 466), '#6d4426', 0.92);
    outline(on, box(x, 380, 46, 466), { width: 3 });
    cover(on, box(x - 9, 536, 64, 50), '#d9b25a');
    outline(on, box(x - 9, 536, 64, 50), { width: 4 });
  }
  for (const [x, y] of [
    [420, 380],
    [1096, 380],
    [420, 782],
    [1096, 782],
  ] as const) {
    cover(on, box(x, y, 64, 64), '#5b3720', 0.9);
    outline(on, box(x, y, 64, 64), { width: 3 });
  }
  curve(
    on,
    [
      [680, 384],
      [690, 318],
      [790, 300],
      [890, 316],
      [902, 382],
    ],
    { width: 24, color: '#5b3720', opacity: 1 },
  );
  const label: Point[] = [
    [640, 640],
    [930, 630],
    [938, 760],
    [646, 768],
  ];
  cover(on, label, '#f6eedb');
  outline(on, label, { width: 3 });
  write(on, 'A. Z.', [680, 696], 50, { turn: -2 });
  write(on, 'Manchester', [680, 746], 44, { turn: -2 });
  line(
    on,
    [
      [902, 370],
      [960, 440],
    ],
    { width: 3 },
  );
  cover(
    on,
    [
      [940, 430],
      [1000, 446],
      [986, 510],
      [930, 494],
    ],
    '#f1dfae',
  );
  outline(
    on,
    [
      [940, 430],
      [1000, 446],
      [986, 510],
      [930, 494],
    ],
    { width: 3 },
  );
}

function button(on: Sheet, x: number, y: number): void {
  wash(on, ellipse(x + 10, y + 22, 84, 36), '#3a2619', { opacity: 0.6, smooth: true });
  cover(on, ellipse(x, y, 80, 42), '#f6f2ea');
  wash(on, ellipse(x, y, 80, 42), '#c9b9c6', { opacity: 0.7 });
  wash(on, ellipse(x - 20, y - 6, 50, 20), '#a9cbc6', { opacity: 0.6 });
  loop(on, ellipse(x, y, 80, 42), { width: 4 });
  loop(on, ellipse(x, y - 2, 56, 26), { width: 2.4 });
  for (const [dx, dy] of [
    [-14, -6],
    [14, -6],
    [-14, 6],
    [14, 6],
  ] as const)
    cover(on, ellipse(x + dx, y + dy, 6, 4), INK);
}
