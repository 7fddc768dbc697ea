/** User-perceived characters (extended grapheme clusters, https://www.unicode.org/reports/tr29/): what is never cut in two. */

/** UTF-16 offsets, the end exclusive. */
export interface Range {
  start: number;
  end: number;
}

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Letters of the archive's scripts that stand by themselves: between two of them a cluster always ends. */
const isPlain = (code: number) =>
  (code >= 0x20 && code < 0x7f) ||
  (code >= 0xc0 && code < 0x250) ||
  (code >= 0x5d0 && code < 0x5eb) ||
  (code >= 0x620 && code < 0x64b);

/** The cluster edges nearest to an offset of `text`: at or before it, and at or after it. */
export function edgesOf(text: string): { before(at: number): number; after(at: number): number } {
  let segments: Intl.Segments | undefined; // made only where a plain look is not enough
  const cluster = (at: number) => {
    if (at <= 0 || at >= text.length) return null;
    if (isPlain(text.charCodeAt(at - 1)) && isPlain(text.charCodeAt(at))) return null;
    segments ??= segmenter.segment(text);
    return segments.containing(at) ?? null;
  };
  const within = (at: number) => Math.min(Math.max(at, 0), text.length);
  return {
    before: (at) => cluster(at)?.index ?? within(at),
    after: (at) => {
      const found = cluster(at);
      return found && found.index < at ? found.index + found.segment.length : within(at);
    },
  };
}

/** The ranges on whole clusters of `text`, in order and apart; those that touch no letter are left out. */
export function onClusters(text: string, ranges: readonly Range[]): Range[] {
  const edges = edgesOf(text);
  const whole: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    if (!(range.end > range.start)) continue;
    const start = edges.before(range.start);
    const end = edges.after(range.end);
    const last = whole.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else if (end > start) whole.push({ start, end });
  }
  return whole;
}
