import fc from 'fast-check';
import { daySpan, readDate } from '../../server/archive/edtf.ts';
import { Invalid } from '../../server/archive/errors.ts';
import { formatArchiveDate, formatEdtf, inCalendar } from '../../server/i18n/dates.ts';
import { LANGUAGES } from '../../server/i18n/languages.ts';

const IN_WORDS: [string, string, string, string, string, string][] = [
  ['1951', '1951', '1951', '1951', '1951', '۱۹۵۱'],
  ['1951-03', 'March 1951', 'mars 1951', 'آذار/مارس 1951', 'מרץ 1951', 'مارس ۱۹۵۱'],
  ['1951-03-01', '1 March 1951', '1er mars 1951', '1 آذار/مارس 1951', '1 במרץ 1951', '۱ مارس ۱۹۵۱'],
  ['1951-03-14', '14 March 1951', '14 mars 1951', '14 آذار/مارس 1951', '14 במרץ 1951', '۱۴ مارس ۱۹۵۱'],
  ['1951~', 'c. 1951', 'vers 1951', 'نحو 1951', 'סביב 1951', 'حدود ۱۹۵۱'],
  ['1951?', 'perhaps 1951', 'peut-être 1951', 'ربما 1951', 'אולי 1951', 'شاید ۱۹۵۱'],
  ['1951%', 'perhaps c. 1951', 'peut-être vers 1951', 'ربما نحو 1951', 'אולי סביב 1951', 'شاید حدود ۱۹۵۱'],
  ['195X', '1950s', 'années 1950', 'عقد 1950', 'שנות ה־1950', 'دههٔ ۱۹۵۰'],
  ['195X~', 'c. 1950s', 'vers les années 1950', 'نحو عقد 1950', 'סביב שנות ה־1950', 'حدود دههٔ ۱۹۵۰'],
  [
    '[1948..1951]',
    'between 1948 and 1951',
    'entre 1948 et 1951',
    'بين 1948 و1951',
    'בין 1948 לבין 1951',
    'میان ۱۹۴۸ و ۱۹۵۱',
  ],
  ['[..1949]', 'before 1950', 'avant 1950', 'قبل 1950', 'לפני 1950', 'پیش از ۱۹۵۰'],
  ['[1951..]', 'after 1950', 'après 1950', 'بعد 1950', 'אחרי 1950', 'پس از ۱۹۵۰'],
  [
    '[..1951-03-13]',
    'before 14 March 1951',
    'avant le 14 mars 1951',
    'قبل 14 آذار/مارس 1951',
    'לפני 14 במרץ 1951',
    'پیش از ۱۴ مارس ۱۹۵۱',
  ],
  ['[1948,1949]', '1948 or 1949', '1948 ou 1949', '1948 أو 1949', '1948 או 1949', '۱۹۴۸ یا ۱۹۴۹'],
  ['{1948,1950}', '1948 and 1950', '1948 et 1950', '1948 و1950', '1948 וגם 1950', '۱۹۴۸ و ۱۹۵۰'],
  ['1948/1951', 'from 1948 to 1951', 'de 1948 à 1951', 'من 1948 إلى 1951', 'מאז 1948 ועד 1951', 'از ۱۹۴۸ تا ۱۹۵۱'],
  [
    '194X/195X',
    'from the 1940s to the 1950s',
    'des années 1940 aux années 1950',
    'من عقد 1940 إلى عقد 1950',
    'מאז שנות ה־1940 ועד שנות ה־1950',
    'از دههٔ ۱۹۴۰ تا دههٔ ۱۹۵۰',
  ],
  ['1948/..', 'since 1948', 'depuis 1948', 'منذ 1948', 'מאז 1948', 'از ۱۹۴۸ به بعد'],
  [
    '../1951-03-14',
    'until 14 March 1951',
    'jusqu’au 14 mars 1951',
    'حتى 14 آذار/مارس 1951',
    'עד 14 במרץ 1951',
    'تا ۱۴ مارس ۱۹۵۱',
  ],
  ['1951-21', 'spring 1951', 'printemps 1951', 'ربيع 1951', 'אביב 1951', 'بهار ۱۹۵۱'],
  ['0987', '987 CE', '987 apr. J.-C.', '987م', '987 לספירה', '۹۸۷ میلادی'],
  ['-0586', '587 BCE', '587 av. J.-C.', '587 ق.م', '587 לפנה״ס', '۵۸۷ پیش از میلاد'],
];

