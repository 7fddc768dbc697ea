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
  path,
  type Sheet,
  sheet,
  through,
  wash,
  write,
} from './ink.ts';

/** A suitcase on the scales of a school hall. */
export function suitcaseScale(): Sheet {
  const on = sheet(431);
  wash(on, box(0, 0, 1600, 820), '#d3c6a6', { opacity: 0.6 });
  wash(on, box(0, 0, 1600, 820), '#7c5433', { opacity: 0.22 });
  for (let x = 40; x < 1600; x += 130) line(on, through(x, 0, x, 820), { width: 1.8, opacity: 0.4 });
  line(on, path('0 560, 1600 556'), { width: 3 });
  wash(on, path('0 820, 1600 812, 1600 1200, 0 1200'), '#a8743f', { opacity: 0.75 });
  line(on, path('0 820, 1600 812'), { width: 4 });
  for (let at = 0; at < 12; at += 1)
    line(on, through(at * 150, 818, at * 230 - 440, 1200), { width: 1.6, opacity: 0.5 });
  scale(on);
  suitcase(on);
  button(on, 1330, 1040);
  return on;
}

function scale(on: Sheet): void {
  wash(on, path('330 1080, 1240 1070, 1280 1130, 320 1140'), '#3a2619', { opacity: 0.6, smooth: true });
  const base: Point[] = path('430 1080, 460 890, 1110 884, 1150 1074');
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
  line(on, path('790 990, 834 950'), { width: 6, color: '#a5402f' });
  cover(on, ellipse(790, 990, 9, 9), INK);
}

function suitcase(on: Sheet): void {
  const side = box(420, 380, 740, 466);
  cover(on, side, '#c99a63');
  wash(on, side, '#8a5a30', { opacity: 0.8 });
  hatch(on, side, 0, 22, { opacity: 0.22 });
  outline(on, side, { width: 6 });
  line(on, path('420 560, 1160 558'), { width: 5 });
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
  curve(on, path('680 384, 690 318, 790 300, 890 316, 902 382'), { width: 24, color: '#5b3720', opacity: 1 });
  const label: Point[] = path('640 640, 930 630, 938 760, 646 768');
  cover(on, label, '#f6eedb');
  outline(on, label, { width: 3 });
  write(on, 'A. Z.', [680, 696], 50, { turn: -2 });
  write(on, 'Manchester', [680, 746], 44, { turn: -2 });
  line(on, path('902 370, 960 440'), { width: 3 });
  cover(on, path('940 430, 1000 446, 986 510, 930 494'), '#f1dfae');
  outline(on, path('940 430, 1000 446, 986 510, 930 494'), { width: 3 });
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
