import fc from 'fast-check';
import {
  type CalendarDay,
  dayInCalendar,
  MONTHS,
  type OtherCalendar,
  toEdtf,
  YEARS,
} from '../../server/archive/calendars.ts';
import { dayNumber, gregorianDay, isoDate } from '../../server/archive/dates/days.ts';
import { hebrewNumeral, readHebrewNumeral, readHebrewYear } from '../../server/archive/dates/hebrew-numerals.ts';
import { readDate } from '../../server/archive/edtf.ts';
import { Invalid } from '../../server/archive/errors.ts';

const REMEMBERED: Record<OtherCalendar, [string, string][]> = {
  hebrew: [
    ['5711', '[1950..1951]'],
    ['תשי"א', '[1950..1951]'],
    ['תשי״א', '[1950..1951]'],
    ["ה'תשי״א", '[1950..1951]'],
    ['5711 AM', '[1950..1951]'],
    ['5710-5711', '[1949..1951]'],
    ['c. 5711', '[1950~..1951~]'],
    ['Nisan 5711', '[1951-04-07..1951-05-06]'],
    ['Nissan 5711', '[1951-04-07..1951-05-06]'],
    ['ניסן תשי"א', '[1951-04-07..1951-05-06]'],
    ['نيسان 5711', '[1951-04-07..1951-05-06]'],
    ['14 Nisan 5711', '1951-04-20'],
    ['י״ד בניסן תשי״א', '1951-04-20'],
    ["י''ד ניסן תשי''א", '1951-04-20'],
    ['6 Sivan 5701', '1941-06-01'], // Shavuot, the first day of the Farhud in Baghdad
    ['ו׳ בסיוון תש״א', '1941-06-01'],
    ['ה׳ באייר תש״ח', '1948-05-14'], // the declaration of independence of Israel
    ['ט"ו בשבט תשי"א', '1951-01-22'],
    ['1 Tishri 5711', '1950-09-12'],
    ['Adar 5712', '[1952-02-27..1952-03-26]'],
    ['Adar II 5711', '[1951-03-09..1951-04-06]'],
    ['אדר א׳ תשי״א', '[1951-02-07..1951-03-08]'],
    ['Adar 5711', '[1951-02-07..1951-04-06]'], // either, in a leap year
    ['14 Adar 5711', '[1951-02-20,1951-03-22]'],
    ['before Nisan 5711', '[..1951-04-06]'],
    ['14 Nisan 5711 (20 April 1951)', '1951-04-20'], // both, of which the narrower counts
    ['Nisan 5711 (April 1951)', '1951-04'],
    ['1951 (5711)', '1951'],
    ['Nisan-Sivan 5711', '[1951-04-07..1951-07-04]'],
  ],
  islamic: [
    ['1370 AH', '[1950..1951]'],
    ['1370هـ', '[1950..1951]'],
    ['سنة ١٣٧٠ هجرية', '[1950..1951]'],
    ['1370 de l’hégire', '[1950..1951]'],
    ['Ramadan 1370', '[1951-06-05..1951-07-06]'],
    ['رمضان 1370', '[1951-06-05..1951-07-06]'],
    ['رمضان ١٣٧٠ هـ', '[1951-06-05..1951-07-06]'],
    ['1 Ramadan 1370', '1951-06-06~'],
    ["Sha'ban 1370", '[1951-05-07..1951-06-06]'],
    ['Chaabane 1370', '[1951-05-07..1951-06-06]'],
    ["Rabi' al-Awwal 1370", '[1950-12-10..1951-01-10]'],
    ['ربيع الأول 1370', '[1950-12-10..1951-01-10]'],
    ['جمادى الآخرة 1370', '[1951-03-09..1951-04-08]'],
    ['Dhu al-Hijja 1370', '[1951-09-02..1951-10-02]'],
    ['ذو الحجة 1370 هـ', '[1951-09-02..1951-10-02]'],
  ],
  persian: [
    ['1330 AP', '[1951..1952]'],
    ['۱۳۳۰', '[1951..1952]'],
    ['سال ۱۳۳۰ شمسی', '[1951..1952]'],
    ['دههٔ ۱۳۳۰', '[1951..1961]'],
    ['حدود ۱۳۳۰', '[1951~..1952~]'],
    ['Farvardin 1330', '[1951-03-22..1951-04-21]'],
    ['فروردین ۱۳۳۰', '[1951-03-22..1951-04-21]'],
    ['۱ فروردین ۱۳۳۰', '1951-03-22'],
    ['فروردین‌ماه ۱۳۳۰', '[1951-03-22..1951-04-21]'],
    ['تابستان ۱۳۳۰', '[1951-06-23..1951-09-23]'],
    ['زمستان ۱۳۳۰', '[1951-12-23..1952-03-20]'],
    ['۱۳۳۰/۱/۱', '1951-03-22'],
    ['22 Bahman 1357', '1979-02-11'], // the end of the Iranian revolution
    ['۲۸ مرداد ۱۳۳۲', '1953-08-19'], // the coup of 1953
  ],
};

for (const [calendar, dates] of Object.entries(REMEMBERED))
  describe(`A date in the ${calendar} calendar`, () => {
    test.each(dates)('%s is %s', (text, edtf) => {
      expect(readDate(text)).toMatchObject({ edtf, given: text, calendar });
    });
  });

