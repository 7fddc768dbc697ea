import { formatList } from '../../server/i18n/lists.ts';

test('Names in a row are joined as the language joins them', () => {
  expect(formatList(['Salima Dangoor'], 'en')).toBe('Salima Dangoor');
  expect(formatList(['Salima', 'Moshe'], 'en')).toBe('Salima and Moshe');
  expect(formatList(['Salima', 'Moshe', 'Dina'], 'fr')).toBe('Salima, Moshe et Dina');
  expect(formatList(['سليمة', 'موشي'], 'ar')).toBe('سليمة وموشي');
  expect(formatList(['סלימה', 'משה'], 'he')).toBe('סלימה ומשה');
});

test('A name that runs against the language is isolated in the row', () => {
  expect(formatList(['سليمة', 'Moshe'], 'en')).toBe('\u2068سليمة\u2069 and Moshe');
  expect(formatList(['סלימה', 'Moshe'], 'he')).toBe('סלימה ו-\u2068Moshe\u2069');
});
