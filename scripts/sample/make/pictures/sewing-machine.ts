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
  within,
} from './ink.ts';

/** The tailor's machine under its window, with what he was working on. */
export function sewingMachine(): Sheet {
  const on = sheet(23);
  window(on);
  table(on);
  cloth(on);
  machine(on);
  spools(on);
  scissors(on);
  tape(on);
  return on;
}

function window(on: Sheet): void {
  wash(on, box(0, 0, 1600, 830), '#dcc496', { opacity: 0.5 });
  wash(on, box(300, 60, 1000, 640), '#a9c8c4', { opacity: 0.6 });
  cover(on, path('300 60, 820 60, 420 700, 300 700'), '#f6e0a0', 0.5);
  outline(on, box(300, 60, 1000, 640), { width: 5 });
  outline(on, box(276, 36, 1048, 690), { width: 3 });
  line(on, path('800 60, 800 700'), { width: 5 });
  line(on, path('300 360, 1300 360'), { width: 4 });
  wash(on, path('340 700, 330 560, 420 520, 500 590, 560 700'), '#7d9160', { opacity: 0.5, smooth: true });
  hatch(on, box(1320, 80, 240, 620), 62, 26, { opacity: 0.3 });
}

function table(on: Sheet): void {
  const top: Point[] = path('40 1010, 180 830, 1440 830, 1570 1010');
  wash(on, top, '#a56a3c', { opacity: 0.75 });
  wash(on, path('40 1010, 1570 1010, 1560 1110, 60 1110'), '#7c4a2b', { opacity: 0.75 });
  outline(on, top, { width: 4 });
  line(on, path('60 1106, 1560 1104'), { width: 3.6 });
  for (let at = 0; at < 16; at += 1) {
    const y = 845 + at * 10.5;
    curve(on, through(within(on, 90, 500), y, within(on, 600, 800), y + within(on, -4, 4), within(on, 950, 1500), y), {
      width: 1.4,
      opacity: 0.4,
    });
  }
  wash(on, path('380 985, 1340 985, 1240 920, 430 920'), '#3a2820', { opacity: 0.5, smooth: true });
}

function machine(on: Sheet): void {
  const base: Point[] = path('400 965, 420 905, 1210 905, 1240 965');
  cover(on, base, '#6a3f26');
  wash(on, base, '#57301c', { opacity: 0.8 });
  outline(on, base, { width: 4 });
  const plate = box(440, 876, 750, 30);
  cover(on, plate, '#2a2524');
  outline(on, plate, { width: 3.4 });
  const body: Point[] = path(
    '1130 878, 1120 760, 1115 640, 1108 540, 1070 476, 1000 456, 760 462, 640 456, 560 440, 500 452, 476 500, 478 690, 492 730, 556 730, 570 690, 572 610, 620 580, 820 572, 930 590, 968 650, 972 760, 960 878',
  );
  cover(on, body, '#2b2726', 0.97);
  wash(on, body, '#1a1f2a', { opacity: 0.5, smooth: true });
  loop(on, body, { width: 5 });
  curve(on, path('500 486, 560 470, 660 486, 1000 486, 1062 510'), { width: 7, color: '#8d8a86', opacity: 0.65 });
  curve(on, path('1090 600, 1098 720, 1104 830'), { width: 6, color: '#8d8a86', opacity: 0.5 });
  gold(on);
  line(on, path('524 730, 524 846'), { width: 11, color: '#8c8478', opacity: 1 });
  line(on, path('524 730, 524 846'), { width: 3 });
  line(on, path('500 852, 552 852'), { width: 9, taper: false });
  line(on, path('548 730, 548 876'), { width: 4, color: '#5b5650' });
  wheel(on);
  for (const x of [690, 900]) {
    line(on, through(x, 462, x, 412), { width: 5 });
    cover(on, box(x - 17, 392, 34, 52), '#b6493b');
    hatch(on, box(x - 17, 392, 34, 52), 0, 6, { opacity: 0.8 });
    outline(on, box(x - 19, 388, 38, 58), { width: 3 });
  }
  curve(on, path('690 400, 620 404, 560 440, 520 470, 500 560, 512 640, 540 560, 536 460, 545 700, 548 870'), {
    width: 1.8,
    color: '#b6493b',
    taper: false,
  });
}

/** Half rubbed off: scrolls, and a name that can no longer be read. */
function gold(on: Sheet): void {
  const pen = { width: 3.4, color: '#d8a63e', opacity: 0.9 };
  for (const x of [650, 740, 830]) {
    curve(
      on,
      [
        [x, 545],
        [x + 14, 512],
        [x + 36, 512],
        [x + 42, 536],
        [x + 22, 544],
        [x + 20, 526],
      ],
      pen,
    );
  }
  curve(on, path('880 540, 930 516, 960 536'), { ...pen, opacity: 0.4 });
  curve(on, path('470 892, 600 886, 760 895, 900 888, 1150 893'), { ...pen, width: 2.4 });
  for (const y of [640, 690, 740, 790]) loop(on, ellipse(1046, y, 13, 17), { ...pen, width: 2.6, opacity: 0.7 });
}

