import type { Lang } from '../../server/i18n/languages.ts';
import { messagesOf } from '../../server/i18n/messages.ts';

/** What no message of a language may have, and why. */
const WRONG: Record<Lang, [string, RegExp][]> = {
  en: [['straight quotes', /["']/]],
  fr: [
    ['straight quotes', /["']/],
    [
      'signs that are not held to their word by a no-break space',
      /(?<![\u00a0\u202f])[:;!?»](?!\w)|«(?![\u00a0\u202f])/,
    ],
  ],
  ar: [
    ['Latin commas and question marks', /[,;?](?=\s|$)/],
    ['Persian letters', /[\u06a9\u06cc\u06af\u067e\u0686\u0698]/],
    ['straight quotes', /["']/],
  ],
  he: [
    ['straight quotes: ״ and ׳ are Hebrew', /["']/],
    ['a hyphen between Hebrew letters: ־ is Hebrew', /[\u05d0-\u05ea]-|-[\u05d0-\u05ea]/],
  ],
  fa: [
    ['Latin commas and question marks', /[,;?](?=\s|$)/],
    ['Arabic letters ي and ك, and ة', /[\u064a\u0643\u0629]/],
    ['Latin digits', /(?<![\w.:]|[A-Z]-)\d+(?![\w.])/],
    ['straight quotes', /["']/],
  ],
};

describe.each(Object.keys(WRONG) as Lang[])('The messages in %s', (lang) => {
  test.each(WRONG[lang])('have no %s', (_what, wrong) => {
    const found = [...messagesOf(lang)].flatMap(([key, message]) =>
      (typeof message === 'string' ? [message] : Object.values(message))
        .filter((text) => wrong.test(text))
        .map((text) => `${key}: ${text}`),
    );
    expect(found).toEqual([]);
  });

  test('have no space at an end, and none doubled', () => {
    const found = [...messagesOf(lang)].filter(([, message]) =>
      (typeof message === 'string' ? [message] : Object.values(message)).some(
        (text) => /^\s|\s$|[^\S\n]\s|\n[^\S\n]|\n{3}/.test(text), // an empty line parts the paragraphs of a mail
      ),
    );
    expect(found).toEqual([]);
  });
});

test('A word of the navigation is one word', () => {
  for (const lang of Object.keys(WRONG) as Lang[])
    for (const [key, message] of messagesOf(lang))
      if (key.startsWith('nav.') && !key.startsWith('nav.sign') && typeof message === 'string')
        expect(`${lang} ${key} ${message.split(' ').length}`).toBe(`${lang} ${key} 1`);
});
