import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { directionOf, LANGUAGE_TAGS, languageName, languageTag } from '../../server/archive/languages.ts';

const FIVE = ['en', 'fr', 'ar', 'he', 'fa'];

describe('The languages of the archive', () => {
  test('each has a name of its own in each of the five languages, and is found by it', () => {
    for (const lang of FIVE) {
      const names = LANGUAGE_TAGS.map((tag) => languageName(tag, lang));
      expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
      for (const tag of LANGUAGE_TAGS) expect([tag, languageTag(languageName(tag, lang))]).toEqual([tag, tag]);
    }
  });

  test('no other name or code stands for two languages', () => {
    const file = new URL('../../server/archive/authorities/languages.json', import.meta.url);
    const { languages } = JSON.parse(readFileSync(file, 'utf8')) as {
      languages: { tag: string; iso: string[]; variants: string[] }[];
    };
    for (const { tag, iso, variants } of languages)
      for (const name of [...iso, ...variants]) expect([name, languageTag(name)]).toEqual([name, tag]);
  });

  test('the Jewish languages of the region are there', () => {
    const jewish = 'yi lad lad-x-haketia jrb aju yhd yud jye jpr jdt bhh aij lsd huy trg bjf jbe';
    for (const tag of jewish.split(' ')) expect(LANGUAGE_TAGS).toContain(tag);
  });

  test.each([
    ['Judeo-Arabic', 'jrb'],
    ['judaeo arabic', 'jrb'],
    ['Judéo-arabe', 'jrb'],
    ['Haketia', 'lad-x-haketia'],
    ['HAKETÍA', 'lad-x-haketia'],
    ['Judeo-Moroccan', 'aju'],
    ['עברית', 'he'],
    ['العربيّة', 'ar'],
    ['عربي', 'ar'],
    ['فارسي', 'fa'],
    ['lishana deni', 'lsd'],
    ['JRB-hebr', 'jrb-Hebr'],
    ['LAD-X-HAKETIA', 'lad-x-haketia'],
    ['iw', 'he'],
    ['per', 'fa'],
    ['ar_iq', 'ar-IQ'],
    ['zh-hant', 'zh-Hant'],
    ['sq', 'sq'],
    ['xx', null],
    ['fez', null],
    ['en-', null],
    ['', null],
  ])('%j is %j', (text, tag) => {
    expect(languageTag(text)).toBe(tag);
  });

  test('a tag in one form is left as it is', () => {
    for (const tag of LANGUAGE_TAGS) expect(languageTag(tag.toUpperCase())).toBe(tag);
  });

  test('any text at all gets a tag or null, and a tag gets a name and a direction', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[a-z]{2,3}(-[A-Za-z]{4})?$/)), (text) => {
        const tag = languageTag(text);
        if (tag === null) return;
        expect(languageTag(tag)).toBe(tag);
        expect(languageName(tag, 'ar')).not.toBe('');
        expect(['ltr', 'rtl']).toContain(directionOf(tag));
      }),
    );
  });
});

describe('The name of a language', () => {
  test.each([
    ['jrb-Hebr', 'en', 'Judeo-Arabic in Hebrew letters'],
    ['jrb-Hebr', 'fr', 'judéo-arabe en caractères hébraïques'],
    ['jrb-Latn', 'he', 'ערבית יהודית באותיות לטיניות'],
    ['lad-x-haketia', 'ar', 'الحاكيتية'],
    ['ar-IQ', 'fr', 'arabe (Irak)'],
    ['zh-Hant', 'en', 'Chinese (Traditional)'],
    ['he', 'de', 'Hebrew'],
    ['sq', 'fr', 'albanais'],
    ['not a tag', 'en', 'not a tag'],
  ])('%s in %s is %s', (tag, lang, name) => {
    expect(languageName(tag, lang)).toBe(name);
  });
});

describe('The direction of a language', () => {
  test.each([
    ['ar', 'rtl'],
    ['fa', 'rtl'],
    ['yi', 'rtl'],
    ['ckb', 'rtl'],
    ['jrb', 'rtl'],
    ['jrb-Hebr', 'rtl'],
    ['jrb-Latn', 'ltr'],
    ['aju', 'rtl'],
    ['yhd', 'rtl'],
    ['lsd', 'rtl'],
    ['syr-Syrc', 'rtl'],
    ['dv', 'rtl'],
    ['lad', 'ltr'],
    ['lad-Hebr', 'rtl'],
    ['lad-x-haketia', 'ltr'],
    ['ku', 'ltr'],
    ['ku-Latn', 'ltr'],
    ['ku-Arab', 'rtl'],
    ['en', 'ltr'],
    ['am', 'ltr'],
    ['nonsense', 'ltr'],
  ])('%s is %s', (tag, direction) => {
    expect(directionOf(tag)).toBe(direction);
  });
});
