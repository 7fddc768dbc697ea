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
  path,
  type Sheet,
  sheet,
  through,
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
  wash(on, path('560 760, 600 600, 700 520, 820 560, 930 500, 1010 620, 1040 760'), '#e8742a', {
    opacity: 0.95,
    smooth: true,
  });
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
  const shelf: Point[] = path('330 760, 1290 760, 1350 840, 270 840');
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
  line(on, path('1560 1050, 930 742'), { width: 20, color: '#8a5f38', taper: false });
  line(on, path('1560 1040, 930 732'), { width: 3 });
  line(on, path('1560 1062, 930 754'), { width: 3 });
  const blade: Point[] = path('930 716, 950 766, 760 770, 700 740, 770 706');
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
  const plank: Point[] = through(x + 30, y, x + width - 20, y - 6, x + width + 30, y + 130, x - 20, y + 140);
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
