import { isolate, isolateIn } from '../../server/i18n/isolate.ts';

describe('A name inside a sentence of the other direction', () => {
  test('stands in an isolate of its own', () => {
    expect(isolate('Salima')).toBe('\u2068Salima\u2069');
  });

  test('cannot turn the sentence around with controls of its own', () => {
    expect(isolate('a\u202eb\u2069c\u2067d')).toBe('\u2068abcd\u2069');
  });

  test('keeps the marks that order its own letters', () => {
    expect(isolate('(א)\u200f')).toBe('\u2068(א)\u200f\u2069');
  });

  test('is isolated only where it is needed', () => {
    expect(isolateIn('Salima', 'en')).toBe('Salima');
    expect(isolateIn('سليمة', 'en')).toBe('\u2068سليمة\u2069');
    expect(isolateIn('سليمة', 'ar')).toBe('سليمة');
    expect(isolateIn('Salima', 'he')).toBe('\u2068Salima\u2069');
    expect(isolateIn('1951', 'ar')).toBe('1951');
  });
});
