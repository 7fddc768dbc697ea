/**
 * Times as transcripts write them, in whole milliseconds. Hours may have up to four digits (recordings over 99 hours are
 * in the WebVTT standard); a fraction is one to three digits after a point, a comma or (f4 transcripts) a hyphen.
 */

/** Video of Europe and the Middle East; 30 is taken where a file counts a frame above 24. */
const FRAMES_PER_SECOND = 25;

/** The shape of a time inside running text, for building expressions: 1:23, 00:01:23, 00:01:23.450, 00:01:23:12. */
export const TIME_SHAPE = String.raw`\d{1,4}:\d{2}(?::\d{2}(?:[:;]\d{2}(?!\d))?)?(?:[.,]\d{1,3}(?!\d))?`;

const CLOCK = /^(?:(\d{1,4}):)?(\d{1,3}):(\d{2})(?:[.,-](\d{1,3}))?$/;
const WITH_FRAMES = /^(\d{1,4}):(\d{2}):(\d{2})[:;](\d{2,3})$/;

/**
 * The time `text` says: `01:02:03.450`, `62:03`, `1:02:03,45`, or with frames `01:02:03:12` (three digits there are
 * milliseconds). Null where it is no time, also where minutes or seconds are over 59 beside a larger unit.
 */
export function milliseconds(text: string, framesPerSecond = FRAMES_PER_SECOND): number | null {
  const framed = WITH_FRAMES.exec(text);
  if (framed) {
    const [, hours, minutes, seconds, last = ''] = framed;
    const rest = last.length === 3 ? Number(last) : Math.round((Number(last) * 1000) / framesPerSecond);
    return rest >= 1000 ? null : sum(Number(hours), Number(minutes), Number(seconds), rest);
  }
  const clock = CLOCK.exec(text);
  if (!clock) return null;
  const [, hours, minutes, seconds, fraction = ''] = clock;
  const ms = Number(fraction.padEnd(3, '0'));
  // Without hours, minutes may run on: players show 75:30.
  if (hours === undefined) return sum(Math.floor(Number(minutes) / 60), Number(minutes) % 60, Number(seconds), ms);
  return sum(Number(hours), Number(minutes), Number(seconds), ms);
}

function sum(hours: number, minutes: number, seconds: number, ms: number): number | null {
  return minutes > 59 || seconds > 59 ? null : ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms;
}

/** The frame number of `01:02:03:12`, null where the time has none. */
export function frameOf(text: string): number | null {
  const last = WITH_FRAMES.exec(text)?.[4];
  return last?.length === 2 ? Number(last) : null;
}

/** A length as OHMS gives it: `0:28:06`, `28:06` or seconds. Null where there is none, or zero. */
export function duration(text: string): number | null {
  const ms = /^\d{1,6}(?:\.\d{1,3})?$/.test(text) ? Math.round(Number(text) * 1000) : milliseconds(text);
  return ms === 0 ? null : ms;
}

/** `01:02:03.450`, for messages. */
export function clock(ms: number): string {
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
  const fraction = ms % 1000 === 0 ? '' : `.${String(ms % 1000).padStart(3, '0')}`;
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}${fraction}`;
}
