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

const MARGIN = 'Drawn for the sample collection: no real document';

function page(on: Sheet, x: number, y: number, width: number, height: number, color = '#f8f0dc'): void {
  wash(on, box(x + 16, y + 20, width, height), '#3f352c', { opacity: 0.5 });
  cover(on, box(x, y, width, height), color);
  for (let at = 0; at < 26; at += 1)
    wash(
      on,
      ellipse(x + within(on, 30, width - 30), y + within(on, 30, height - 30), within(on, 6, 60), within(on, 6, 44)),
      '#d9bd84',
      { opacity: 0.14, smooth: true },
    );
  wash(
    on,
    [
      [x, y],
      [x + width, y],
      [x + width, y + 30],
      [x + 30, y + 34],
      [x + 28, y + height],
      [x, y + height],
    ],
    '#c09a5c',
    { opacity: 0.35 },
  );
  outline(on, box(x, y, width, height), { width: 2.4 });
}

/** A travel paper for one journey out. It has no emblem and no state. */
export function laissezPasser(): Sheet {
  const on = sheet(503, 1200, 1600);
  wash(on, box(0, 0, 1200, 1600), '#8a8578', { opacity: 0.6 });
  page(on, 110, 100, 980, 1400, '#f3e9cf');
  for (const y of [118, 1474])
    line(
      on,
      [
        [130, y],
        [1070, y],
      ],
      { width: 2 },
    );
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
  curve(
    on,
    [
      [250, 1350],
      [300, 1300],
      [340, 1370],
      [380, 1310],
      [450, 1350],
      [540, 1330],
      [600, 1352],
    ],
    { width: 4, color: '#27385c' },
  );
  write(on, MARGIN, [600, 1492], 23, { font: 'Liberation Serif', anchor: 'middle', color: '#6d6353' });
  line(
    on,
    [
      [110, 800],
      [1090, 796],
    ],
    { width: 1.6, opacity: 0.4 },
  );
  return on;
}

