/** Times in milliseconds. */
export interface Times {
  p50: number;
  p95: number;
  max: number;
}

export function timesOf(all: readonly number[]): Times {
  const sorted = [...all].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}

/** How long each takes, one after another. */
export async function timeEach<Value>(values: readonly Value[], run: (value: Value) => unknown): Promise<number[]> {
  const times: number[] = [];
  for (const value of values) {
    const begun = performance.now();
    await run(value);
    times.push(performance.now() - begun);
  }
  return times;
}

/** Seconds that `run` takes, and what it gives. */
export async function seconds<Value>(run: () => Value | Promise<Value>): Promise<[number, Value]> {
  const begun = performance.now();
  const value = await run();
  return [(performance.now() - begun) / 1000, value];
}

/** A table in plain text: the first column to the left, the others to the right. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const texts = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? shown(cell) : cell)));
  const widths = texts[0]!.map((_, column) => Math.max(...texts.map((row) => row[column]!.length)));
  return texts
    .map((row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '))
    .join('\n');
}

function shown(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
