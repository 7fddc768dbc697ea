/** Names of months, recognised in the archive's languages and spellings (authorities/months.json). */
import { readFileSync } from 'node:fs';
import type { Calendar } from '../calendars.ts';
import { plainLetters } from '../plain-letters.ts';

/** A month that a name may mean. Several calendars share names: نيسان is April in Beirut and the Hebrew Nisan. */
export interface NamedMonth {
  calendar: Calendar;
  month: string; // `1`–`12` of the Gregorian calendar, else a key such as `nisan`
}

const file = new URL('../authorities/months.json', import.meta.url);
const names = JSON.parse(readFileSync(file, 'utf8')) as Record<Calendar, Record<string, string[]>>;

const byName = new Map<string, NamedMonth[]>();
for (const [calendar, months] of Object.entries(names) as [Calendar, Record<string, string[]>][])
  for (const [month, spellings] of Object.entries(months))
    for (const key of new Set(spellings.map(monthKey)))
      byName.set(key, [...(byName.get(key) ?? []), { calendar, month }]);

/**
 * The months that a name may mean, one a calendar at most; empty where it is no month. Two names of one Gregorian month
 * may stand together (نيسان/أبريل), and a Hebrew name may carry its
 * preposition (בניסן), a Persian one the word *month* (فروردین‌ماه).
 */
export function monthsNamed(name: string): NamedMonth[] {
  const found = byName.get(monthKey(name)) ?? byName.get(monthKey(name.replace(/^ב-?| ?ماه$/g, '')));
  if (found) return found;
  const [left, right, ...more] = name.split('/').map(monthsNamedAlone);
  if (!left || !right || more.length > 0) return [];
  return left.filter((month) =>
    right.some((other) => other.calendar === month.calendar && other.month === month.month),
  );
}

function monthsNamedAlone(name: string): NamedMonth[] {
  return byName.get(monthKey(name)) ?? [];
}

/** Without articles, apostrophes, hyphens and dots: *Rabi' al-Awwal* and *Rabi al awwal* are one name. */
function monthKey(name: string): string {
  return plainLetters(name)
    .split(/[-' .]+/)
    .filter((word) => !/^(al|el|ul|il|l|as|ash|ath|אל)$/.test(word))
    .map((word) => word.replace(/^ال/, ''))
    .join('');
}
