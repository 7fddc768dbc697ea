/** Decades, centuries, seasons, and the early, middle and late part of a year or decade. */
import { MONTHS } from '../calendars.ts';
import { Invalid } from '../errors.ts';
import { yearDigits } from './days.ts';
import { endOf, type Reading } from './reading.ts';
import { calendarOfYear, type Digits, otherCalendar, readSimple } from './simple.ts';
import { afterWord, beforeWord, isWord, withoutLeading } from './words.ts';

const ROMAN: Record<string, number> = { xv: 15, xvi: 16, xvii: 17, xviii: 18, xix: 19, xx: 20, xxi: 21 };

const SEASONS = ['21', '22', '23', '24'] as const; // as EDTF numbers them, from spring

/** First and last year of a decade's part, and first and last month of a year's: halves, and a middle that overlaps both. */
const PARTS = {
  early: { decade: [0, 4], year: ['01', '06'] },
  middle: { decade: [3, 7], year: ['05', '08'] },
  late: { decade: [5, 9], year: ['07', '12'] },
} as const;

/** The reading of a period; null where it is none. */
export function readPeriod(text: string, digits: Digits): Reading | null {
  return readDecade(text, digits) ?? readCentury(text) ?? readSeason(text, digits) ?? readPart(text, digits);
}

/** *1950s*, *the 50s*, *années 1950*, *دهه ۱۳۳۰*. Ten Persian years are *some year between*. */
function readDecade(text: string, digits: Digits): Reading | null {
  const ofCentury = beforeWord('of the twentieth century', text) ?? text;
  const afterDecade = afterWord('decade', ofCentury);
  const rest = withoutLeading('filler', afterDecade ?? ofCentury);
  for (let tens = 20; tens <= 90; tens += 10) if (isWord(`${tens}s`, rest)) return gregorianDecade(`19${tens}`);
  const [, number] = (afterDecade ? /^(\d{1,3}0)(?:'?s)?$/ : /^(\d{1,3}0)'?s$/).exec(rest) ?? [];
  if (!number) return null;
  if (number.length === 2 && (digits === 'persian' || Number(number) < 30))
    throw new Invalid(`The ${number}s may be of more than one century. Write the decade in full, as 1950s.`);
  if (number.length === 2) return gregorianDecade(`19${number}`);
  if (number.length !== 4) return null;
  if (number.endsWith('00') && !afterDecade)
    throw new Invalid(
      `The ${number}s may be ten years or a hundred. Write ${number.slice(0, 3)}X or ${number.slice(0, 2)}XX.`,
    );
  const calendar = calendarOfYear(Number(number), digits);
  if (calendar === 'gregorian') return gregorianDecade(number);
  const [first, last] = [Number(number), Number(number) + 9].map(
    (year) => otherCalendar(calendar, year, null, null).edtf,
  );
  return { edtf: `[${endOf(first ?? '', 'first')}..${endOf(last ?? '', 'last')}]`, calendar };
}

function gregorianDecade(year: string): Reading {
  return { edtf: `${year.slice(0, 3)}X`, calendar: 'gregorian' };
}

/** *19th century*, *XIXe siècle*, *القرن 19*: its hundred years of the same first two digits, as catalogues do. */
function readCentury(text: string): Reading | null {
  const number = beforeWord('century', text) ?? afterWord('century', text);
  if (!number) return null;
  const [, digits, roman] =
    /^(?:(\d{1,2})(?:st|nd|rd|th|e|eme)?|([xvi]+)e?)$/.exec(withoutLeading('filler', number)) ?? [];
  const century = digits ? Number(digits) : ROMAN[roman ?? ''];
  return century ? { edtf: `${yearDigits(century - 1).slice(2)}XX`, calendar: 'gregorian' } : null;
}

/** *spring 1951*, *winter 1947-48* (December to February), and the seasons of the Persian year, three of its months each. */
function readSeason(text: string, digits: Digits): Reading | null {
  for (const season of SEASONS) {
    const rest = afterWord(season, text);
    if (rest === null) continue;
    const plain = withoutLeading('filler', rest);
    const [, from, to] = /^(\d{4})[-/](\d{2}|\d{4})$/.exec(plain) ?? [];
    if (from && to && season === '24' && Number(to) % 100 === (Number(from) + 1) % 100)
      return { edtf: `[${from}-12..${yearDigits(Number(from) + 1)}-02]`, calendar: 'gregorian' };
    const year = readSimple(plain, digits);
    if (year?.calendar === 'persian') return persianSeason(Number(/\d{4}/.exec(plain)?.[0]), SEASONS.indexOf(season));
    if (year && /^\d{4}$/.test(year.edtf)) return { edtf: `${year.edtf}-${season}`, calendar: 'gregorian' };
  }
  return null;
}

function persianSeason(year: number, season: number): Reading {
  const [first, last] = [3 * season, 3 * season + 2].map(
    (i) => otherCalendar('persian', year, MONTHS.persian[i]!, null).edtf,
  );
  return { edtf: `[${endOf(first!, 'first')}..${endOf(last!, 'last')}]`, calendar: 'persian' };
}

function readPart(text: string, digits: Digits): Reading | null {
  for (const part of ['early', 'middle', 'late'] as const) {
    const rest = afterWord(part, text);
    const whole = rest === null ? null : (readDecade(rest, digits) ?? readSimple(rest, digits));
    const [, decade, year] = /^(?:(\d{3})X|(\d{4}))$/.exec(whole?.edtf ?? '') ?? [];
    const { decade: years, year: months } = PARTS[part];
    if (decade) return { edtf: `[${decade}${years[0]}..${decade}${years[1]}]`, calendar: 'gregorian' };
    if (year) return { edtf: `[${year}-${months[0]}..${year}-${months[1]}]`, calendar: 'gregorian' };
  }
  return null;
}
