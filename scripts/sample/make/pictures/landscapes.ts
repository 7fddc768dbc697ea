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
} from './ink.ts';
import { ripples } from './water.ts';

/** An old stone bridge over a green river, in the mountains. */
export function stoneBridge(): Sheet {
  const on = sheet(211);
  wash(on, box(0, 0, 1600, 460), '#b3cbd0', { opacity: 0.6 });
  ridge(
    on,
    [
      [0, 430],
      [180, 240],
      [340, 330],
      [560, 140],
      [800, 300],
      [1010, 190],
      [1240, 330],
      [1420, 210],
      [1600, 330],
    ],
    560,
    '#8f9aa0',
  );
  ridge(
    on,
    [
      [0, 520],
      [260, 430],
      [520, 500],
      [830, 400],
      [1120, 490],
      [1380, 410],
      [1600, 480],
    ],
    640,
    '#7f8d62',
  );
  wash(on, box(0, 820, 1600, 380), '#4f8a80', { opacity: 0.75 });
  bridge(on);
  for (const [x, w] of [
    [-40, 420],
    [1230, 420],
  ] as const) {
    const bank: Point[] = [
      [x, 780],
      [x + w * 0.4, 740],
      [x + w, 850],
      [x + w * 0.8, 1010],
      [x + w * 0.3, 1100],
      [x, 1130],
    ];
    cover(on, bank, '#dcc698', 0.95, true);
    wash(on, bank, '#a98a55', { opacity: 0.8, smooth: true });
  }
  ripples(on, 850, 1190, 110, '#eef0dc');
  woman(on, 250, 880);
  for (const [x, y] of [
    [120, 760],
    [1420, 790],
    [1500, 820],
  ] as const)
    poplar(on, x, y);
  return on;
}

export function ridge(on: Sheet, top: Point[], foot: number, color: string): void {
  const land: Point[] = [...top, [1600, foot], [0, foot]];
  cover(on, land, '#ece0c4', 0.85);
  wash(on, land, color, { opacity: 0.75 });
  line(on, top, { width: 2.8 });
  for (const [x, y] of top.slice(1, -1))
    hatch(
      on,
      [
        [x, y + 4],
        [x + 74, y + 110],
        [x + 14, y + 120],
      ],
      66,
      12,
      { opacity: 0.45 },
    );
}

function bridge(on: Sheet): void {
  const deck: Point[] = [
    [60, 760],
    [420, 640],
    [800, 560],
    [1180, 640],
    [1540, 770],
  ];
  const arches: [number, number, number][] = [
    [430, 120, 150],
    [800, 230, 270],
    [1180, 120, 150],
  ];
  const face: Point[] = [
    [60, 760],
    [420, 640],
    [800, 560],
    [1180, 640],
    [1540, 770],
    [1540, 900],
    [60, 900],
  ];
  cover(on, face, '#e3cda2', 0.98);
  wash(on, face, '#b08b5c', { opacity: 0.75 });
  for (let y = 600; y < 900; y += 34)
    for (let x = 90 + ((y / 34) % 2) * 30; x < 1520; x += 62) {
      if (y > 790 - Math.abs(0) && y > 560 + Math.abs(x - 800) * 0.27 + 16)
        line(
          on,
          [
            [x, y],
            [x + within(on, 20, 50), y],
          ],
          { width: 1.5, opacity: 0.5 },
        );
    }
  for (const [x, rx, ry] of arches) {
    const opening = [...ellipse(x, 900, rx, ry, 0.5, 1)];
    cover(on, opening, '#cfdcd6');
    wash(on, opening, '#4f8a80', { opacity: 0.75 });
    wash(on, [[x - rx, 900], ...ellipse(x, 900, rx, ry, 0.5, 0.72), [x - rx * 0.5, 900]], '#3b3a36', { opacity: 0.6 });
    curve(on, opening, { width: 5, taper: false });
    curve(on, ellipse(x, 900, rx + 24, ry + 24, 0.5, 1), { width: 2.6 });
    for (let at = 0; at <= 18; at += 1) {
      const [inner] = ellipse(x, 900, rx, ry, 0.5 + at / 36, 0.501 + at / 36);
      const [outer] = ellipse(x, 900, rx + 24, ry + 24, 0.5 + at / 36, 0.501 + at / 36);
      line(on, [inner!, outer!], { width: 2 });
    }
  }
  line(on, deck, { width: 5 });
  line(
    on,
    deck.map(([x, y]): Point => [x, y - 26]),
    { width: 3.4 },
  );
  for (const x of [570, 1020])
    line(
      on,
      [
        [x, 720],
        [x, 900],
      ],
      { width: 3 },
    );
}

