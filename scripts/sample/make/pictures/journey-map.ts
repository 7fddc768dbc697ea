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
  write,
} from './ink.ts';

/** Where a family went, drawn as one would on a kitchen table. Coastlines are from memory. */
export function journeyMap(): Sheet {
  const on = sheet(139);
  wash(on, box(60, 60, 1480, 1080), '#a9c6c9', { opacity: 0.6 });
  const lands: Point[][] = [
    path(
      '640 60, 1540 60, 1540 560, 1470 600, 1380 580, 1300 620, 1190 610, 1130 540, 1060 560, 1010 640, 980 720, 930 640, 900 560, 830 540, 770 560, 690 560, 640 500, 560 520, 520 600, 440 620, 430 500, 520 440, 560 360, 620 300, 600 200',
    ),
    path('60 60, 330 60, 380 160, 300 240, 320 330, 230 420, 160 400, 60 470'),
    path(
      '420 760, 620 720, 820 740, 960 850, 1140 870, 1300 860, 1390 830, 1400 740, 1420 640, 1540 600, 1540 1140, 360 1140, 380 900',
    ),
  ];
  for (const land of lands) {
    cover(on, land, '#efe0bc', 0.95, true);
    wash(on, land, '#c9a768', { opacity: 0.65, smooth: true });
    loop(on, land, { width: 3 });
  }
  for (let at = 0; at < 3; at += 1)
    curve(on, through(70, 1020 - at * 330, 260, 1010 - at * 330, 330, 1018 - at * 330), {
      width: 1.8,
      color: '#3d6a78',
    });
  route(on);
  compass(on, 210, 920);
  return on;
}

function route(on: Sheet): void {
  const places: [string, number, number, string, number, number][] = [
    ['حلب', 1452, 660, '1947', -34, -58],
    ['بيروت', 1412, 770, '1967', -60, 6],
    ['باريس', 690, 330, '1967', 30, -26],
    ['مونتريال', 210, 230, '1974', 26, 62],
  ];
  const dash = (points: Point[]) => {
    for (let at = 0; at < points.length - 1; at += 1)
      curve(on, [points[at]!, points[at + 1]!], { width: 6, color: '#a5402f', opacity: 0.9 });
  };
  for (const arc of [
    path('1452 660, 1436 716, 1412 770'),
    path('1412 770, 1150 560, 900 400, 690 330'),
    path('690 330, 560 190, 400 160, 210 230'),
  ] as Point[][]) {
    const steps: Point[] = [];
    const fine = arc.flatMap((from, at) =>
      arc[at + 1]
        ? Array.from(
            { length: 9 },
            (_, n): Point => [
              from[0] + ((arc[at + 1]![0] - from[0]) * n) / 9,
              from[1] + ((arc[at + 1]![1] - from[1]) * n) / 9,
            ],
          )
        : [from],
    );
    fine.forEach((point, at) => {
      if (at % 2 === 0) steps.push(point);
      else if (steps.length) {
        dash([steps.at(-1)!, point]);
      }
    });
  }
  for (const [name, x, y, year, dx, dy] of places) {
    cover(on, ellipse(x, y, 17, 17), '#f6eedd');
    loop(on, ellipse(x, y, 17, 17), { width: 4, color: '#a5402f' });
    cover(on, ellipse(x, y, 7, 7), '#a5402f');
    write(on, name, [x + dx, y + dy], 50, { font: 'Noto Naskh Arabic', anchor: dx < 0 ? 'end' : 'start' });
    write(on, year, [x + dx + (dx < 0 ? -10 : 10), y + dy + 44], 40, {
      anchor: dx < 0 ? 'end' : 'start',
      color: '#a5402f',
    });
  }
}

function compass(on: Sheet, x: number, y: number): void {
  loop(on, ellipse(x, y, 78, 78), { width: 3 });
  loop(on, ellipse(x, y, 66, 66), { width: 1.8 });
  const needle: Point[] = path('0 -104, 17 0, 0 104, -17 0', x, y);
  cover(on, needle, '#f3e8cd');
  wash(on, path('0 -104, 17 0, -17 0', x, y), '#a5402f', { opacity: 0.9 });
  outline(on, needle, { width: 3 });
  line(on, path('-90 0, 90 0', x, y), { width: 2.4 });
}
