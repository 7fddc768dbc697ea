import { LANGUAGES } from '../../server/i18n/languages.ts';
import { formatYears } from '../../server/i18n/years.ts';

const inAll = (from: number | null, to: number | null) => LANGUAGES.map((lang) => formatYears(from, to, lang));

describe('A span of years', () => {
  test('says in words which year comes first where the page runs from right to left', () => {
    expect(inAll(1941, 1951)).toEqual(['1941–1951', '1941–1951', 'من 1941 إلى 1951', '1941 עד 1951', '۱۹۴۱ تا ۱۹۵۱']);
  });

  test('of one year is that year', () => {
    expect(inAll(1951, 1951)).toEqual(['1951', '1951', '1951', '1951', '۱۹۵۱']);
  });

  test('may be open at either end', () => {
    expect(inAll(1941, null)).toEqual(['since 1941', 'depuis 1941', 'منذ 1941', 'מאז 1941', 'از ۱۹۴۱ به بعد']);
    expect(inAll(null, 1951)).toEqual(['until 1951', 'jusqu’en 1951', 'حتى 1951', 'עד 1951', 'تا ۱۹۵۱']);
    expect(formatYears(null, null, 'en')).toBe('');
  });

  test('may begin before a year had four digits', () => {
    expect(formatYears(762, 1258, 'en')).toBe('762 CE–1258');
  });
});
