import {
  box,
  cover,
  curve,
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

/** A table laid for a family; some chairs are only for names. */
export function familyTable(): Sheet {
  const on = sheet(311);
  wash(on, box(0, 0, 1600, 620), '#d9c08f', { opacity: 0.6 });
  for (let x = 60; x < 1600; x += 120)
    for (let y = 60; y < 520; y += 120)
      loop(on, ellipse(x + ((y / 120) % 2) * 60, y, 13, 19), { width: 1.8, opacity: 0.4, color: '#8a5a34' });
  frames(on);
  lamp(on);
  wash(on, box(0, 560, 1600, 640), '#8d6a4d', { opacity: 0.5 });
  for (const x of [180, 420, 660, 900, 1140, 1380]) chair(on, x, 560);
  const cloth: Point[] = path('150 640, 1450 640, 1590 1010, 10 1010');
  cover(on, cloth, '#faf4e4');
  wash(on, cloth, '#c9c9bb', { opacity: 0.5 });
  outline(on, cloth, { width: 4 });
  const fall: Point[] = path(
    '10 1010, 1590 1010, 1560 1140, 1320 1100, 1080 1150, 820 1104, 560 1150, 300 1104, 50 1146',
  );
  cover(on, fall, '#f1ead7');
  wash(on, fall, '#a5a899', { opacity: 0.6 });
  line(on, fall, { width: 3.4 });
  for (const [x, y] of [
    [260, 704],
    [520, 690],
    [800, 688],
    [1080, 690],
    [1340, 704],
    [150, 890],
    [480, 920],
    [1140, 920],
    [1440, 890],
  ] as const)
    plate(on, x, y, y > 800 ? 1.1 : 0.8);
  pot(on, 800, 800);
  bread(on, 420, 800);
  candles(on, 1180, 800);
  return on;
}

function frames(on: Sheet): void {
  for (const [x, y, w, h] of [
    [220, 150, 150, 190],
    [420, 120, 200, 150],
    [1130, 130, 160, 200],
    [1330, 170, 130, 160],
  ] as const) {
    cover(on, box(x, y, w, h), '#efe4c8');
    wash(on, box(x + 16, y + 16, w - 32, h - 32), '#8a7a66', { opacity: 0.6 });
    outline(on, box(x, y, w, h), { width: 5 });
    for (const dx of [0.36, 0.62]) {
      cover(on, ellipse(x + w * dx, y + h * 0.46, 14, 17), '#4d443d', 0.8);
      cover(
        on,
        [
          [x + w * dx - 24, y + h - 18],
          [x + w * dx - 16, y + h * 0.62],
          [x + w * dx + 16, y + h * 0.62],
          [x + w * dx + 24, y + h - 18],
        ],
        '#4d443d',
        0.7,
      );
    }
  }
}

function lamp(on: Sheet): void {
  line(on, path('800 0, 800 190'), { width: 4 });
  const shade: Point[] = path('690 310, 750 190, 850 190, 910 310');
  wash(on, path('560 640, 700 310, 900 310, 1040 640'), '#f4d67f', { opacity: 0.55 });
  cover(on, shade, '#f3e2b0');
  wash(on, shade, '#c98a3a', { opacity: 0.75 });
  outline(on, shade, { width: 4 });
  for (let at = 0; at < 12; at += 1) line(on, through(696 + at * 19, 312, 694 + at * 19, 338), { width: 3 });
}

function chair(on: Sheet, x: number, y: number): void {
  const back: Point[] = [
    [x - 62, y + 90],
    [x - 56, y - 90],
    ...ellipse(x, y - 90, 56, 30, 0.5, 1),
    [x + 56, y - 90],
    [x + 62, y + 90],
  ];
  curve(on, back, { width: 15, color: '#6d4327', taper: false, opacity: 1 });
  for (const dx of [-28, 0, 28]) line(on, through(x + dx, y - 100, x + dx, y + 90), { width: 9, color: '#7c5030' });
}

function plate(on: Sheet, x: number, y: number, size: number): void {
  cover(on, ellipse(x, y, 86 * size, 34 * size), '#fdfbf2');
  loop(on, ellipse(x, y, 86 * size, 34 * size), { width: 3 });
  loop(on, ellipse(x, y - 1, 56 * size, 20 * size), { width: 2, color: '#3d6a8a' });
  line(on, path('100 -20, 112 30', x, y, size), { width: 5, color: '#8b918f' });
}

function pot(on: Sheet, x: number, y: number): void {
  const body: Point[] = path('-130 -60, 130 -60, 116 56, 70 84, -70 84, -116 56', x, y);
  cover(on, body, '#d9854a', 1, true);
  wash(on, body, '#a5502a', { opacity: 0.8, smooth: true });
  loop(on, body, { width: 4.4 });
  cover(on, ellipse(x, y - 62, 130, 30), '#f2dfae');
  for (let at = 0; at < 90; at += 1) {
    const [gx, gy] = [x + within(on, -104, 96), y - 62 + within(on, -17, 17)];
    line(on, through(gx, gy, gx + 10, gy + within(on, -3, 3)), { width: 4, color: '#fbf5e2' });
  }
  loop(on, ellipse(x, y - 62, 130, 30), { width: 4 });
  for (const dx of [-146, 146]) loop(on, ellipse(x + dx, y - 10, 22, 26), { width: 9, color: '#8a4526' });
  for (const dx of [-50, 0, 50])
    curve(on, through(x + dx, y - 100, x + dx + 18, y - 140, x + dx - 14, y - 180, x + dx + 10, y - 220), {
      width: 5,
      color: '#8f8a84',
      opacity: 0.45,
    });
}

function bread(on: Sheet, x: number, y: number): void {
  const loaf: Point[] = path('-130 14, -90 -30, 0 -46, 90 -30, 130 14, 90 44, -90 44', x, y);
  cover(on, loaf, '#e9bd78', 1, true);
  wash(on, loaf, '#b5702f', { opacity: 0.8, smooth: true });
  loop(on, loaf, { width: 4 });
  for (const dx of [-70, -20, 30, 80])
    curve(on, through(x + dx - 26, y + 34, x + dx, y, x + dx + 8, y - 36), { width: 3.4 });
}

function candles(on: Sheet, x: number, y: number): void {
  for (const dx of [-44, 44]) {
    const foot: Point[] = [
      [x + dx - 34, y + 66],
      [x + dx - 12, y + 40],
      [x + dx - 14, y - 40],
      [x + dx + 14, y - 40],
      [x + dx + 12, y + 40],
      [x + dx + 34, y + 66],
    ];
    cover(on, foot, '#e3c06a');
    wash(on, foot, '#a9822f', { opacity: 0.75 });
    outline(on, foot, { width: 3.4 });
    cover(on, box(x + dx - 10, y - 120, 20, 82), '#fbf8ec');
    outline(on, box(x + dx - 10, y - 120, 20, 82), { width: 2.6 });
    for (const r of [64, 42]) cover(on, ellipse(x + dx, y - 150, r, r * 1.1), '#f9df97', 0.35);
    cover(
      on,
      through(x + dx, y - 182, x + dx + 12, y - 144, x + dx, y - 122, x + dx - 12, y - 144),
      '#f0a93a',
      1,
      true,
    );
  }
}
