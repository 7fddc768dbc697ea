/** The days between which any EDTF date lies. */
import { Invalid } from '../errors.ts';
import { dayBounds, type Edtf, type EdtfRange, parseEdtf } from './edtf-grammar.ts';

/** The first and last day, as day numbers; infinite where an end is open or unknown. Throws `Invalid` where it is not EDTF. */
export function edtfBounds(edtf: string): { first: number; last: number } {
  const parsed = parseEdtf(edtf);
  if (!parsed) throw new Invalid(`“${edtf}” is not EDTF. Write for example 1951, 1951-03-14, 195X or [1948..1951].`);
  const ranges = rangesOf(parsed);
  const firsts = ranges.map(({ from }) => (from && dayBounds(from))?.first ?? -Infinity);
  const lasts = ranges.map(({ to }) => (to && dayBounds(to))?.last ?? Infinity);
  return { first: Math.min(...firsts), last: Math.max(...lasts) };
}

function rangesOf(edtf: Edtf): EdtfRange[] {
  if (edtf.kind === 'date') return [{ from: edtf.date, to: edtf.date }];
  if (edtf.kind !== 'interval') return edtf.ranges;
  return [{ from: edtf.from === 'unknown' ? null : edtf.from, to: edtf.to === 'unknown' ? null : edtf.to }];
}
