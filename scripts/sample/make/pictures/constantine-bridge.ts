import {
  box,
  cover,
  curve,
  ellipse,
  hatch,
  INK,
  line,
  outline,
  type Point,
  path,
  type Sheet,
  sheet,
  through,
  wash,
  within,
} from './ink.ts';

/** The suspension bridge over the ravine at Constantine, washing over the void, swallows. */
export function constantineBridge(): Sheet {
  const on = sheet(229);
  wash(on, box(0, 0, 1600, 620), '#b9cdd0', { opacity: 0.6 });
  wash(on, box(0, 380, 1600, 300), '#ecc98d', { opacity: 0.5 });
  const left: Point[] = path('0 420, 380 440, 470 520, 440 700, 520 860, 470 1040, 560 1200, 0 1200');
  const right: Point[] = path('1600 400, 1220 430, 1120 520, 1170 690, 1080 860, 1140 1030, 1030 1200, 1600 1200');
  wash(on, path('380 640, 1220 640, 1120 1200, 470 1200'), '#6d7d80', { opacity: 0.6 });
  curve(on, path('640 1200, 700 1060, 820 960, 800 860, 860 760'), { width: 40, color: '#7fa3a8', opacity: 0.7 });
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
    curve(on, path('-22 -12, -6 -4, 0 4, 8 -6, 24 -10', x, y), { width: 4.4 });
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
  line(on, path('120 440, 430 312'), { width: 3.4 });
  line(on, path('1480 430, 1160 312'), { width: 3.4 });
  for (let n = 1; n < 40; n += 1)
    line(on, through(430 + (730 * n) / 40, cable(n / 40), 430 + (730 * n) / 40, 458), { width: 1.8 });
  cover(on, box(380, 456, 840, 18), '#8a6f52');
  line(on, path('370 456, 1230 454'), { width: 4 });
  line(on, path('370 476, 1230 474'), { width: 4 });
  for (const [x, size] of [
    [640, 1],
    [668, 0.7],
    [900, 1],
  ] as const) {
    cover(on, through(x - 8, 454, x - 7, 454 - 26 * size, x + 7, 454 - 26 * size, x + 8, 454), INK);
    cover(on, ellipse(x, 454 - 34 * size, 6 * size, 7 * size), INK);
  }
}

function laundry(on: Sheet): void {
  curve(on, path('330 620, 420 660, 560 640'), { width: 2.6 });
  line(on, path('560 640, 560 760'), { width: 5 });
  for (const [x, y, color] of [
    [352, 628, '#b65b49'],
    [412, 650, '#e9e2cf'],
    [472, 654, '#4f6c86'],
  ] as const) {
    const cloth: Point[] = path('0 0, 46 8, 40 80, 4 76', x, y);
    cover(on, cloth, '#f3ead6');
    wash(on, cloth, color, { opacity: 0.85 });
    outline(on, cloth, { width: 2.6 });
  }
}
