import { formatNumber, localDigits } from '../../server/i18n/numbers.ts';

describe('A number', () => {
  test('has the digits and separators of the language', () => {
    expect(formatNumber(12345, 'en')).toBe('12,345');
    expect(formatNumber(12345, 'fr').replace(/\s/g, ' ')).toBe('12 345');
    expect(formatNumber(12345, 'he')).toBe('12,345');
    expect(formatNumber(12345, 'fa')).toBe('۱۲٬۳۴۵');
  });

  test('in Arabic has the digits that are read from Morocco to Iraq', () => {
    expect(formatNumber(12345, 'ar')).toBe('12,345');
  });

  test('of a year has no separator', () => {
    expect(localDigits('1951', 'fa')).toBe('۱۹۵۱');
    expect(localDigits('1951', 'ar')).toBe('1951');
  });
});
