import { readdirSync, readFileSync } from 'node:fs';
import { LANGUAGES, type Lang } from '../../server/i18n/languages.ts';
import { type Message, messagesOf, translator } from '../../server/i18n/messages.ts';

/** The plural categories that whole numbers need. French has *many* too, for round millions, which no archive counts. */
const NEEDED: Record<Lang, string[]> = {
  en: ['one', 'other'],
  fr: ['one', 'other'],
  ar: ['zero', 'one', 'two', 'few', 'many', 'other'],
  he: ['one', 'two', 'other'],
  fa: ['one', 'other'],
};
const english = messagesOf('en');

describe.each(LANGUAGES)('The messages in %s', (lang) => {
  const messages = messagesOf(lang);

  test('have the same keys as the English', () => {
    expect([...messages.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('have the same placeholders', () => {
    for (const [key, message] of messages)
      expect([key, placeholders(other(message))]).toEqual([key, placeholders(other(english.get(key) ?? ''))]);
  });

  test('have in each plural form no placeholder but those', () => {
    for (const [key, message] of messages)
      for (const text of forms(message)) {
        const foreign = placeholders(text).filter((name) => !placeholders(other(message)).includes(name));
        expect([key, foreign]).toEqual([key, []]);
      }
  });

  test('have the plural forms that the language needs, wherever English counts', () => {
    for (const [key, message] of messages) {
      if (typeof english.get(key) === 'object') expect([key, typeof message]).toEqual([key, 'object']);
      if (typeof message !== 'object') continue;
      expect([key, Object.keys(message)]).toEqual([key, expect.arrayContaining(NEEDED[lang])]);
    }
  });

  test('are none of them empty, and hold no markup', () => {
    for (const [key, message] of messages)
      for (const text of forms(message)) {
        expect([key, text.trim()]).not.toEqual([key, '']);
        expect([key, text]).toEqual([key, expect.not.stringMatching(/[<>]|&\w+;/)]);
      }
  });

  test('stand in the order of their pages, each page in one file', () => {
    const folder = new URL(`../../server/i18n/messages/${lang}/`, import.meta.url);
    const files = readdirSync(folder).map((name) =>
      Object.keys(JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as object),
    );
    for (const pages of files) expect(pages).toEqual([...pages].sort());
    expect(files.flat()).toHaveLength(new Set(files.flat()).size);
  });
});

describe('A message', () => {
  test('is filled with its values', () => {
    expect(translator('en')('date.between', { from: '1948', to: '1951' })).toBe('between 1948 and 1951');
    expect(translator('fr')('date.between', { from: '1948', to: '1951' })).toBe('entre 1948 et 1951');
  });

  test('takes the plural form of its count, in the digits of the language', () => {
    const hours = (lang: Lang, count: number) => translator(lang)('duration.hours', { count });
    expect([0, 1, 2].map((count) => hours('en', count))).toEqual(['0 hours', '1 hour', '2 hours']);
    expect([0, 1, 2].map((count) => hours('fr', count))).toEqual(['0 heure', '1 heure', '2 heures']);
    expect([0, 1, 2, 3, 11, 100].map((count) => hours('ar', count))).toEqual([
      '0 ساعة',
      'ساعة واحدة',
      'ساعتان',
      '3 ساعات',
      '11 ساعة',
      '100 ساعة',
    ]);
    expect([1, 2, 3].map((count) => hours('he', count))).toEqual(['שעה אחת', 'שעתיים', '3 שעות']);
    expect(hours('fa', 12)).toBe('۱۲ ساعت');
  });

  test('isolates a value that runs against the language, and no other', () => {
    const given = (lang: Lang, name: string) => translator(lang)('date.given', { given: name, date: '1951' });
    expect(given('en', 'ניסן תשי״א')).toBe('\u2068ניסן תשי״א\u2069 (1951)');
    expect(given('ar', 'Nisan 5711')).toBe('\u2068Nisan 5711\u2069 (1951)');
    expect(given('he', 'ניסן תשי״א')).toBe('ניסן תשי״א (1951)');
    expect(given('en', 'Nisan 5711')).toBe('Nisan 5711 (1951)');
  });

  test('that is missing, or lacks a value, is noticed while the archive is developed', () => {
    expect(() => translator('fr')('no.such.key')).toThrow('no message “no.such.key” in messages/fr');
    expect(() => translator('fr')('date.before')).toThrow('needs a value for {date}');
    expect(() => translator('fr')('duration.hours')).toThrow('needs a number as its count');
  });

  test('that is missing stops no page in production', () => {
    const t = translator('fr', { strict: false });
    expect(t('no.such.key')).toBe('no.such.key');
    expect(t('date.before')).toBe('avant ');
  });

  test('knows its language', () => {
    expect(translator('ar').lang).toBe('ar');
  });
});

function forms(message: Message): string[] {
  return typeof message === 'string' ? [message] : Object.values(message);
}

function other(message: Message): string {
  return typeof message === 'string' ? message : message.other;
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();
}
