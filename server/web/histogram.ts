import type { YearCount } from '../search/engine.ts';

/** A histogram of departures ready to draw: bars of one year, or of several where there are many, in units of the drawing. */
export interface Histogram {
  from: number; // first year
  to: number; // last year, included
  most: number; // testimonies of the tallest bar
  bars: Bar[];
  ticks: { year: number; x: number; anchor: 'start' | 'middle' | 'end' }[]; // the first year and the last always among them
  width: number;
  height: number;
  step: number; // years of a bar
  mirrored: boolean;
}

interface Bar {
  from: number;
  to: number;
  count: number;
  x: number;
  y: number;
  width: number;
  height: number;
  /** Within the years chosen, if some are; beyond them it is off. */
  chosen: boolean;
  off: boolean;
}

export interface HistogramOptions {
  width?: number; // 600 for a column of a page
  /** Years to show beside those of testimonies. */
  beside?: readonly number[];
  /** Years run with the text: from right to left. */
  mirrored?: boolean;
  /** The years asked for; all bars are drawn, and the others set back. */
  asked?: { from: number | null; to: number | null };
}

const HEIGHT = 120;
const MOST_BARS = 80;
const LABEL = 80; // room for a year, in the largest letters it is written in

/**
 * Draws for a column of a page (600 units wide) unless a wider place is named. Null where no testimony is dated. Years without
 * testimonies are empty places, so that the axis is true.
 */
export function histogram(years: YearCount[], options: HistogramOptions = {}): Histogram | null {
  if (years.length === 0) return null;
  const { width = 600, beside = [], mirrored = false, asked } = options;
  const first = Math.min(...years.map(({ year }) => year), ...beside);
  const last = Math.max(...years.map(({ year }) => year), ...beside);
  const step = [1, 2, 5, 10, 20, 50, 100].find((size) => (last - first + 1) / size <= MOST_BARS) ?? 1_000;
  // Room for at least a decade, so that a single year is a bar and not a wall.
  const from = Math.floor((first - (last - first < 10 ? 5 : 0)) / step) * step;
  const to = Math.max(last, from + 10 * step);
  const axis = { from, to, step, width, mirrored };
  const slot = slotOf(axis);
  const totals = new Map<number, number>();
  for (const one of years) {
    const start = Math.floor((one.year - from) / step) * step + from;
    totals.set(start, (totals.get(start) ?? 0) + one.count);
  }
  const most = Math.max(...totals.values());
  const narrowed = asked !== undefined && (asked.from !== null || asked.to !== null);
  const bars = [...totals].map(([start, total]) => {
    const height = Math.max(3, Math.round((total / most) * HEIGHT));
    const wide = round(Math.max(1.5, slot * 0.82));
    const left = ((start - from) / step) * slot;
    const within = narrowed && start + step - 1 >= (asked.from ?? -9_999) && start <= (asked.to ?? 9_999);
    return {
      from: start,
      to: start + step - 1,
      count: total,
      x: round(mirrored ? width - left - wide : left),
      y: HEIGHT - height,
      width: wide,
      height,
      chosen: within,
      off: narrowed && !within,
    };
  });
  bars.sort((one, other) => one.from - other.from);
  return { ...axis, most, bars, ticks: ticksOf(axis), height: HEIGHT };
}

type Axis = Pick<Histogram, 'from' | 'to' | 'step' | 'width' | 'mirrored'>;

function slotOf({ from, to, step, width }: Axis): number {
  return width / (Math.floor((to - from) / step) + 1);
}

/** The middle of the bar of a year. */
export function placeOnAxis(axis: Axis, year: number): number {
  const slot = slotOf(axis);
  const along = Math.floor((year - axis.from) / axis.step) * slot + slot * 0.41;
  return round(axis.mirrored ? axis.width - along : along);
}

function ticksOf(axis: Axis): Histogram['ticks'] {
  const { from, to, width, mirrored } = axis;
  const place = (year: number) => placeOnAxis(axis, year);
  const between = (year: number, other: number) => Math.abs(place(year) - place(other));
  const apart = (year: number) => Math.min(between(year, from), between(year, to)) >= 1.4 * LABEL;
  const every = [1, 2, 5, 10, 20, 25, 50, 100].find((size) => (size / axis.step) * slotOf(axis) >= 1.2 * LABEL) ?? 500;
  const inner = Array.from(
    { length: Math.floor((to - from) / every) },
    (_, i) => (Math.floor(from / every) + 1 + i) * every,
  );
  return [
    { year: from, x: mirrored ? width : 0, anchor: mirrored ? 'end' : 'start' },
    ...inner.filter(apart).map((year) => ({ year, x: place(year), anchor: 'middle' as const })),
    { year: to, x: mirrored ? 0 : width, anchor: mirrored ? 'start' : 'end' },
  ];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
