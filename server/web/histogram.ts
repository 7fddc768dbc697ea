import type { YearCount } from '../search/engine.ts';

/** A histogram of departures ready to draw: bars of one year, or of several where there are many, in units of the drawing. */
export interface Histogram {
  from: number; // first year
  to: number; // last year, included
  most: number; // testimonies of the tallest bar
  bars: { from: number; to: number; count: number; x: number; y: number; width: number; height: number }[];
  ticks: { year: number; x: number; anchor: 'start' | 'middle' | 'end' }[]; // the first year and the last always among them
  width: number;
  height: number;
}

const HEIGHT = 120;
const MOST_BARS = 80;
const LABEL = 80; // room for a year, in the largest letters it is written in

/**
 * Draws for a column of a page (600 units wide) unless a wider place is named. Null where no testimony is dated. Years without
 * testimonies are empty places, so that the axis is true.
 */
export function histogram(years: YearCount[], width = 600): Histogram | null {
  if (years.length === 0) return null;
  const first = Math.min(...years.map(({ year }) => year));
  const last = Math.max(...years.map(({ year }) => year));
  const step = [1, 2, 5, 10, 20, 50, 100].find((size) => (last - first + 1) / size <= MOST_BARS) ?? 1_000;
  // Room for at least a decade, so that a single year is a bar and not a wall.
  const from = Math.floor((first - (last - first < 10 ? 5 : 0)) / step) * step;
  const to = Math.max(last, from + 10 * step);
  const count = Math.floor((to - from) / step) + 1;
  const slot = width / count;
  const totals = new Map<number, number>();
  for (const one of years) {
    const start = Math.floor((one.year - from) / step) * step + from;
    totals.set(start, (totals.get(start) ?? 0) + one.count);
  }
  const most = Math.max(...totals.values());
  const bars = [...totals].map(([start, total]) => {
    const height = Math.max(3, Math.round((total / most) * HEIGHT));
    return {
      from: start,
      to: start + step - 1,
      count: total,
      x: round(((start - from) / step) * slot),
      y: HEIGHT - height,
      width: round(Math.max(1.5, slot * 0.82)),
      height,
    };
  });
  const place = (year: number) => round(((year - from) / step) * slot + slot * 0.41);
  const apart = (year: number) => Math.min(place(year) - place(from), place(to) - place(year)) >= 1.4 * LABEL;
  const every = [1, 2, 5, 10, 20, 25, 50, 100].find((size) => place(from + size) - place(from) >= 1.2 * LABEL) ?? 500;
  const inner = Array.from(
    { length: Math.floor((to - from) / every) },
    (_, i) => (Math.floor(from / every) + 1 + i) * every,
  );
  const ticks: Histogram['ticks'] = [
    { year: from, x: 0, anchor: 'start' },
    ...inner.filter(apart).map((year) => ({ year, x: place(year), anchor: 'middle' as const })),
    { year: to, x: width, anchor: 'end' },
  ];
  return { from, to, most, bars, ticks, width, height: HEIGHT };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
