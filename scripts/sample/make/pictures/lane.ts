import {
  box,
  cover,
  curve,
  dots,
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

interface Lane {
  seed: number;
  walls: [left: string, right: string];
  plaster: string;
  sky: string;
  door: string;
  ground: string;
  arches: number; // over the lane, from far to near
}

/** A lane seen along its length: two walls, a strip of sky, doors, shadow. */
export function lane(how: Lane): Sheet {
  const on = sheet(how.seed, 1200, 1600);
  const far: Point = [640, 760];
  wash(on, through(300, 0, 900, 0, far[0] + 70, 640, far[0] - 70, 640), how.sky, { opacity: 0.75 });
  const left: Point[] = [
    [0, 0],
    [330, 0],
    [far[0] - 74, 560],
    [far[0] - 74, 980],
    [120, 1600],
    [0, 1600],
  ];
  const right: Point[] = [
    [1200, 0],
    [880, 0],
    [far[0] + 76, 560],
    [far[0] + 76, 980],
    [1130, 1600],
    [1200, 1600],
  ];
  cover(on, left, how.plaster, 0.6);
  cover(on, right, how.plaster, 0.6);
  wash(on, left, how.walls[0], { opacity: 0.6 });
  wash(on, right, how.walls[1], { opacity: 0.6 });
  wash(on, through(120, 1600, far[0] - 74, 980, far[0] + 76, 980, 1130, 1600), how.ground, { opacity: 0.75 });
  wash(on, through(120, 1600, far[0] - 74, 980, far[0] + 8, 980, 560, 1600), '#5c4d45', { opacity: 0.45 });
  line(on, through(330, 0, far[0] - 74, 560, far[0] - 74, 980, 120, 1600), { width: 4 });
  line(on, through(880, 0, far[0] + 76, 560, far[0] + 76, 980, 1130, 1600), { width: 4 });
  hatch(on, path('0 700, 300 760, 300 1300, 0 1560'), 74, 18, { opacity: 0.4 });
  for (let at = 1; at < 9; at += 1) {
    const y = 980 + at * at * 8.5;
    const half = 75 + (y - 980) * 0.69;
    curve(on, through(626 - half, y, 640, y + 9, 640 + half * 0.98, y), { width: 1.8, opacity: 0.55 });
  }
  end(on, far, how.plaster);
  for (let at = 0; at < how.arches; at += 1) archOver(on, at, how);
  doorway(on, 'left', how.door);
  doorway(on, 'right', how.door);
  cracks(on);
  return on;
}

function end(on: Sheet, [x, y]: Point, plaster: string): void {
  const wall = box(x - 74, y - 200, 150, 420);
  cover(on, wall, plaster, 0.9);
  wash(on, wall, '#e9c277', { opacity: 0.6 });
  outline(on, wall, { width: 2.6 });
  const gate: Point[] = [
    [x - 34, y + 218],
    [x - 34, y + 110],
    ...ellipse(x, y + 110, 34, 36, 0.5, 1),
    [x + 34, y + 110],
    [x + 34, y + 218],
  ];
  cover(on, gate, '#4a3a30', 0.9);
  curve(on, gate.slice(1, -1), { width: 2.6 });
  cover(on, box(x - 14, y - 130, 28, 44), '#4a3a30', 0.8);
}

/** A vault that carries a room across the lane; the far ones first. */
function archOver(on: Sheet, at: number, { plaster, walls, arches }: Lane): void {
  const depth = 0.88 - (at * 0.5) / Math.max(1, arches - 1 || 1);
  const mix = (from: Point, to: Point, share: number): Point => [
    from[0] + (to[0] - from[0]) * share,
    from[1] + (to[1] - from[1]) * share,
  ];
  const [leftTop, leftFoot] = [mix([330, 0], [566, 560], depth), mix([120, 1600], [566, 980], depth)];
  const [rightTop, rightFoot] = [mix([880, 0], [716, 560], depth), mix([1130, 1600], [716, 980], depth)];
  const [left, right] = [mix(leftTop, leftFoot, 0.3), mix(rightTop, rightFoot, 0.3)];
  const crown = leftTop[1] + (left[1] - leftTop[1]) * 0.42;
  const middle = (left[0] + right[0]) / 2;
  const half = (right[0] - left[0]) / 2;
  const under = ellipse(middle, left[1], half, left[1] - crown, 0.5, 1);
  const vault: Point[] = [leftTop, rightTop, right, ...under.toReversed(), left];
  cover(on, vault, plaster, 0.98);
  wash(on, vault, walls[at % 2]!, { opacity: 0.75 });
  hatch(on, [leftTop, mix(leftTop, rightTop, 0.36), mix(left, right, 0.2), left], 66, 15, { opacity: 0.4 });
  curve(on, under, { width: 3.6, taper: false });
  curve(
    on,
    under.map(([x, y]): Point => [middle + (x - middle) * 0.97, y + 9]),
    { width: 1.8, opacity: 0.6 },
  );
  line(on, [leftTop, rightTop], { width: 3.4 });
  if (arches - at < 3) {
    const pane = box(
      middle - half * 0.12,
      leftTop[1] + (crown - leftTop[1]) * 0.25,
      half * 0.24,
      (crown - leftTop[1]) * 0.5,
    );
    cover(on, pane, '#4a3f38', 0.9);
    outline(on, pane, { width: 2.6 });
  }
}

function doorway(on: Sheet, where: 'left' | 'right', color: string): void {
  const [near, far] = where === 'left' ? [130, 330] : [1080, 880];
  const slope = (x: number) => (where === 'left' ? 1494 - (x - 130) * 0.92 : 1482 - (1080 - x) * 0.96);
  const middle = (near + far) / 2;
  const top = (x: number) => 800 - (where === 'left' ? (330 - x) * 0.42 : (x - 880) * 0.42);
  const door: Point[] = [
    [near, slope(near)],
    [near, top(near) + 90],
    [near + (middle - near) * 0.35, top(near) + 10],
    [middle, top(middle) - 24],
    [far - (far - middle) * 0.35, top(far) + 16],
    [far, top(far) + 70],
    [far, slope(far)],
  ];
  cover(on, door, '#e9dcc0', 0.9);
  wash(on, door, color, { opacity: 0.9 });
  curve(on, door.slice(1, -1), { width: 4 });
  line(on, [door[0]!, door[1]!], { width: 4 });
  line(on, [door[5]!, door[6]!], { width: 4 });
  line(on, through(middle, top(middle) - 20, middle, slope(middle)), { width: 3 });
  for (let row = 0; row < 6; row += 1) {
    for (const share of [0.2, 0.38, 0.62, 0.8]) {
      const x = near + (far - near) * share;
      const y = top(x) + 120 + ((slope(x) - top(x) - 170) * row) / 5;
      cover(on, ellipse(x, y, 6, 6), INK, 0.85);
    }
  }
  loop(on, ellipse(middle + (where === 'left' ? 26 : -26), (top(middle) + slope(middle)) / 2, 15, 17), { width: 5 });
}

function cracks(on: Sheet): void {
  for (let at = 0; at < 36; at += 1) {
    const leftSide = on.random() < 0.5;
    const x = leftSide ? within(on, 10, 300) : within(on, 920, 1190);
    const y = within(on, 60, 1350);
    line(on, through(x, y, x + within(on, 16, 46), y + (leftSide ? 10 : -10)), { width: 1.4, opacity: 0.5 });
  }
  dots(on, 150, 1100, 900, 480, 90, 2.6);
}