describe('An EDTF date in words', () => {
  test.each(IN_WORDS)('%s', (edtf, ...words) => {
    expect(LANGUAGES.map((lang) => formatEdtf(edtf, lang))).toEqual(words);
    for (const text of words) expect(readDate(text).edtf).toBe(edtf);
  });

  test.each([
    ['[..1950]', 'before 1951'], // 1950 is in it
    ['[1948..]', 'after 1947'],
    ['1951-XX', '1951'],
    ['1951-03-XX', 'March 1951'],
    ['19XX', 'between 1900 and 1999'],
    ['190X', 'between 1900 and 1909'],
    ['195X-03', 'between March 1950 and March 1959'],
    ['XXXX-03-14', 'year not known'],
    ['1948/', 'from 1948, until when is not known'],
    ['/1951', 'until 1951, since when is not known'],
    ['[195X..]', 'since the 1950s'],
    ['[..1951-21]', 'until spring 1951'],
    ['2004-06~-11', 'c. 11 June 2004'],
    ['once upon a time', 'once upon a time'],
    ['1951-02-30', '1951-02-30'],
  ])('%s is %s', (edtf, words) => {
    expect(formatEdtf(edtf, 'en')).toBe(words);
  });

  test('of an early year, on a Persian or Arabic page, says that it is not of the Hijra', () => {
    expect(formatEdtf('1391', 'fa')).toBe('۱۳۹۱ میلادی');
    expect(formatEdtf('1391', 'ar')).toBe('1391م');
    expect(formatEdtf('1391', 'en')).toBe('1391');
  });
});

const year = fc.integer({ min: 1500, max: 2099 }).map(String);
const two = (number: number) => String(number).padStart(2, '0');
const month = fc.tuple(year, fc.integer({ min: 1, max: 12 })).map(([y, m]) => `${y}-${two(m)}`);
const day = fc.tuple(month, fc.integer({ min: 1, max: 28 })).map(([ym, d]) => `${ym}-${two(d)}`);
const decade = fc
  .integer({ min: 151, max: 209 })
  .filter((n) => n % 10 > 0)
  .map((n) => `${n}X`);
const season = fc.tuple(year, fc.integer({ min: 21, max: 24 })).map(([y, s]) => `${y}-${s}`);
const mark = fc.constantFrom('', '~', '?', '%');
const plain = fc.oneof(year, month, day);
const ordered = fc.tuple(plain, plain).filter(([a, b]) => daySpan(a).last! < daySpan(b).first!);
const edtf = fc.oneof(
  fc.tuple(fc.oneof(plain, decade, season), mark).map(([date, m]) => date + m),
  fc.tuple(ordered, mark).map(([[from, to], m]) => `[${from}${m}..${to}${m}]`),
  fc.tuple(ordered, mark, mark).map(([[from, to], m, n]) => `${from}${m}/${to}${n}`),
  fc.tuple(plain, mark).map(([date, m]) => `[..${date}${m}]`),
  fc.tuple(plain, mark).map(([date, m]) => `[${date}${m}..]`),
  fc.tuple(plain, mark).map(([date, m]) => `${date}${m}/..`),
  fc.tuple(plain, mark).map(([date, m]) => `../${date}${m}`),
  fc
    .tuple(fc.array(plain, { minLength: 2, maxLength: 3 }), mark)
    .map(([dates, m]) => `[${dates.map((d) => d + m).join(',')}]`),
  fc.tuple(plain, plain).map(([a, b]) => `{${a},${b}}`),
);

