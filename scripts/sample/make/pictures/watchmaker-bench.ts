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
  write,
} from './ink.ts';

/** A watchmaker's bench: the pendulum, a watch in pieces, the ledger. */
export function watchmakerBench(): Sheet {
  const on = sheet(401);
  wash(on, box(0, 0, 1600, 760), '#b9a27c', { opacity: 0.6 });
  wash(on, box(0, 0, 1600, 760), '#3f5a58', { opacity: 0.35 });
  clock(on, 360, 330);
  shelf(on);
  const bench: Point[] = path('0 760, 1600 744, 1600 1200, 0 1200');
  cover(on, bench, '#cf9f66');
  wash(on, bench, '#8a5a32', { opacity: 0.8 });
  line(on, path('0 760, 1600 744'), { width: 5 });
  for (let at = 0; at < 11; at += 1)
    curve(on, through(0, 800 + at * 40, 600, 796 + at * 40 + within(on, -6, 6), 1600, 790 + at * 41), {
      width: 1.6,
      opacity: 0.4,
    });
  ledger(on, 1080, 900);
  paper(on);
  return on;
}

function clock(on: Sheet, x: number, y: number): void {
  const frame = box(x - 150, y - 270, 300, 660);
  cover(on, frame, '#c08a52');
  wash(on, frame, '#6d3f22', { opacity: 0.85 });
  outline(on, frame, { width: 5 });
  line(on, path('-180 -270, 0 -330, 180 -270, -180 -270', x, y), { width: 6 });
  cover(on, ellipse(x, y - 120, 118, 118), '#f6eedb');
  loop(on, ellipse(x, y - 120, 118, 118), { width: 6 });
  for (let hour = 0; hour < 12; hour += 1) {
    const angle = (hour / 12) * Math.PI * 2;
    line(
      on,
      [
        [x + Math.sin(angle) * 88, y - 120 - Math.cos(angle) * 88],
        [x + Math.sin(angle) * 106, y - 120 - Math.cos(angle) * 106],
      ],
      { width: 6 },
    );
  }
  line(on, path('0 -120, -56 -152', x, y), { width: 9 });
  line(on, path('0 -120, -62 -64', x, y), { width: 6 });
  cover(on, box(x - 96, y + 30, 192, 320), '#2f2320', 0.9);
  outline(on, box(x - 96, y + 30, 192, 320), { width: 4 });
  line(on, path('0 30, 46 240', x, y), { width: 7, color: '#d9b25a' });
  cover(on, ellipse(x + 52, y + 268, 44, 44), '#e3bd5f');
  wash(on, ellipse(x + 52, y + 268, 44, 44), '#a97f2c', { opacity: 0.7 });
  loop(on, ellipse(x + 52, y + 268, 44, 44), { width: 4 });
}

function shelf(on: Sheet): void {
  line(on, path('640 300, 1540 292'), { width: 15, color: '#6d4327', taper: false });
  for (const [at, x] of [700, 830, 960, 1100, 1240, 1370, 1480].entries()) {
    const r = 46 + (at % 3) * 10;
    cover(on, ellipse(x, 292 - r - 8, r, r), '#efe3c6');
    wash(on, ellipse(x, 292 - r - 8, r, r), ['#b98a4a', '#8fa3a3', '#c98f5f'][at % 3]!, { opacity: 0.6 });
    loop(on, ellipse(x, 292 - r - 8, r, r), { width: 4 });
    loop(on, ellipse(x, 292 - r - 8, r * 0.76, r * 0.76), { width: 2 });
    const angle = within(on, 0, 6);
    line(on, through(x, 284 - r, x + Math.sin(angle) * r * 0.6, 284 - r - Math.cos(angle) * r * 0.6), { width: 4 });
    line(on, through(x, 284 - r, x + Math.sin(angle * 2) * r * 0.42, 284 - r - Math.cos(angle * 2) * r * 0.42), {
      width: 5,
    });
    loop(on, ellipse(x, 292 - r * 2 - 18, 12, 12), { width: 3.4 });
  }
  for (let x = 680; x < 1520; x += 90) {
    curve(on, through(x, 300, x + 6, 360, x - 4, 410 + within(on, 0, 60)), { width: 3, color: '#d9b25a' });
    loop(on, ellipse(x - 2, 470, 24, 24), { width: 4, color: '#d9b25a' });
  }
}

function ledger(on: Sheet, x: number, y: number): void {
  const left: Point[] = path('-300 20, 0 -20, 6 220, -320 250', x, y);
  const right: Point[] = path('0 -20, 320 -6, 350 226, 6 220', x, y);
  wash(on, path('-310 260, 360 240, 380 290, -280 300', x, y), '#3a2619', { opacity: 0.6, smooth: true });
  for (const page of [left, right]) {
    cover(on, page, '#f8f0da');
    outline(on, page, { width: 3.4 });
  }
  wash(on, path('-70 -8, 70 -18, 76 222, -60 226', x, y), '#b9a27c', { opacity: 0.4 });
  ['Runs fast when spoken to', 'Stops in the bath', 'Asleep since Tuesday', 'A hair in it'].forEach((entry, at) => {
    write(on, entry, [x - 280 - at * 4, y + 66 + at * 46], 33, { turn: -6 });
  });
  ['glass', 'mainspring', 'nothing; talk to it', 'two hairs'].forEach((entry, at) => {
    write(on, entry, [x + 40 + at * 2, y + 46 + at * 46], 33, { turn: 2 });
  });
}

function paper(on: Sheet): void {
  const white: Point[] = path('330 850, 700 830, 740 1100, 300 1120');
  cover(on, white, '#fbf6e8');
  outline(on, white, { width: 2.8 });
  const gear = (x: number, y: number, r: number, color: string) => {
    const teeth = Array.from({ length: 28 }, (_, at): Point => {
      const far = at % 2 ? r : r * 0.86;
      return [x + Math.cos((at / 28) * Math.PI * 2) * far, y + Math.sin((at / 28) * Math.PI * 2) * far * 0.8];
    });
    cover(on, teeth, '#efdca8');
    wash(on, teeth, color, { opacity: 0.8 });
    line(on, [...teeth, teeth[0]!], { width: 2.4 });
    loop(on, ellipse(x, y, r * 0.2, r * 0.16), { width: 3 });
  };
  gear(440, 930, 64, '#c99a3c');
  gear(560, 980, 46, '#b98a4a');
  gear(640, 900, 36, '#a9a59a');
  gear(480, 1040, 34, '#c99a3c');
  curve(
    on,
    Array.from(
      { length: 40 },
      (_, at): Point => [630 + Math.cos(at * 0.5) * (8 + at * 0.9), 1040 + Math.sin(at * 0.5) * (7 + at * 0.72)],
    ),
    { width: 2.2 },
  );
  line(on, path('150 1010, 340 1070'), { width: 8, color: '#7b7f80' });
  line(on, path('150 1040, 340 1074'), { width: 8, color: '#7b7f80' });
  line(on, path('800 1120, 1000 1160'), { width: 11, color: '#8a3f35' });
  line(on, path('740 1106, 800 1120'), { width: 5 });
  dots(on, 360, 860, 340, 230, 14, 4);
}
