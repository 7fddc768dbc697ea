import { isDay } from '../../../server/archive/dates/day.ts';

test.each(['2025-03-31', '2024-02-29', '0950-01-01'])('%s is a day', (text) => {
  expect(isDay(text)).toBe(true);
});

test.each(['2025-02-30', '2025-02-29', '2025-13-01', '2025-00-10', '2025-3-1', '2025-03-31T10:00', ' 2025-03-31', ''])(
  '“%s” is none',
  (text) => {
    expect(isDay(text)).toBe(false);
  },
);
