/** Spans of a recording that are withheld: the sound silent, the picture black. */
import { createHash } from 'node:crypto';
import { Invalid } from '../archive/errors.ts';

/** A span in whole milliseconds from the start of the recording as it is played. */
export interface Span {
  startMs: number;
  endMs: number;
}

/** The spans in order, with those that touch joined. Throws `Invalid` for one that ends before it begins, or is not in whole milliseconds. */
export function inOrder(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const { startMs, endMs } of [...spans].sort((a, b) => a.startMs - b.startMs)) {
    if (!Number.isSafeInteger(startMs) || !Number.isSafeInteger(endMs) || startMs < 0 || endMs <= startMs) {
      throw new Invalid(
        'A withheld span begins at 0 or later, ends after it begins, and is given in whole milliseconds.',
      );
    }
    const before = joined.at(-1);
    if (before && startMs <= before.endMs) before.endMs = Math.max(before.endMs, endMs);
    else joined.push({ startMs, endMs });
  }
  return joined;
}

/**
 * A short name for what is withheld: part of the file's name and of the address of a rendition, so that one with less in it
 * is never taken for one with more. `whole` where nothing is withheld.
 */
export function silenceKey(spans: readonly Span[]): string {
  if (spans.length === 0) return 'whole';
  const text = inOrder(spans).map(({ startMs, endMs }) => `${startMs}-${endMs}`);
  return createHash('sha256').update(text.join(',')).digest('hex').slice(0, 16);
}

/** An ffmpeg expression that is true inside the spans, which begin `earlierMs` before their time. */
export function insideSpans(spans: readonly Span[], earlierMs: number): string {
  const seconds = (ms: number) => (Math.max(0, ms) / 1000).toFixed(6);
  return spans.map(({ startMs, endMs }) => `between(t,${seconds(startMs - earlierMs)},${seconds(endMs)})`).join('+');
}