function woman(on: Sheet, x: number, y: number): void {
  const dress: Point[] = [
    [x - 44, y],
    [x - 26, y - 96],
    [x - 20, y - 140],
    [x + 20, y - 140],
    [x + 28, y - 96],
    [x + 46, y],
  ];
  cover(on, dress, '#efe2c6');
  wash(on, dress, '#8d3f4a', { opacity: 0.9 });
  outline(on, dress, { width: 3 });
  cover(on, ellipse(x, y - 162, 20, 24), '#efe6d0');
  loop(on, ellipse(x, y - 162, 21, 25), { width: 3 });
  const pail: Point[] = [
    [x - 30, y - 232],
    [x + 30, y - 232],
    [x + 22, y - 184],
    [x - 22, y - 184],
  ];
  cover(on, pail, '#d9a05b');
  wash(on, pail, '#b06a32', { opacity: 0.8 });
  outline(on, pail, { width: 3 });
  line(
    on,
    [
      [x + 22, y - 130],
      [x + 36, y - 190],
    ],
    { width: 8, color: '#8d3f4a' },
  );
}

function poplar(on: Sheet, x: number, y: number): void {
  const crown: Point[] = [
    [x, y - 330],
    [x + 34, y - 200],
    [x + 30, y - 70],
    [x, y - 40],
    [x - 30, y - 70],
    [x - 34, y - 200],
  ];
  line(
    on,
    [
      [x, y],
      [x, y - 80],
    ],
    { width: 9 },
  );
  cover(on, crown, '#dcd9a8', 0.9, true);
  wash(on, crown, '#6d8a4d', { opacity: 0.8, smooth: true });
  for (let at = 0; at < 26; at += 1) {
    const [px, py] = [x + within(on, -24, 24), y - within(on, 60, 290)];
    curve(
      on,
      [
        [px, py],
        [px + 5, py - 14],
        [px + 2, py - 24],
      ],
      { width: 2, opacity: 0.6 },
    );
  }
}

/** A mule path over the pass at night: a guide, mules, walkers, thyme. */
export function mountainRoad(): Sheet {
  const on = sheet(223);
  wash(on, box(0, 0, 1600, 1200), '#3a4d66', { opacity: 0.7 });
  wash(on, box(0, 0, 1600, 420), '#22314a', { opacity: 0.6 });
  cover(on, ellipse(360, 210, 58, 58), '#f6e8bd', 0.95);
  cover(on, ellipse(384, 198, 54, 54), '#3d4f68', 0.9);
  for (let at = 0; at < 90; at += 1)
    cover(on, ellipse(within(on, 10, 1590), within(on, 10, 460), 2.2, 2.2), '#f6ecce', within(on, 0.3, 0.95));
  const far: Point[] = [
    [0, 560],
    [210, 400],
    [420, 500],
    [680, 310],
    [900, 470],
    [1150, 290],
    [1380, 450],
    [1600, 350],
    [1600, 800],
    [0, 800],
  ];
  wash(on, far, '#4c5a70', { opacity: 0.8 });
  line(on, far.slice(0, -2), { width: 2.6, color: '#141a24' });
  const near: Point[] = [
    [0, 980],
    [260, 900],
    [560, 830],
    [820, 690],
    [1080, 640],
    [1330, 560],
    [1600, 590],
    [1600, 1200],
    [0, 1200],
  ];
  cover(on, near, '#55606a', 0.95);
  wash(on, near, '#2f3b44', { opacity: 0.85 });
  line(on, near.slice(0, -2), { width: 4, color: '#10161d' });
  const trail: Point[] = [
    [40, 1180],
    [330, 1040],
    [640, 930],
    [860, 800],
    [1090, 730],
    [1330, 640],
    [1480, 590],
  ];
  curve(on, trail, { width: 54, color: '#a99c80', opacity: 0.5, taper: false });
  curve(
    on,
    trail.map(([x, y]): Point => [x, y + 26]),
    { width: 2.4, color: '#e2d6b4', opacity: 0.5 },
  );
  hatch(
    on,
    [
      [900, 860],
      [1600, 640],
      [1600, 1180],
      [700, 1180],
    ],
    64,
    24,
    { color: '#10161d', opacity: 0.5 },
  );
  walker(on, 1300, 648, 0.62, '#2c3136');
  mule(on, 1140, 706, 0.66, false);
  walker(on, 1010, 764, 0.78, '#5c4656');
  mule(on, 820, 822, 0.92, true);
  walker(on, 640, 922, 1.05, '#44586a');
  walker(on, 510, 976, 1.1, '#6a5a3e');
  for (let at = 0; at < 30; at += 1) thyme(on, within(on, 20, 1580), within(on, 960, 1170));
  return on;
}

