import { formatDuration, timecode } from '../../server/i18n/durations.ts';

describe('A length of time', () => {
  test.each([
    [0, '0 seconds'],
    [400, '0 seconds'],
    [1_000, '1 second'],
    [59_499, '59 seconds'],
    [59_600, '1 minute'],
    [252_000, '4 minutes 12 seconds'],
    [3_599_700, '1 hour'],
    [3_600_000, '1 hour'],
    [4_980_000, '1 hour 23 minutes'],
    [7_199_000, '2 hours'],
    [360_000_000, '100 hours'],
  ])('of %i ms is %s', (ms, text) => {
    expect(formatDuration(ms, 'en')).toBe(text);
  });

  test('is said in every language', () => {
    expect(formatDuration(4_980_000, 'fr')).toBe('1 heure 23 minutes');
    expect(formatDuration(4_980_000, 'ar')).toBe('ساعة واحدة و23 دقيقة');
    expect(formatDuration(4_980_000, 'he')).toBe('שעה אחת ו־23 דקות');
    expect(formatDuration(3_720_000, 'he')).toBe('שעה אחת ושתי דקות');
    expect(formatDuration(4_980_000, 'fa')).toBe('۱ ساعت و ۲۳ دقیقه');
  });
});

describe('A time code', () => {
  test.each([
    [0, '0:00'],
    [999, '0:00'],
    [123_999, '2:03'],
    [3_599_999, '59:59'],
    [3_600_000, '01:00:00'],
    [3_723_000, '01:02:03'],
    [360_000_000, '100:00:00'],
    [-5, '0:00'],
  ])('of %i ms is %s', (ms, text) => {
    expect(timecode(ms)).toBe(text);
  });
});
