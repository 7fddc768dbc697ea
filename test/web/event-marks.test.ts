/** Events stand beneath the departures of their years, in the direction of the text. */
import { eventMarks, yearsBeside } from '../../server/web/event-marks.ts';
import { histogram } from '../../server/web/histogram.ts';

const YEARS = [
  { year: 1941, count: 3 },
  { year: 1951, count: 60 },
  { year: 1970, count: 2 },
];
const event = (yearMin: number | null, yearMax = yearMin) => ({ yearMin, yearMax });

test('an event is under the bar of its year', () => {
  const axis = histogram(YEARS)!;
  const { marks } = eventMarks([event(1941), event(1951), event(1970)], axis);
  for (const [at, { x }] of marks.entries()) {
    const bar = axis.bars[at]!;
    expect(x).toBeGreaterThanOrEqual(bar.x);
    expect(x).toBeLessThanOrEqual(bar.x + bar.width);
  }
});

test('years run from right to left where the text does', () => {
  const [axis, mirrored] = [histogram(YEARS)!, histogram(YEARS, { mirrored: true })!];
  expect(mirrored.bars.map(({ from }) => from)).toEqual(axis.bars.map(({ from }) => from));
  expect(mirrored.bars[0]!.x).toBeGreaterThan(mirrored.bars.at(-1)!.x);
  axis.bars.forEach((bar, at) => {
    expect(mirrored.bars[at]!.x + bar.x + bar.width).toBeCloseTo(axis.width, 0);
  });
  expect(mirrored.ticks[0]).toMatchObject({ year: axis.from, x: axis.width, anchor: 'end' });
  const { marks } = eventMarks([event(1950, 1952)], mirrored);
  expect(marks[0]!.from).toBeLessThan(marks[0]!.to);
  expect(marks[0]!.x).toBe(marks[0]!.to);
});

test('numbers of the same time stand under each other', () => {
  const axis = histogram(YEARS)!;
  const { marks, lanes } = eventMarks([event(1950), event(1950), event(1951), event(1969)], axis);
  expect(lanes).toBe(3);
  expect(marks.map(({ lane }) => lane)).toEqual([0, 1, 2, 0]);
  for (const one of marks)
    for (const other of marks)
      if (one !== other && one.lane === other.lane) expect(Math.abs(one.x - other.x)).toBeGreaterThanOrEqual(28);
});

test('an event long before or after, or of no known year, is in the list alone, and keeps its number', () => {
  const events = [event(1840), event(1935), event(null), event(1979), event(2014)];
  const beside = yearsBeside(events, YEARS);
  expect(beside).toEqual([1935, 1979]);
  const axis = histogram(YEARS, { beside })!;
  expect([axis.from, axis.to]).toEqual([1935, 1979]);
  expect(eventMarks(events, axis).marks.map(({ number }) => number)).toEqual([2, 4]);
});

test('bars beyond the years asked for are set back, and none where no years are', () => {
  expect(histogram(YEARS)!.bars.some(({ chosen, off }) => chosen || off)).toBe(false);
  expect(histogram(YEARS, { asked: { from: 1950, to: null } })!.bars.map(({ off }) => off)).toEqual([
    true,
    false,
    false,
  ]);
});