describe('What a calendar has not is refused', () => {
  test.each([
    ['Adar II 5712', 'has only one Adar. Write Adar 5712'],
    ['30 Heshvan 5711', 'it has 29'],
    ['31 Ramadan 1370', 'it has 30'],
    ['30 Esfand 1330', 'it has 29'],
    ['1951 AM', 'Give the Gregorian year'],
    ['7000 AH', 'Give the Gregorian year'],
  ])('%s', (text, hint) => {
    expect(() => readDate(text)).toThrow(Invalid);
    expect(() => readDate(text)).toThrow(hint);
  });

  test('and so is a day that is none', () => {
    expect(() => dayInCalendar('1951-02-30', 'hebrew')).toThrow(Invalid);
    expect(() => dayInCalendar('1951', 'hebrew')).toThrow(Invalid);
    expect(() => toEdtf('islamic', 1370, 'nisan', null)).toThrow(Invalid);
  });
});

const LAST_DAY = dayNumber(2099, 12, 31);
const anyDay = fc.integer({ min: dayNumber(1800, 1, 1), max: LAST_DAY }).map(isoDate);

describe('For any day from 1800 to 2099', () => {
  test('days are numbered as the computer’s own calendar numbers them', () => {
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 1_000_000 }), (number) => {
        const { year, month, day } = gregorianDay(number);
        expect(dayNumber(year, month, day)).toBe(number);
        const epoch = new Date((number - dayNumber(1970, 1, 1)) * 86_400_000);
        expect([year, month, day]).toEqual([epoch.getUTCFullYear(), epoch.getUTCMonth() + 1, epoch.getUTCDate()]);
      }),
    );
  });

  test.each<[OtherCalendar, string]>([
    ['hebrew', 'hebrew'],
    ['islamic', 'islamic-civil'],
    ['persian', 'persian'],
  ])('the %s date is that of the Unicode calendars', (calendar, unicode) => {
    const month = calendar === 'hebrew' ? 'long' : 'numeric';
    const format = new Intl.DateTimeFormat('en-u-nu-latn', {
      calendar: unicode,
      year: 'numeric',
      month,
      day: 'numeric',
      timeZone: 'UTC',
    });
    fc.assert(
      fc.property(anyDay, (iso) => {
        const parts = new Map(format.formatToParts(new Date(`${iso}T00:00Z`)).map(({ type, value }) => [type, value]));
        const own = dayInCalendar(iso, calendar);
        expect([String(own.year), String(own.day), monthFor(own, calendar)]).toEqual([
          parts.get('year'),
          parts.get('day'),
          parts.get('month')?.toLowerCase().replace('tamuz', 'tammuz').replace(' ', '-'),
        ]);
      }),
      { numRuns: 400 },
    );
  });

  test('a date goes into another calendar and comes back', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom<OtherCalendar>('hebrew', 'islamic', 'persian'), (iso, calendar) => {
        const { year, month, day } = dayInCalendar(iso, calendar);
        expect(toEdtf(calendar, year, month, day).replace('~', '')).toBe(iso);
      }),
    );
  });

  test('the days of a year’s months follow one another without gap', () => {
    for (const [calendar, { first, last }] of Object.entries(YEARS) as [
      OtherCalendar,
      { first: number; last: number },
    ][])
      for (let year = first; year < last; year += 1) {
        const spans = MONTHS[calendar].flatMap((month) => {
          if (month.startsWith('adar-') && !hasMonth(year, month)) return [];
          if (month === 'adar' && hasMonth(year, 'adar-i')) return [];
          const [, from, to] = /^\[(.*)\.\.(.*)\]$/.exec(toEdtf(calendar, year, month, null)) ?? [];
          return [[day(from), day(to)] as const];
        });
        const slack = calendar === 'islamic' ? 2 : 0;
        for (const [i, [, to]] of spans.entries()) if (spans[i + 1]) expect(spans[i + 1]![0]).toBe(to + 1 - slack);
      }
  });
});

describe('Hebrew numerals', () => {
  test.each([
    [1, 'א׳'],
    [14, 'י״ד'],
    [15, 'ט״ו'],
    [16, 'ט״ז'],
    [30, 'ל׳'],
    [701, 'תש״א'],
    [711, 'תשי״א'],
    [999, 'תתקצ״ט'],
  ])('%i is %s', (number, letters) => {
    expect(hebrewNumeral(number)).toBe(letters);
  });

  test('every one is read back, with its marks and without', () => {
    for (let number = 1; number < 1000; number += 1) {
      const marked = hebrewNumeral(number).replace('״', '"').replace('׳', "'");
      expect(readHebrewNumeral(marked)).toBe(number);
      expect(readHebrewNumeral(marked.replace(/['"]/, ''))).toBe(number);
    }
  });

  test('a year may have its letters in a kinder order, and a word is no number', () => {
    expect(readHebrewYear('תשד"מ')).toBe(5744);
    expect(readHebrewYear('ה\'תש"ח')).toBe(5708);
    expect(readHebrewYear('י"ד')).toBeNull();
    expect(readHebrewNumeral('שלום')).toBeNull();
  });
});

function monthFor({ month }: CalendarDay, calendar: OtherCalendar): string {
  return calendar === 'hebrew' ? month : String(MONTHS[calendar].indexOf(month) + 1);
}

function hasMonth(year: number, month: string): boolean {
  try {
    return toEdtf('hebrew', year, month, null) !== '';
  } catch {
    return false;
  }
}

function day(iso = ''): number {
  const [year, month, date] = iso.split('-').map(Number);
  return dayNumber(year!, month!, date!);
}