const NIGHT_INK = '#0d1218';

function walker(on: Sheet, x: number, y: number, size: number, color: string): void {
  const coat: Point[] = [
    [x - 30 * size, y],
    [x - 34 * size, y - 80 * size],
    [x - 16 * size, y - 128 * size],
    [x + 16 * size, y - 128 * size],
    [x + 32 * size, y - 80 * size],
    [x + 26 * size, y],
  ];
  cover(on, coat, color);
  outline(on, coat, { width: 2.6, color: NIGHT_INK });
  line(
    on,
    [
      [x - 12 * size, y],
      [x - 20 * size, y + 40 * size],
    ],
    { width: 10 * size, color: NIGHT_INK },
  );
  line(
    on,
    [
      [x + 10 * size, y],
      [x + 20 * size, y + 38 * size],
    ],
    { width: 10 * size, color: NIGHT_INK },
  );
  cover(on, ellipse(x + 4 * size, y - 150 * size, 19 * size, 22 * size), NIGHT_INK);
  curve(on, ellipse(x + 4 * size, y - 150 * size, 20 * size, 23 * size, 0.55, 0.85), {
    width: 2.6,
    color: '#e9dcb6',
    opacity: 0.8,
  });
  if (on.random() > 0.4) cover(on, ellipse(x - 34 * size, y - 84 * size, 25 * size, 30 * size), '#8a7750');
}

function mule(on: Sheet, x: number, y: number, size: number, ridden: boolean): void {
  const p = (dx: number, dy: number): Point => [x + dx * size, y + dy * size];
  const body: Point[] = [
    p(-110, -120),
    p(-40, -136),
    p(60, -130),
    p(104, -150),
    p(140, -214),
    p(168, -232),
    p(206, -196),
    p(212, -178),
    p(176, -176),
    p(146, -120),
    p(110, -70),
    p(20, -54),
    p(-80, -60),
    p(-120, -86),
  ];
  for (const [dx, foot] of [
    [-92, 24],
    [-64, 36],
    [70, 20],
    [100, 34],
  ] as const)
    line(on, [p(dx, -70), p(dx + 6, foot)], { width: 18 * size, color: '#231f1e' });
  cover(on, body, '#4d443d', 1, true);
  loop(on, body, { width: 3, color: NIGHT_INK });
  for (const dx of [146, 164]) line(on, [p(dx, -226), p(dx - 6, -276)], { width: 12 * size, color: '#2b2624' });
  line(on, [p(-116, -110), p(-150, -50)], { width: 8 * size, color: '#231f1e' });
  if (!ridden) {
    for (const [dx, dy, color] of [
      [-40, -150, '#8a7750'],
      [34, -146, '#6a5a4e'],
    ] as const) {
      cover(on, ellipse(...p(dx, dy), 58 * size, 46 * size), color);
      loop(on, ellipse(...p(dx, dy), 58 * size, 46 * size), { width: 2.6, color: NIGHT_INK });
    }
    return;
  }
  const rider: Point[] = [p(-56, -124), p(-44, -240), p(-14, -286), p(20, -286), p(44, -236), p(54, -118)];
  cover(on, rider, '#6b3f49');
  outline(on, rider, { width: 2.6, color: NIGHT_INK });
  cover(on, ellipse(...p(4, -312), 22 * size, 26 * size), '#a8957a');
  loop(on, ellipse(...p(4, -312), 23 * size, 27 * size), { width: 2.6, color: NIGHT_INK });
}