function wheel(on: Sheet): void {
  cover(on, ellipse(1176, 612, 52, 122), '#3a3532');
  loop(on, ellipse(1176, 612, 52, 122), { width: 6 });
  cover(on, ellipse(1172, 612, 34, 96), '#d9c9a4', 0.9);
  wash(on, ellipse(1172, 612, 34, 96), '#9fb0a8', { opacity: 0.7 });
  loop(on, ellipse(1172, 612, 34, 96), { width: 4 });
  for (const turn of [0.08, 0.25, 0.42, 0.58, 0.75, 0.92]) {
    const [end] = ellipse(1172, 612, 34, 96, turn, turn + 0.01);
    line(on, [[1172, 612], end!], { width: 5 });
  }
  cover(on, ellipse(1172, 612, 13, 20), INK);
  line(on, path('1120 612, 1160 612'), { width: 14, taper: false });
  line(on, path('1222 560, 1272 552'), { width: 10, color: '#7b4a2c' });
  line(on, path('1222 560, 1272 552'), { width: 3 });
}

function cloth(on: Sheet): void {
  const folds: Point[] = path(
    '120 1015, 210 900, 420 868, 560 872, 620 905, 540 960, 420 1000, 330 1090, 200 1150, 96 1130',
  );
  cover(on, folds, '#cfd3cf', 0.9);
  wash(on, folds, '#4f6c86', { opacity: 0.85, smooth: true });
  loop(on, folds, { width: 4 });
  for (const shift of [0, 60, 130, 200]) {
    curve(
      on,
      [
        [150 + shift, 1110 - shift * 0.35],
        [220 + shift, 990 - shift * 0.2],
        [330 + shift * 0.9, 905 + shift * 0.03],
      ],
      { width: 2.6 },
    );
  }
  curve(on, path('210 940, 300 906, 430 886, 520 884'), { width: 2, color: '#f3ead6', opacity: 0.9 });
  hatch(on, path('120 1020, 200 1000, 240 1120, 130 1120'), 40, 10);
}

function spools(on: Sheet): void {
  for (const [x, y, color] of [
    [1330, 960, '#c98a2b'],
    [1408, 985, '#4d7a6d'],
    [1290, 1000, '#9c3f52'],
  ] as const) {
    cover(on, box(x - 28, y - 62, 56, 62), '#efe2c4');
    wash(on, box(x - 28, y - 60, 56, 58), color, { opacity: 0.95 });
    hatch(on, box(x - 28, y - 58, 56, 54), 3, 6, { opacity: 0.7 });
    for (const [dy, ry] of [
      [-62, 9],
      [0, 10],
    ] as const) {
      cover(on, ellipse(x, y + dy, 37, ry), '#d6a975');
      loop(on, ellipse(x, y + dy, 37, ry), { width: 2.8 });
    }
    line(on, path('-28 -56, -28 -6', x, y));
    line(on, path('28 -56, 28 -6', x, y));
  }
}

function scissors(on: Sheet): void {
  line(on, path('760 1052, 1010 990'), { width: 13, color: '#7b7f80' });
  line(on, path('770 1004, 1010 1036'), { width: 13, color: '#7b7f80' });
  line(on, path('760 1052, 1010 990'), { width: 3 });
  line(on, path('770 1004, 1010 1036'), { width: 3 });
  cover(on, ellipse(872, 1022, 9, 9), INK);
  loop(on, ellipse(724, 1068, 46, 24), { width: 8 });
  loop(on, ellipse(726, 996, 46, 24), { width: 8 });
}

function tape(on: Sheet): void {
  const ribbon: Point[] = path('1080 1060, 1180 1030, 1260 1062, 1360 1080, 1480 1040, 1520 1090, 1500 1170');
  curve(on, ribbon, { width: 30, color: '#e9c766', taper: false, opacity: 1, wobble: 0.5 });
  curve(
    on,
    ribbon.map(([x, y]): Point => [x, y - 15]),
    { width: 2.4 },
  );
  curve(
    on,
    ribbon.map(([x, y]): Point => [x, y + 15]),
    { width: 2.4 },
  );
  for (let x = 1090; x < 1480; x += 21) {
    const y = 1056 + Math.sin((x - 1080) / 62) * -18;
    line(on, path('0 -12, 1 0', x, y), { width: 1.8 });
  }
}