function photograph(on: Sheet, x: number, y: number): void {
  cover(on, box(x, y, 170, 210), '#e6dfcf');
  wash(on, box(x + 8, y + 8, 154, 194), '#8f8778', { opacity: 0.7 });
  cover(
    on,
    [
      [x + 30, y + 202],
      [x + 46, y + 150],
      [x + 124, y + 150],
      [x + 142, y + 202],
    ],
    '#4d4a47',
    0.9,
  );
  cover(on, ellipse(x + 85, y + 92, 56, 62), '#3a322d', 0.95);
  cover(on, ellipse(x + 85, y + 102, 37, 45), '#d9c9b0');
  for (const dx of [-14, 14]) cover(on, ellipse(x + 85 + dx, y + 96, 3.4, 3), '#2c2420');
  curve(
    on,
    [
      [x + 74, y + 124],
      [x + 85, y + 128],
      [x + 97, y + 123],
    ],
    { width: 3 },
  );
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

/** The first page of the letter written on a trunk. */
export function letterScan(): Sheet {
  const on = sheet(509, 1200, 1600);
  wash(on, box(0, 0, 1200, 1600), '#7d7466', { opacity: 0.6 });
  page(on, 120, 90, 960, 1420, '#f3f0e0');
  const lines = [
    'Marseille, le 14 janvier 1957',
    '',
    'Mon cher Raymond,',
    'je t’écris sur la malle, parce que dans',
    'cette chambre la table est prise par le',
    'réchaud, et que le lit est pris par maman.',
    'Donc si mon écriture saute, c’est que la',
    'malle est posée sur un carrelage qui n’est',
    'pas droit. Rien n’est droit ici, sauf la pluie.',
    '',
    'Nous sommes arrivés mardi, au petit matin.',
    'Tu as connu la mer en été, toi, avec un',
    'chapeau. Nous l’avons eue en janvier, avec',
    'des cuvettes. Victor a été malade de',
    'Port-Saïd à la Crète, puis de la Crète à',
    'l’Italie, et il prétend qu’il a surtout',
    'souffert des conversations.',
  ];
  lines.forEach((words, at) => {
    write(on, words, [at === 0 ? 520 : 200 + (at === 2 ? 40 : 0), 230 + at * 70 + Math.sin(at * 1.9) * 5], 50, {
      color: '#263a66',
      turn: Math.sin(at * 2.3) * 0.7,
    });
  });
  for (const y of [565, 1040]) {
    wash(on, box(120, y - 5, 960, 12), '#a58f66', { opacity: 0.5 });
    line(
      on,
      [
        [120, y],
        [1080, y - 2],
      ],
      { width: 1.8, opacity: 0.5 },
    );
  }
  for (const r of [92, 84]) loop(on, ellipse(880, 1380, r, r * 0.96), { width: 7, color: '#8a5f32', opacity: 0.35 });
  wash(on, ellipse(890, 700, 34, 26), '#263a66', { opacity: 0.5, smooth: true });
  write(on, MARGIN, [600, 1492], 23, { font: 'Liberation Serif', anchor: 'middle', color: '#6d6353' });
  return on;
}

/** A page of a recipe notebook in Persian, with turmeric on it. */
export function recipeNotebook(): Sheet {
  const on = sheet(521, 1200, 1600);
  wash(on, box(0, 0, 1200, 1600), '#a5744f', { opacity: 0.65 });
  hatch(on, box(0, 0, 1200, 1600), 12, 34, { opacity: 0.25 });
  page(on, 130, 100, 940, 1400, '#fbf5e2');
  for (let y = 290; y < 1460; y += 74)
    line(
      on,
      [
        [150, y],
        [1050, y - 2],
      ],
      { width: 1.6, color: '#7c9bb0', opacity: 0.7 },
    );
  line(
    on,
    [
      [970, 110],
      [966, 1490],
    ],
    { width: 2.2, color: '#b5503f', opacity: 0.6 },
  );
  const lines = [
    'گندی نخودچی',
    'آرد نخودچی، دو لیوان',
    'گوشت مرغ چرخ‌کرده، نیم کیلو',
    'پیاز سه تا، درشت',
    'هل، یک قاشق پر',
    'زردچوبه، نمک، فلفل',
    '',
    'دستت را با آب سرد خیس کن',
    'اندازهٔ یک نارنج کوچک',
    'اول به مهمان بده',
  ];
  lines.forEach((words, at) => {
    write(on, words, [940, 250 + at * 118], at === 0 ? 62 : 46, {
      font: 'Noto Nastaliq Urdu',
      rtl: true,
      color: at === 0 ? '#8a2f3a' : '#27304c',
    });
  });
  for (const [x, y, r] of [
    [300, 1190, 66],
    [236, 1300, 30],
    [420, 1320, 20],
    [250, 420, 40],
  ] as const)
    wash(on, ellipse(x, y, r, r * 0.84), '#e3a51f', { opacity: 0.8, smooth: true });
  for (let ring = 0; ring < 5; ring += 1)
    loop(on, ellipse(300, 1190, 16 + ring * 11, 20 + ring * 13), { width: 2.6, color: '#b57a12', opacity: 0.6 });
  dumpling(on, 330, 700);
  for (let at = 0; at < 13; at += 1) loop(on, ellipse(1072, 170 + at * 104, 15, 11), { width: 5, color: '#6d6a66' });
  return on;
}

function dumpling(on: Sheet, x: number, y: number): void {
  const bowl = ellipse(x, y + 20, 150, 84, 0, 0.5);
  cover(on, ellipse(x, y + 20, 150, 40), '#f0d591');
  wash(on, ellipse(x, y + 20, 150, 40), '#d9a63e', { opacity: 0.7 });
  for (const [dx, dy, r] of [
    [-60, 6, 42],
    [56, 8, 40],
    [0, -18, 58],
  ] as const) {
    cover(on, ellipse(x + dx, y + dy, r, r * 0.86), '#efd9a5');
    wash(on, ellipse(x + dx, y + dy, r, r * 0.86), '#b98a4a', { opacity: 0.6, smooth: true });
    loop(on, ellipse(x + dx, y + dy, r, r * 0.86), { width: 3 });
  }
  cover(on, bowl, '#e9efec');
  wash(on, bowl, '#6d94a3', { opacity: 0.6 });
  curve(on, bowl, { width: 4 });
  line(
    on,
    [
      [x - 150, y + 20],
      [x + 150, y + 20],
    ],
    { width: 3 },
  );
}

/** One primer for a whole class, read from every side. */
export function primer(): Sheet {
  const on = sheet(523);
  wash(on, box(0, 0, 1600, 1200), '#b98f63', { opacity: 0.6 });
  for (let at = 0; at < 60; at += 1)
    line(
      on,
      [
        [within(on, 0, 1600), at * 20],
        [within(on, 0, 1600), at * 20 + within(on, -6, 6)],
      ],
      { width: 1.4, opacity: 0.3 },
    );
  for (const [x, y, rx, ry, color] of [
    [800, 110, 300, 90, '#4f6c86'],
    [120, 620, 110, 260, '#8d3f4a'],
    [1490, 600, 110, 260, '#5f7a44'],
    [800, 1150, 340, 70, '#a9822f'],
  ] as const) {
    cover(on, ellipse(x, y, rx, ry), '#efe2c6', 0.9);
    wash(on, ellipse(x, y, rx, ry), color, { opacity: 0.75, smooth: true });
    loop(on, ellipse(x, y, rx, ry), { width: 3 });
  }
  const left: Point[] = [
    [330, 290],
    [796, 250],
    [800, 940],
    [310, 990],
  ];
  const right: Point[] = [
    [804, 250],
    [1270, 290],
    [1290, 990],
    [800, 940],
  ];
  wash(
    on,
    [
      [300, 330],
      [1310, 330],
      [1340, 1050],
      [290, 1060],
    ],
    '#3a2619',
    { opacity: 0.55 },
  );
  for (const leaf of [left, right]) {
    cover(on, leaf, '#fbf4df');
    wash(on, leaf, '#d9bd84', { opacity: 0.35 });
    outline(on, leaf, { width: 4 });
  }
  wash(
    on,
    [
      [750, 256],
      [850, 254],
      [856, 944],
      [744, 946],
    ],
    '#8a6a45',
    { opacity: 0.5 },
  );
  const letters = [...'אבגדהוזחטיכלמנסעפצקרשת'];
  letters.forEach((letter, at) => {
    const inRight = at < 12;
    const place = inRight ? at : at - 12;
    const [column, row] = [place % 3, Math.floor(place / 3)];
    const x = (inRight ? 1180 : 700) - column * 136;
    write(on, letter, [x, 400 + row * 156], 108, {
      font: 'Noto Serif Hebrew',
      anchor: 'middle',
      color: at % 5 === 0 ? '#8a2f3a' : '#2c2420',
    });
  });
  children(on);
  return on;
}

/** The children, from above: caps, shoulders, and the straw each points with. */
function children(on: Sheet): void {
  for (const [x, y, tip, cap] of [
    [800, 156, [690, 330], '#e3d2a8'],
    [196, 640, [420, 560], '#4f6c86'],
    [1410, 620, [1200, 740], '#8d3f4a'],
    [800, 1100, [900, 930], '#5f7a44'],
  ] as const) {
    cover(on, ellipse(x, y, 62, 62), '#3a2a20');
    loop(on, ellipse(x, y, 62, 62), { width: 3 });
    cover(on, ellipse(x, y, 42, 42), '#efe2c6');
    wash(on, ellipse(x, y, 42, 42), cap, { opacity: 0.9 });
    loop(on, ellipse(x, y, 42, 42), { width: 2.6 });
    hatch(on, ellipse(x, y, 60, 60, 0, 0.4), 50, 9, { opacity: 0.6, color: '#120c08' });
    const [dx, dy] = [tip[0] - x, tip[1] - y];
    line(on, [[x + dx * 0.34, y + dy * 0.34], tip], { width: 8, color: '#c99a4a', opacity: 1 });
    line(on, [[x + dx * 0.34, y + dy * 0.34], tip], { width: 2 });
  }
}
