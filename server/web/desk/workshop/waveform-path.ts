const WIDTH = 1_000;
const HALF = 20;

/** The shape of a whole recording as one SVG path, 1000 wide and 40 high: the loudest of each stretch, mirrored. */
export function overview(peaks: readonly number[]): string {
  const columns = Math.min(WIDTH / 2, Math.max(1, peaks.length));
  const heights = Array.from({ length: columns }, (_, at) => {
    const from = Math.floor((at * peaks.length) / columns);
    const to = Math.max(from + 1, Math.floor(((at + 1) * peaks.length) / columns));
    let most = 0;
    for (let point = from; point < to; point += 1) most = Math.max(most, peaks[point] ?? 0);
    return Math.max(0.5, (most * HALF) / 100);
  });
  const x = (at: number) => ((at * WIDTH) / columns).toFixed(1);
  const top = heights.map((height, at) => `${x(at)},${(HALF - height).toFixed(1)}`);
  const bottom = heights.map((height, at) => `${x(at)},${(HALF + height).toFixed(1)}`).reverse();
  return `M${[...top, ...bottom].join('L')}Z`;
}
