import { type Histogram, placeOnAxis } from './histogram.ts';

/** An event beneath the departures of its time: a line at its years, and under the axis its number in the list of events. */
export interface EventMark {
  number: number; // from 1
  x: number;
  from: number; // where its years begin on the drawing, and end
  to: number;
  lane: number; // from 0: numbers that would touch stand under each other
}

const APART = 28; // units between the middles of two numbers

/** Marks for those of the events whose years are on the axis, with the place of each in the list. */
export function eventMarks<Event extends { yearMin: number | null; yearMax: number | null }>(
  events: readonly Event[],
  axis: Histogram,
): { marks: (EventMark & { event: Event })[]; lanes: number } {
  const ends: number[] = []; // of each lane, along the axis
  const marks = events.flatMap((event, at) => {
    const { yearMin, yearMax } = event;
    if (yearMin === null || yearMax === null || yearMin < axis.from || yearMin > axis.to) return [];
    const begins = placeOnAxis(axis, yearMin);
    const endsAt = placeOnAxis(axis, Math.min(yearMax, axis.to));
    const along = axis.mirrored ? axis.width - begins : begins;
    const found = ends.findIndex((end) => along - end >= APART);
    const lane = found === -1 ? ends.length : found;
    ends[lane] = along;
    return [{ number: at + 1, x: begins, from: Math.min(begins, endsAt), to: Math.max(begins, endsAt), lane, event }];
  });
  return { marks, lanes: ends.length };
}

const NEAR = 15; // years beyond the first and last departure, in which an event is still drawn

/** The years of events that belong on the axis of these departures. */
export function yearsBeside(
  events: readonly { yearMin: number | null }[],
  years: readonly { year: number }[],
): number[] {
  if (years.length === 0) return [];
  const first = Math.min(...years.map(({ year }) => year)) - NEAR;
  const last = Math.max(...years.map(({ year }) => year)) + NEAR;
  return events.flatMap(({ yearMin }) => (yearMin !== null && yearMin >= first && yearMin <= last ? [yearMin] : []));
}