function thyme(on: Sheet, x: number, y: number): void {
  for (let at = 0; at < 6; at += 1) {
    const lean = within(on, -20, 20);
    curve(
      on,
      [
        [x, y],
        [x + lean * 0.4, y - 16],
        [x + lean, y - within(on, 22, 40)],
      ],
      { width: 2.6, color: '#b9b58a', opacity: 0.6 },
    );
  }
}

/** A village the colour of its mountain, with only its smoke to show it. */
export function atlasVillage(): Sheet {
  const on = sheet(227);
  wash(on, box(0, 0, 1600, 420), '#9fc2cf', { opacity: 0.65 });
  ridge(
    on,
    [
      [0, 380],
      [190, 190],
      [390, 290],
      [610, 110],
      [830, 250],
      [1060, 130],
      [1300, 280],
      [1600, 170],
    ],
    700,
    '#8b8fa0',
  );
  for (const [x, y] of [
    [190, 190],
    [610, 110],
    [1060, 130],
  ] as const)
    cover(
      on,
      [
        [x, y + 2],
        [x + 60, y + 62],
        [x + 20, y + 50],
        [x - 6, y + 78],
        [x - 34, y + 46],
        [x - 62, y + 64],
      ],
      '#f8f4e8',
      0.95,
    );
  const slope: Point[] = [
    [0, 760],
    [320, 560],
    [700, 480],
    [1100, 540],
    [1600, 420],
    [1600, 1200],
    [0, 1200],
  ];
  cover(on, slope, '#e0bd8a', 0.95);
  wash(on, slope, '#b97a48', { opacity: 0.75 });
  line(on, slope.slice(0, -2), { width: 3 });
  for (let row = 0; row < 5; row += 1) {
    const size = 0.62 + row * 0.15;
    for (let x = 330 + (row % 2) * 70 - row * 50; x < 1290 + row * 20; x += 170 * size + within(on, 4, 24))
      dwelling(on, x, 560 + row * 84 + within(on, -14, 14), size);
  }
  tower(on, 1190, 640);
  terraces(on);
  donkey(on, 300, 1080);
  for (const [x, y] of [
    [560, 480],
    [900, 500],
    [1100, 560],
  ] as const)
    curve(
      on,
      [
        [x, y],
        [x + 16, y - 60],
        [x - 10, y - 120],
        [x + 22, y - 190],
        [x + 4, y - 260],
      ],
      { width: 11, color: '#8f8a84', opacity: 0.55 },
    );
  return on;
}

function dwelling(on: Sheet, x: number, y: number, size: number): void {
  const [width, tall] = [150 * size, within(on, 80, 130) * size];
  const front = box(x, y - tall, width, tall);
  const roof: Point[] = [
    [x, y - tall],
    [x + 26 * size, y - tall - 22 * size],
    [x + width + 26 * size, y - tall - 22 * size],
    [x + width, y - tall],
  ];
  const side: Point[] = [
    [x + width, y - tall],
    [x + width + 26 * size, y - tall - 22 * size],
    [x + width + 26 * size, y - 22 * size],
    [x + width, y],
  ];
  cover(on, front, '#e6c493');
  cover(on, roof, '#f0dab0');
  cover(on, side, '#c08a58');
  wash(on, front, '#bd7f4c', { opacity: 0.6 });
  wash(on, side, '#7d4f30', { opacity: 0.75 });
  for (const part of [front, roof, side]) outline(on, part, { width: 2.4 });
  if (size > 0.6) {
    cover(on, box(x + width * 0.18, y - tall * 0.72, 16 * size, 22 * size), '#3f2c22');
    cover(on, box(x + width * 0.62, y - tall * 0.72, 16 * size, 22 * size), '#3f2c22');
    cover(on, box(x + width * 0.38, y - tall * 0.44, 26 * size, tall * 0.44), '#3f2c22', 0.9);
  }
}

function tower(on: Sheet, x: number, y: number): void {
  const shape: Point[] = [
    [x, y],
    [x + 16, y - 280],
    [x + 110, y - 280],
    [x + 126, y],
  ];
  cover(on, shape, '#e0b57f');
  wash(on, shape, '#a9683c', { opacity: 0.75 });
  outline(on, shape, { width: 3.4 });
  for (let at = 0; at < 4; at += 1) cover(on, box(x + 20 + at * 24, y - 300, 14, 24), '#a9683c');
  for (const dy of [-230, -160])
    for (let at = 0; at < 4; at += 1) {
      const diamond: Point[] = [
        [x + 30 + at * 22, y + dy],
        [x + 39 + at * 22, y + dy - 12],
        [x + 48 + at * 22, y + dy],
        [x + 39 + at * 22, y + dy + 12],
      ];
      cover(on, diamond, '#5c3822', 0.9);
    }
}