describe('For any dates, in every language', () => {
  test('what the archive writes, the archive reads back', () => {
    fc.assert(
      fc.property(edtf, fc.constantFrom(...LANGUAGES), (date, lang) => {
        expect([formatEdtf(date, lang), readDate(formatEdtf(date, lang)).edtf]).toEqual([formatEdtf(date, lang), date]);
      }),
      { numRuns: 1000 },
    );
  });

  test('a day in the words of another calendar is read back as that day', () => {
    const calendars = fc.constantFrom('gregorian', 'hebrew', 'islamic', 'persian');
    const days = fc.tuple(
      fc.integer({ min: 1800, max: 2099 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
    );
    fc.assert(
      fc.property(days, calendars, fc.constantFrom(...LANGUAGES), ([y, m, d], calendar, lang) => {
        const iso = `${y}-${two(m)}-${two(d)}`;
        const read = readDate(inCalendar(iso, calendar as 'hebrew', lang));
        expect(read).toMatchObject({ edtf: calendar === 'islamic' ? `${iso}~` : iso, calendar });
      }),
      { numRuns: 1000 },
    );
  });
});

describe('A day in another calendar', () => {
  test.each([
    ['hebrew', ['14 Nisan 5711', '14 nissan 5711', '14 نيسان 5711', 'י״ד בניסן תשי״א', '۱۴ نیسان ۵۷۱۱']],
    [
      'islamic',
      [
        '13 Rajab 1370 AH',
        '13 rajab 1370 de l’hégire',
        '13 رجب 1370 هـ',
        '13 ברג׳ב 1370 להג׳רה',
        '۱۳ رجب ۱۳۷۰ هجری قمری',
      ],
    ],
    [
      'persian',
      [
        '30 Farvardin 1330 AP',
        '30 farvardin 1330 de l’hégire solaire',
        '30 فروردين 1330 هـ.ش',
        '30 בפרורדין 1330 ללוח הפרסי',
        '۳۰ فروردین ۱۳۳۰',
      ],
    ],
  ] as const)('20 April 1951 in the %s calendar', (calendar, words) => {
    expect(LANGUAGES.map((lang) => inCalendar('1951-04-20', calendar, lang))).toEqual(words);
  });

  test('knows the two Adars', () => {
    expect(inCalendar('1951-02-20', 'hebrew', 'he')).toBe('י״ד באדר א׳ תשי״א');
    expect(inCalendar('1951-03-22', 'hebrew', 'he')).toBe('י״ד באדר ב׳ תשי״א');
    expect(inCalendar('1952-03-11', 'hebrew', 'he')).toBe('י״ד באדר תשי״ב');
  });

  test('must be a day', () => {
    expect(() => inCalendar('1951-02-30', 'hebrew', 'en')).toThrow(Invalid);
  });
});

describe('A date of the archive', () => {
  test('is shown as it was given, with the Gregorian date behind it', () => {
    expect(formatArchiveDate(readDate('14 Nisan 5711'), 'en')).toBe('14 Nisan 5711 (20 April 1951)');
    expect(formatArchiveDate(readDate('ניסן תשי״א'), 'fr')).toBe(
      '\u2068ניסן תשי״א\u2069 (entre le 7 avril 1951 et le 6 mai 1951)',
    );
  });

  test('so shown is read back as that date', () => {
    for (const given of ['14 Nisan 5711', 'ניסן תשי״א', '1 Ramadan 1370', '۱۳۳۰'])
      for (const lang of LANGUAGES) {
        const date = readDate(given);
        expect(readDate(formatArchiveDate(date, lang).replace(/[\u2068\u2069]/g, ''))).toMatchObject({
          edtf: date.edtf,
          calendar: date.calendar,
        });
      }
  });

  test('of the Gregorian calendar is shown in the reader’s language only', () => {
    expect(formatArchiveDate(readDate('vers 1951'), 'en')).toBe('c. 1951');
    expect(formatArchiveDate({ edtf: '1951', given: null, calendar: null }, 'en')).toBe('1951');
  });
});
