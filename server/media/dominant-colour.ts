/** The colour shown in a picture's place until it has come. */

/**
 * The most frequent colour of raw pixels as `#rrggbb`: colours are counted in 4096 boxes, and those of the fullest box
 * averaged. `channels` is 1 for grey, else red, green and blue come first.
 */
export function dominantColour(pixels: Uint8Array, channels: number): string {
  const [green, blue] = channels < 3 ? [0, 0] : [1, 2];
  const box = (at: number) =>
    ((pixels[at] ?? 0) >> 4) * 256 + ((pixels[at + green] ?? 0) >> 4) * 16 + ((pixels[at + blue] ?? 0) >> 4);
  const counts = new Uint32Array(4096);
  for (let at = 0; at < pixels.length; at += channels) counts[box(at)]! += 1;
  const fullest = counts.indexOf(counts.reduce((most, count) => Math.max(most, count), 0));
  const sum = [0, 0, 0] as [number, number, number];
  for (let at = 0; at < pixels.length; at += channels) {
    if (box(at) !== fullest) continue;
    sum[0] += pixels[at] ?? 0;
    sum[1] += pixels[at + green] ?? 0;
    sum[2] += pixels[at + blue] ?? 0;
  }
  const count = counts[fullest] || 1;
  return `#${sum
    .map((total) =>
      Math.round(total / count)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}