function terraces(on: Sheet): void {
  for (let at = 0; at < 5; at += 1) {
    const y = 985 + at * 46;
    const field: Point[] = [
      [0, y],
      [500, y - 30],
      [1000, y - 4],
      [1600, y - 40],
      [1600, y + 30],
      [0, y + 40],
    ];
    wash(on, field, at % 2 ? '#7d9150' : '#a3a55c', { opacity: 0.65, smooth: true });
    curve(
      on,
      [
        [0, y],
        [500, y - 30],
        [1000, y - 4],
        [1600, y - 40],
      ],
      { width: 2.6 },
    );
  }
  for (const [x, y] of [
    [760, 1060],
    [980, 1100],
    [1240, 1040],
    [1440, 1110],
    [620, 1150],
  ] as const) {
    cover(on, ellipse(x, y - 50, 46, 42), '#d9dcae', 0.9);
    wash(on, ellipse(x, y - 50, 46, 42), '#5f7d4a', { opacity: 0.85, smooth: true });
    line(
      on,
      [
        [x, y],
        [x, y - 34],
      ],
      { width: 7 },
    );
    loop(on, ellipse(x, y - 50, 46, 42), { width: 2.2 });
  }
}

function donkey(on: Sheet, x: number, y: number): void {
  const p = (dx: number, dy: number): Point => [x + dx, y + dy];
  for (const dx of [-70, -48, 46, 68]) line(on, [p(dx, -60), p(dx - 2, 20)], { width: 13, color: '#5d5148' });
  const body: Point[] = [
    p(-92, -108),
    p(0, -118),
    p(70, -116),
    p(108, -170),
    p(144, -186),
    p(176, -150),
    p(168, -132),
    p(136, -136),
    p(110, -80),
    p(60, -52),
    p(-60, -52),
    p(-98, -76),
  ];
  cover(on, body, '#a8998a', 1, true);
  wash(on, body, '#6d6056', { opacity: 0.7, smooth: true });
  loop(on, body, { width: 3.4 });
  for (const dx of [118, 138]) line(on, [p(dx, -180), p(dx - 10, -232)], { width: 11, color: '#6d6056' });
  const load: Point[] = [p(-64, -116), p(-70, -182), p(-10, -206), p(54, -186), p(58, -112)];
  cover(on, load, '#efe2c6', 1, true);
  wash(on, load, '#9c3f45', { opacity: 0.85, smooth: true });
  loop(on, load, { width: 3 });
  hatch(on, load, 0, 15, { opacity: 0.6 });
  curve(on, [p(-94, -96), p(-122, -60), p(-116, -20)], { width: 6 });
  dots(on, x - 180, y + 10, 420, 40, 30, 3);
}

/** The suspension bridge over the ravine at Constantine, washing over the void, swallows. */
export function constantineBridge(): Sheet {
  const on = sheet(229);
  wash(on, box(0, 0, 1600, 620), '#b9cdd0', { opacity: 0.6 });
  wash(on, box(0, 380, 1600, 300), '#ecc98d', { opacity: 0.5 });
  const left: Point[] = [
    [0, 420],
    [380, 440],
    [470, 520],
    [440, 700],
    [520, 860],
    [470, 1040],
    [560, 1200],
    [0, 1200],
  ];
  const right: Point[] = [
    [1600, 400],
    [1220, 430],
    [1120, 520],
    [1170, 690],
    [1080, 860],
    [1140, 1030],
    [1030, 1200],
    [1600, 1200],
  ];
  wash(
    on,
    [
      [380, 640],
      [1220, 640],
      [1120, 1200],
      [470, 1200],
    ],
    '#6d7d80',
    { opacity: 0.6 },
  );
  curve(
    on,
    [
      [640, 1200],
      [700, 1060],
      [820, 960],
      [800, 860],
      [860, 760],
    ],
    { width: 40, color: '#7fa3a8', opacity: 0.7 },
  );
  for (const [cliff, shade] of [
    [left, '#a8764a'],
    [right, '#94704c'],
  ] as const) {
    cover(on, cliff, '#e3c79c');
    wash(on, cliff, shade, { opacity: 0.8 });
    line(on, cliff.slice(0, -1), { width: 4 });
    hatch(on, cliff, 76, 27, { opacity: 0.45 });
  }
  town(on, 10, 420, 340);
  town(on, 1250, 405, 340);
  span(on);
  laundry(on);
  for (let at = 0; at < 15; at += 1) {
    const [x, y] = [within(on, 500, 1100), within(on, 120, 1000)];
    curve(
      on,
      [
        [x - 22, y - 12],
        [x - 6, y - 4],
        [x, y + 4],
        [x + 8, y - 6],
        [x + 24, y - 10],
      ],
      { width: 4.4 },
    );
  }
  return on;
}

