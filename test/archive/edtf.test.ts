import fc from 'fast-check';
import { daySpan, readDate, yearSpan } from '../../server/archive/edtf.ts';
import { Invalid } from '../../server/archive/errors.ts';

describe('The years that an EDTF date may be', () => {
  test.each([
    ['1951', 1951, 1951],
    ['1951-03', 1951, 1951],
    ['1951-03-14', 1951, 1951],
    ['1951~', 1951, 1951],
    ['1951?', 1951, 1951],
    ['1951%', 1951, 1951],
    ['195X', 1950, 1959],
    ['19XX', 1900, 1999],
    ['1XXX', 1000, 1999],
    ['XXXX', null, null],
    ['1X5X', 1050, 1959],
    ['195X-12', 1950, 1959],
    ['19XX-02-29', 1904, 1996],
    ['[1948..1951]', 1948, 1951],
    ['[1948,1950,1951]', 1948, 1951],
    ['[1951,1948..1949]', 1948, 1951],
    ['[..1950]', null, 1950],
    ['[1950..]', 1950, null],
    ['[1948,1950..]', 1948, null],
    ['{1948,1950}', 1948, 1950],
    ['{1948..1950}', 1948, 1950],
    ['[195X,196X]', 1950, 1969],
    ['1948/1951', 1948, 1951],
    ['1948-11/1951-02-14', 1948, 1951],
    ['1948~/1951?', 1948, 1951],
    ['1948/..', 1948, null],
    ['../1951', null, 1951],
    ['1948/', 1948, null],
    ['/1951', null, 1951],
    ['194X/195X', 1940, 1959],
    ['1951-21', 1951, 1951],
    ['1951-24', 1951, 1951],
    ['0987', 987, 987],
    ['0000', 0, 0],
    ['-0586', -586, -586],
    ['-05XX', -599, -500],
    ['?1951-03-~14', 1951, 1951],
  ])('%s: %s to %s', (edtf, min, max) => {
    expect(yearSpan(edtf)).toEqual({ min, max });
    expect(readDate(edtf)).toEqual({ edtf, given: edtf, calendar: 'gregorian', min, max });
  });

  test('come with their first and last day', () => {
    expect(daySpan('1951-02')).toEqual({ first: '1951-02-01', last: '1951-02-28' });
    expect(daySpan('[..1950]')).toEqual({ first: null, last: '1950-12-31' });
    expect(daySpan('19XX-02-29')).toEqual({ first: '1904-02-29', last: '1996-02-29' });
    expect(daySpan('1951-1X-3X')).toEqual({ first: '1951-10-30', last: '1951-12-31' });
    expect(daySpan('1948-11/1951-02-14')).toEqual({ first: '1948-11-01', last: '1951-02-14' });
  });

  test.each(['', 'c. 1951', '19511', '951', '1951-3', '1951-13', '1951-00', '1951-25', '1951-21-03', '/..', '../..'])(
    '%j is not EDTF',
    (text) => {
      expect(() => yearSpan(text)).toThrow(Invalid);
    },
  );

  test.each([
    '[]',
    '[..]',
    '{}',
    '[1948..1951',
    '[1948;1951]',
    '[[1948]]',
    '1948/1949/1950',
    '-0000',
    'Y19511',
    '1950S2',
  ])('%j is not EDTF', (text) => {
    expect(() => yearSpan(text)).toThrow(Invalid);
  });
});

describe('An impossible date is refused', () => {
  test.each([
    ['1951-02-30', /no day 30.*write 1951-02 alone/],
    ['1951-02-29', /no day 29/],
    ['195X-02-30', /no day 30/],
    ['1951-04-31', /no day 31/],
    ['1951-13', /no month 13/],
    ['1951-13-01', /no month 13/],
    ['19511', /not a date that can be read/],
    ['5711-01-14', /too far ahead/],
    ['9511', /too far ahead/],
    ['1951/1948', /ends before it begins/],
    ['[1951..1948]', /ends before it begins/],
    ['1951-05/1951-03', /ends before it begins/],
  ])('%s', (text, message) => {
    expect(() => readDate(text)).toThrow(Invalid);
    expect(() => readDate(text)).toThrow(message);
  });

  test('and a text too long to be a date, without being read', () => {
    expect(() => readDate('1951 or '.repeat(2000))).toThrow(/at most 150 characters/);
  });
});

