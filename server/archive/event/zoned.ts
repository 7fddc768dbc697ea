/** Times on the clock of a place, in the zones of the IANA time zone database (https://www.iana.org/time-zones). */
import { Invalid } from '../errors.ts';

const WALL = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/;

export function isZone(zone: string): boolean {
  try {
    return /^[A-Z]/.test(zone) && new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** What the clock of `zone` shows, as YYYY-MM-DDTHH:MM. */
export function clockIn(zone: string, at: Date): string {
  return new Intl.DateTimeFormat('sv', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
    .format(at)
    .replace(' ', 'T');
}

/**
 * The moment at which the clock of `zone` shows `wall` (YYYY-MM-DDTHH:MM), the first where it shows it twice. Throws Invalid
 * for `field` where it is no time, or one that the clock leaves out as it is put forward.
 */
export function momentOf(wall: string, zone: string, field: string): Date {
  const asUtc = Date.parse(`${wall}:00Z`);
  if (WALL.test(wall) && !Number.isNaN(asUtc)) {
    const DAY = 86_400_000; // milliseconds
    for (const near of [asUtc - DAY, asUtc + DAY]) {
      const offset = Date.parse(`${clockIn(zone, new Date(near))}:00Z`) - near;
      const moment = new Date(asUtc - offset);
      if (clockIn(zone, moment) === wall) return moment;
    }
  }
  throw new Invalid(`There is no such time at that place: ${wall}. Write another.`, { field });
}
