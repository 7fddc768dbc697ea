/** Which year a map is called by: the states of the past that a country was part of, and a year that a reader writes. */
import { PARTS } from '../../archive/atlas.ts';

export interface Polity {
  slug: string;
  name: string;
  fromYear: number | null;
  toYear: number | null;
}

/** A polity with a year that stands for it. */
export interface Period extends Polity {
  year: number | null; // null where its years are not known
  current: boolean;
}

const READ = 1850; // before it few testimonies reach

/** The middle year of each polity, as far as memories reach. */
export function periodsOf(polities: readonly Polity[], year: number | null): Period[] {
  return polities
    .filter(({ slug }) => !PARTS.has(slug))
    .map((polity) => {
      const { fromYear, toYear } = polity;
      const middle =
        fromYear === null || toYear === null
          ? fromYear
          : Math.floor((Math.min(Math.max(fromYear, READ), toYear) + toYear) / 2);
      return { ...polity, year: middle, current: year !== null && year === middle };
    });
}

/** The year of an address, in digits of any of the five languages; `problem` where it is none, to be mended in its field. */
export function yearAsked(value: unknown): { year: number | null; typed: string; problem: boolean } {
  const typed = typeof value === 'string' ? value.trim().slice(0, 20) : '';
  const digits = typed.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15));
  const year = /^1[0-9]{3}$|^20[0-9]{2}$/.test(digits) ? Number(digits) : null;
  return { year, typed, problem: typed !== '' && year === null };
}
