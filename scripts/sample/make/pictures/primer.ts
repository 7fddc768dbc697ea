import {
  box,
  cover,
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

/** One primer for a whole class, read from every side. */
export function primer(): Sheet {
  const on = sheet(523);
  wash(on, box(0, 0, 1600, 1200), '#b98f63', { opacity: 0.6 });
  for (let at = 0; at < 60; at += 1)
    line(on, through(within(on, 0, 1600), at * 20, within(on, 0, 1600), at * 20 + within(on, -6, 6)), {
      width: 1.4,
      opacity: 0.3,
    });
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
  const left: Point[] = path('330 290, 796 250, 800 940, 310 990');
  const right: Point[] = path('804 250, 1270 290, 1290 990, 800 940');
  wash(on, path('300 330, 1310 330, 1340 1050, 290 1060'), '#3a2619', { opacity: 0.55 });
  for (const leaf of [left, right]) {
    cover(on, leaf, '#fbf4df');
    wash(on, leaf, '#d9bd84', { opacity: 0.35 });
    outline(on, leaf, { width: 4 });
  }
  wash(on, path('750 256, 850 254, 856 944, 744 946'), '#8a6a45', { opacity: 0.5 });
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