function town(on: Sheet, x: number, y: number, width: number): void {
  for (let at = 0; at < 9; at += 1) {
    const [w, tall, left] = [within(on, 56, 92), within(on, 90, 230), x + (at * width) / 9];
    const front = box(left, y + 16 - tall, w, tall);
    cover(on, front, '#f3e8ce');
    wash(on, front, ['#d9b27a', '#cfc4a6', '#c98f68', '#e3cb98'][at % 4]!, { opacity: 0.65 });
    outline(on, front, { width: 2.6 });
    for (let row = y + 32 - tall; row < y - 10; row += 40)
      for (const dx of [12, 36]) cover(on, box(left + dx, row, 12, 20), '#4d5256', 0.85);
  }
}

function span(on: Sheet): void {
  for (const x of [430, 1160]) {
    const pier = box(x - 26, 300, 52, 160);
    cover(on, pier, '#efe2c3');
    wash(on, pier, '#a48a68', { opacity: 0.7 });
    outline(on, pier, { width: 3.4 });
    curve(on, ellipse(x, 400, 16, 30, 0.5, 1), { width: 3 });
  }
  const cable = (at: number) => 318 + Math.sin(Math.PI * at) * 118;
  curve(
    on,
    Array.from({ length: 13 }, (_, n): Point => [430 + (730 * n) / 12, cable(n / 12)]),
    { width: 4.4, taper: false },
  );
  line(
    on,
    [
      [120, 440],
      [430, 312],
    ],
    { width: 3.4 },
  );
  line(
    on,
    [
      [1480, 430],
      [1160, 312],
    ],
    { width: 3.4 },
  );
  for (let n = 1; n < 40; n += 1)
    line(
      on,
      [
        [430 + (730 * n) / 40, cable(n / 40)],
        [430 + (730 * n) / 40, 458],
      ],
      { width: 1.8 },
    );
  cover(on, box(380, 456, 840, 18), '#8a6f52');
  line(
    on,
    [
      [370, 456],
      [1230, 454],
    ],
    { width: 4 },
  );
  line(
    on,
    [
      [370, 476],
      [1230, 474],
    ],
    { width: 4 },
  );
  for (const [x, size] of [
    [640, 1],
    [668, 0.7],
    [900, 1],
  ] as const) {
    cover(
      on,
      [
        [x - 8, 454],
        [x - 7, 454 - 26 * size],
        [x + 7, 454 - 26 * size],
        [x + 8, 454],
      ],
      INK,
    );
    cover(on, ellipse(x, 454 - 34 * size, 6 * size, 7 * size), INK);
  }
}

function laundry(on: Sheet): void {
  curve(
    on,
    [
      [330, 620],
      [420, 660],
      [560, 640],
    ],
    { width: 2.6 },
  );
  line(
    on,
    [
      [560, 640],
      [560, 760],
    ],
    { width: 5 },
  );
  for (const [x, y, color] of [
    [352, 628, '#b65b49'],
    [412, 650, '#e9e2cf'],
    [472, 654, '#4f6c86'],
  ] as const) {
    const cloth: Point[] = [
      [x, y],
      [x + 46, y + 8],
      [x + 40, y + 80],
      [x + 4, y + 76],
    ];
    cover(on, cloth, '#f3ead6');
    wash(on, cloth, color, { opacity: 0.85 });
    outline(on, cloth, { width: 2.6 });
  }
}
