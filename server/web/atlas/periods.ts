/** Which year a map is called by: the states of the past that a country was part of, and a year that a reader writes. */
import { politiesIn } from '../../archive/atlas.ts';
import { politiesOfCountry } from '../../archive/country-page.ts';
import type { Database } from '../../db/open.ts';

/** A polity of a country with a year that stands for it. */
export interface Period {
  slug: string;
  name: string;
  fromYear: number | null;
  toYear: number | null;
  year: number;
  current: boolean;
}

const READ = 1850; // before it few testimonies reach

/**
 * The polities that a map of the country is called by in some year, each with its middle year as far as memories reach. Not one
 * within which the country had a name of its own, as the Ottoman Empire in the years of Ottoman Iraq.
 */
export function periodsOf(db: Database, code: string, lang: string, year: number | null): Period[] {
  return politiesOfCountry(db, code, lang).flatMap((polity) => {
    const { fromYear, toYear } = polity;
    if (fromYear === null || toYear === null) return [];
    const middle = Math.floor((Math.min(Math.max(fromYear, READ), toYear) + toYear) / 2);
    const then = politiesIn(db, middle, lang).get(code) ?? [];
    return then.includes(polity.name) ? [{ ...polity, year: middle, current: year === middle }] : [];
  });
}

/** The year of an address, in digits of any of the five languages; `problem` where it is none, to be mended in its field. */
export function yearAsked(value: unknown): { year: number | null; typed: string; problem: boolean } {
  const typed = typeof value === 'string' ? value.trim().slice(0, 20) : '';
  const digits = typed.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15));
  const year = /^1[0-9]{3}$|^20[0-9]{2}$/.test(digits) ? Number(digits) : null;
  return { year, typed, problem: typed !== '' && year === null };
}
