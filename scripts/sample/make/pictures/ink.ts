/**
 * Pen, brush and paper for the drawings of the sample: lines with the pressure of a hand, washes that pool at their edges,
 * hatching. Everything comes from one seed, so that a drawing is the same whenever it is made.
 */
export type Point = readonly [x: number, y: number];

/** A sheet being drawn on. Washes lie under ink in the order in which they are put down. */
export interface Sheet {
  width: number;
  height: number;
  random: () => number; // 0 to 1
  layers: string[];
}

export const INK = '#2c2420';

export function sheet(seed: number, width = 1600, height = 1200): Sheet {
  return { width, height, random: mulberry32(seed), layers: [] };
}

/** https://gist.github.com/tommyettinger/46a874533244883189143505d203312c, public domain */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** `0 0, 40 -12.5` as points, enlarged by `size` and moved to `x`, `y`. */
export function path(text: string, x = 0, y = 0, size = 1): Point[] {
  return text.split(', ').map((pair): Point => {
    const [dx = 0, dy = 0] = pair.split(' ').map(Number);
    return [x + dx * size, y + dy * size];
  });
}

/** `x, y, x, y, …` as points. */
export function through(...numbers: number[]): Point[] {
  return numbers.flatMap((x, at): Point[] => (at % 2 === 0 ? [[x, numbers[at + 1]!]] : []));
}

/** Between `low` and `high`. */
export function within(on: Sheet, low: number, high: number): number {
  return low + (high - low) * on.random();
}

export interface Pen {
  width?: number; // at full pressure, in units of the sheet
  wobble?: number; // how far the hand strays
  color?: string;
  taper?: boolean; // thin at both ends
  opacity?: number;
}

/** A straight-sided line through `points`, or with `curve` a smooth one. */
export function line(on: Sheet, points: Point[], pen: Pen = {}): void {
  stroke(on, sampled(points, false), pen);
}

export function curve(on: Sheet, points: Point[], pen: Pen = {}): void {
  stroke(on, sampled(points, true), pen);
}

/** The outline of a polygon, side by side, the corners a little overshot as by a draughtsman. */
export function outline(on: Sheet, points: Point[], pen: Pen = {}): void {
  points.forEach((from, at) => {
    const to = points[(at + 1) % points.length]!;
    const over = 3 / Math.max(20, Math.hypot(to[0] - from[0], to[1] - from[1]));
    const [dx, dy] = [(to[0] - from[0]) * over, (to[1] - from[1]) * over];
    line(
      on,
      [
        [from[0] - dx, from[1] - dy],
        [to[0] + dx, to[1] + dy],
      ],
      { taper: false, ...pen },
    );
  });
}

/** A smooth closed line. */
export function loop(on: Sheet, points: Point[], pen: Pen = {}): void {
  const closed = [...points, points[0]!, points[1]!];
  const drawn = sampled([points.at(-1)!, ...closed], true);
  stroke(on, drawn.slice(Math.floor(drawn.length / (closed.length + 0.5)) - 2), { taper: false, ...pen });
}

/** Points of an ellipse, or of an arc of it from `from` to `to` (turns, 0 at the right, clockwise). */
export function ellipse(cx: number, cy: number, rx: number, ry: number, from = 0, to = 1): Point[] {
  const count = Math.max(8, Math.round((rx + ry) * Math.abs(to - from) * 0.12));
  return Array.from({ length: count + 1 }, (_, at): Point => {
    const angle = (from + ((to - from) * at) / count) * Math.PI * 2;
    return [cx + Math.cos(angle) * rx, cy + Math.sin(angle) * ry];
  });
}

export function box(x: number, y: number, width: number, height: number): Point[] {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
}

function sampled(points: Point[], smooth: boolean): Point[] {
  const result: Point[] = [];
  for (let at = 0; at < points.length - 1; at += 1) {
    const [before, from, to, after] = [
      points[at - 1] ?? points[at]!,
      points[at]!,
      points[at + 1]!,
      points[at + 2] ?? points[at + 1]!,
    ];
    const steps = Math.max(2, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / 7));
    for (let step = 0; step < steps; step += 1) {
      const t = step / steps;
      result.push(
        smooth
          ? [catmullRom(before[0], from[0], to[0], after[0], t), catmullRom(before[1], from[1], to[1], after[1], t)]
          : [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t],
      );
    }
  }
  result.push(points.at(-1)!);
  return result;
}

/** A polygon with its corners rounded away. */
function rounded(points: Point[]): Point[] {
  return sampled([points.at(-1)!, ...points, points[0]!, points[1]!], true).slice(4, -4);
}

function catmullRom(a: number, b: number, c: number, d: number, t: number): number {
  return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
}

