/** Lengths of time, and places in a recording. All in milliseconds. */
import type { Lang } from './languages.ts';
import { type T, translator } from './messages.ts';

/** *1 hour 23 minutes*, *4 minutes 12 seconds*, *40 seconds*: two units at most, rounded to the smaller. */
export function formatDuration(ms: number, lang: Lang): string {
  const t = translator(lang);
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return t('duration.seconds', { count: seconds });
  if (seconds < 3600) {
    const larger = t('duration.minutes', { count: Math.floor(seconds / 60) });
    return withRest(t, larger, seconds % 60, t('duration.seconds', { count: seconds % 60 }));
  }
  const minutes = Math.round(seconds / 60);
  const larger = t('duration.hours', { count: Math.floor(minutes / 60) });
  return withRest(t, larger, minutes % 60, t('duration.minutes', { count: minutes % 60 }));
}

function withRest(t: T, larger: string, count: number, smaller: string): string {
  return count === 0 ? larger : t('duration.and', { count, larger, smaller });
}

/** A place in a recording: `2:03`, and from one hour on `01:02:03`. In the digits 0–9 in every language, as in citations. */
export function timecode(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (number: number) => String(number).padStart(2, '0');
  return h === 0 ? `${m}:${two(s)}` : `${two(h)}:${two(m)}:${two(s)}`;
}
