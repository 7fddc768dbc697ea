import {
  box,
  cover,
  curve,
  dots,
  ellipse,
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
  const top: Point[] = through(0, y, 1600, y, 1600, y + height, 0, y + height);
  cover(on, top, '#efe6d0');
  wash(on, top, color, { opacity: 0.9 });
  line(on, through(0, y, 1600, y), { width: 4.4 });
  dots(on, 10, y + 10, 1580, height - 20, 60, 2);
}

function shoe(on: Sheet, x: number, y: number, size: number): void {
  wash(on, path('-190 40, 120 30, 130 66, -200 76', x, y, size), '#4a4038', { opacity: 0.55, smooth: true });
  const heel: Point[] = path('62 -60, 112 -84, 104 44, 84 46', x, y, size);
  cover(on, heel, '#e9e3d3');
  wash(on, heel, '#a8a294', { opacity: 0.7 });
  outline(on, heel, { width: 3.4 });
  const body: Point[] = path(
    '-210 34, -196 4, -140 -18, -80 -44, -60 -64, -20 -46, 30 -86, 86 -146, 116 -150, 120 -96, 96 -64, 30 -20, -50 22, -120 44',
    x,
    y,
    size,
  );
  cover(on, body, '#fbf7ec', 1, true);
  wash(on, path('-190 30, -60 10, 60 -46, 116 -110, 110 -70, 30 -16, -60 28, -140 44', x, y, size), '#b9b4a8', {
    opacity: 0.75,
    smooth: true,
  });
  loop(on, body, { width: 4 });
  curve(on, path('-60 -62, -20 -22, 40 -56, 96 -142', x, y, size), { width: 3 });
  loop(on, path('-120 -28, -96 -50, -76 -36, -98 -18', x, y, size), { width: 2.6 });
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
  line(on, path('-120 0, 120 0', x, y), { width: 3 });
}