/** A line as the outline of the ink it leaves: it strays slowly, and its width follows the pressure of the hand. */
function stroke(
  on: Sheet,
  points: Point[],
  { width = 3.2, wobble = 1.6, color = INK, taper = true, opacity = 0.92 }: Pen,
): void {
  if (points.length < 2) return;
  const [phase, phase2, phase3] = [on.random() * 9, on.random() * 9, on.random() * 9];
  const left: string[] = [];
  const right: string[] = [];
  let along = 0;
  points.forEach((point, at) => {
    const before = points[Math.max(0, at - 1)]!;
    const after = points[Math.min(points.length - 1, at + 1)]!;
    const length = Math.hypot(after[0] - before[0], after[1] - before[1]) || 1;
    const [nx, ny] = [-(after[1] - before[1]) / length, (after[0] - before[0]) / length];
    along += at === 0 ? 0 : Math.hypot(point[0] - before[0], point[1] - before[1]);
    const stray = wobble * (Math.sin(along / 47 + phase) * 0.6 + Math.sin(along / 19 + phase2) * 0.4);
    const share = at / (points.length - 1);
    const ends = taper ? Math.min(1, Math.sin(Math.PI * Math.min(1, Math.max(0, share))) * 2.2 + 0.18) : 1;
    const half = (width / 2) * ends * (0.8 + 0.28 * Math.sin(along / 83 + phase3) + 0.14 * (on.random() - 0.5));
    left.push(`${(point[0] + nx * (stray + half)).toFixed(1)} ${(point[1] + ny * (stray + half)).toFixed(1)}`);
    right.unshift(`${(point[0] + nx * (stray - half)).toFixed(1)} ${(point[1] + ny * (stray - half)).toFixed(1)}`);
  });
  on.layers.push(
    `<path class="ink" d="M${left.join('L')}L${right.join('L')}Z" fill="${color}" fill-opacity="${opacity}"/>`,
  );
}

export interface Brush {
  opacity?: number;
  smooth?: boolean;
  dry?: boolean; // a dry brush leaves paper between its hairs
}

/** A wash of colour over a shape, uneven within and darker at its edge, as water leaves it. */
export function wash(
  on: Sheet,
  points: Point[],
  color: string,
  { opacity = 0.55, smooth = false, dry = false }: Brush = {},
): void {
  const d = (smooth ? rounded(points) : points).map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L');
  const filter = dry ? 'dry' : `wash${Math.floor(on.random() * 3)}`;
  on.layers.push(
    `<g filter="url(#${filter})" style="mix-blend-mode:multiply" opacity="${opacity}"><path d="M${d}Z" fill="${color}"/></g>`,
  );
}

/** Body colour that hides what lies under it: the paper left white, a sheet lying on a table. */
export function cover(on: Sheet, points: Point[], color = '#f6eedd', opacity = 1, smooth = false): void {
  const around = smooth ? rounded(points) : points;
  const d = around.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L');
  on.layers.push(`<path d="M${d}Z" fill="${color}" fill-opacity="${opacity}"/>`);
}

/** Parallel strokes inside a polygon at `angle` (degrees). */
export function hatch(on: Sheet, points: Point[], angle: number, gap = 11, pen: Pen = {}): void {
  const turn = (angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const turned = points.map(([x, y]): Point => [x * cos + y * sin, y * cos - x * sin]);
  const ys = turned.map(([, y]) => y);
  for (let y = Math.min(...ys) + gap / 2; y < Math.max(...ys); y += gap * within(on, 0.8, 1.2)) {
    const crossings = turned
      .flatMap((from, at) => {
        const to = turned[(at + 1) % turned.length]!;
        if (from[1] > y === to[1] > y) return [];
        return [from[0] + ((y - from[1]) / (to[1] - from[1])) * (to[0] - from[0])];
      })
      .sort((a, b) => a - b);
    for (let at = 0; at + 1 < crossings.length; at += 2) {
      const [from, to] = [crossings[at]! + within(on, 0, 5), crossings[at + 1]! - within(on, 0, 7)];
      if (to - from < 6) continue;
      const back = (x: number): Point => [x * cos - y * sin, y * cos + x * sin];
      line(on, [back(from), back(to)], { width: 1.7, wobble: 0.8, opacity: 0.62, ...pen });
    }
  }
}

/** Ink spattered in a polygon's box: sand, plaster, leaves far away. */
export function dots(on: Sheet, x: number, y: number, width: number, height: number, count: number, size = 2): void {
  for (let at = 0; at < count; at += 1) {
    const [cx, cy] = [within(on, x, x + width), within(on, y, y + height)];
    on.layers.push(
      `<circle cx="${cx.toFixed(1)}" cy="${cy.toFixed(1)}" r="${within(on, size * 0.4, size).toFixed(1)}" fill="${INK}" fill-opacity="0.55"/>`,
    );
  }
}

/** Handwriting, in a face the maker has; `size` in units of the sheet. */
export function write(
  on: Sheet,
  words: string,
  [x, y]: Point,
  size: number,
  { color = INK, font = 'Z003', anchor = 'start', turn = 0, rtl = false, opacity = 0.88 } = {},
): void {
  const text = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  on.layers.push(
    `<text x="${x}" y="${y}" font-family="${font}" font-size="${size}" fill="${color}" fill-opacity="${opacity}" text-anchor="${anchor}"${rtl ? ' direction="rtl"' : ''} transform="rotate(${turn} ${x} ${y})">${text}</text>`,
  );
}