describe('A date is kept as it was given', () => {
  test('beside its EDTF and its years', () => {
    const date = readDate('  Nisan 5711 ');
    expect(date).toEqual({
      edtf: '[1951-04-07..1951-05-06]',
      given: 'Nisan 5711',
      calendar: 'hebrew',
      min: 1951,
      max: 1951,
    });
  });

  test('and spaces, small letters and a time of day do not matter to EDTF', () => {
    expect(readDate('1948 / 1951').edtf).toBe('1948/1951');
    expect(readDate('195x').edtf).toBe('195X');
    expect(readDate('[1948, 1949]').edtf).toBe('[1948,1949]');
    expect(readDate('2006-06-13T10:30:00+02:00').edtf).toBe('2006-06-13');
  });
});

const year = fc.integer({ min: 1, max: 2999 });
const yearText = year.map((number) => String(number).padStart(4, '0'));
const masked = fc
  .tuple(yearText, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }))
  .map(([text, hidden]) => [...text].map((digit, i) => (hidden[i] && i > 0 ? 'X' : digit)).join(''));

describe('For any dates', () => {
  test('a year with digits unknown spans the years with the other digits', () => {
    fc.assert(
      fc.property(masked, (text) => {
        const pattern = new RegExp(`^${text.replaceAll('X', '\\d')}$`);
        const years = Array.from({ length: 3000 }, (_, i) => i).filter((i) => pattern.test(String(i).padStart(4, '0')));
        expect(yearSpan(text)).toEqual({ min: years[0], max: years.at(-1) });
      }),
    );
  });

  test('a set and an interval span their members', () => {
    fc.assert(
      fc.property(fc.array(masked, { minLength: 1, maxLength: 5 }), (members) => {
        const spans = members.map(yearSpan);
        const min = Math.min(...spans.map((span) => span.min!));
        const max = Math.max(...spans.map((span) => span.max!));
        expect(yearSpan(`[${members.join(',')}]`)).toEqual({ min, max });
        expect(yearSpan(`{${members.join(',')}}`)).toEqual({ min, max });
        const [from = '', to = ''] = members;
        if (to && yearSpan(from).min! <= yearSpan(to).max!)
          expect(yearSpan(`${from}/${to}`)).toEqual({ min: yearSpan(from).min, max: yearSpan(to).max });
      }),
    );
  });

  test('what was read is read again as it is', () => {
    const written = fc.oneof(
      yearText,
      masked,
      fc.tuple(year, year).map(([a, b]) => `${Math.min(a, b) + 1500}-${Math.max(a, b) + 1500}`),
      year.map((number) => `before ${number + 1500}`),
      fc.integer({ min: 5200, max: 5900 }).map((hebrew) => `Nisan ${hebrew}`),
    );
    fc.assert(
      fc.property(written, (text) => {
        let date: ReturnType<typeof readDate>;
        try {
          date = readDate(text);
        } catch (error) {
          expect(error).toBeInstanceOf(Invalid);
          return;
        }
        expect(readDate(date.edtf)).toMatchObject({ edtf: date.edtf, min: date.min, max: date.max });
      }),
    );
  });

  test('any other text is read or refused, and quickly', () => {
    const words = [
      '1951',
      '1948',
      'c.',
      'or',
      'and',
      '-',
      'between',
      'before',
      'ב',
      'و',
      'من',
      'Nisan',
      'תשי"א',
      '?',
      '~',
    ];
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 220 }),
      fc.array(fc.constantFrom(...words), { maxLength: 50 }).map((parts) => parts.join(' ')),
    );
    const start = performance.now();
    fc.assert(
      fc.property(texts, (text) => {
        try {
          const { edtf, min, max } = readDate(text);
          expect(yearSpan(edtf)).toEqual({ min, max });
        } catch (error) {
          expect(error).toBeInstanceOf(Invalid);
        }
      }),
      { numRuns: 500 },
    );
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
