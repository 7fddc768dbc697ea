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
  write,
} from './ink.ts';

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
  line(on, through(x, y - h, x, y - 8), { width: 3 });
  line(on, through(x + w, y - h, x + w, y - 8), { width: 3 });
  curve(on, ellipse(x + w / 2, y - 8, w / 2, 12, 0, 0.5), { width: 3 });
  cover(on, ellipse(x + w / 2, y - h, w / 2, 15), '#c9c9c0');
  loop(on, ellipse(x + w / 2, y - h, w / 2, 15), { width: 3 });
}

function onions(on: Sheet): void {
  const sack: Point[] = path('130 940, 150 800, 250 770, 420 776, 520 810, 540 940');
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
    for (const dx of [-18, 0, 18]) curve(on, through(x, y - 40, x + dx, y - 6, x + dx * 0.5, y + 34), { width: 1.8 });
    line(on, path('0 -38, 4 -62', x, y), { width: 5 });
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
    line(on, through(x + 32, 868, x + 86, 866), { width: 2.4 });
    line(on, through(x + 32, 882, x + 76, 880), { width: 2.4 });
    line(on, through(x + 14, 810, x + 14, 920), { width: 4, color: '#fdfbf2', opacity: 0.8 });
  }
  const scale: Point[] = path('1300 940, 1320 860, 1460 860, 1480 940');
  cover(on, scale, '#a8473f');
  outline(on, scale, { width: 4 });
  cover(on, ellipse(1390, 836, 110, 22), '#d9d5c6');
  loop(on, ellipse(1390, 836, 110, 22), { width: 4 });
  cover(on, ellipse(1390, 904, 30, 30), '#fbf4e0');
  loop(on, ellipse(1390, 904, 30, 30), { width: 3 });
  line(on, path('1390 904, 1402 884'), { width: 3 });
}

function ladder(on: Sheet): void {
  for (const dx of [0, 120])
    line(on, through(1240 + dx, 1200, 1330 + dx * 0.7, 120), { width: 17, color: '#9c7448', taper: false });
  for (let at = 1; at < 9; at += 1)
    line(on, through(1246 + at * 10, 1140 - at * 118, 1352 + at * 7, 1140 - at * 118), {
      width: 13,
      color: '#9c7448',
      taper: false,
    });
}
