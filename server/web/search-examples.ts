import type { Lang } from '../i18n/languages.ts';

/**
 * Searches that show how one can search, in the words and the script of each language: words kept together, either word, any
 * ending, words close to each other, one field, a word left out. Each finds something in the sample collection.
 */
export const SEARCH_EXAMPLES: Readonly<Record<Lang, readonly string[]>> = {
  en: [
    '"sewing machine"',
    'school OR synagogue',
    'bagh*',
    'NEAR(father shop, 12)',
    'country:iraq year:1941..1951',
    'school -army',
  ],
  fr: [
    '"pelotes de laine"',
    'école OR synagogue',
    'bagd*',
    'NEAR(porte maison, 30)',
    'country:irak year:1941..1951',
    'école -armée',
  ],
  ar: [
    '"ماكينة الخياطة"',
    'مدرسة OR كنيس',
    'بغد*',
    'NEAR(تحت الشباك, 8)',
    'country:العراق year:1941..1951',
    'مدرسة -جيش',
  ],
  he: ['"אבא שלי"', 'בית OR מטבח', 'בגד*', 'NEAR(סבתא שלי, 8)', 'country:עיראק year:1941..1951', 'מטבח -צבא'],
  fa: ['"هر سال"', 'مدرسه OR کنیسا', 'تهر*', 'NEAR(خانه در, 8)', 'country:ایران year:1970..1990', 'خانه -ارتش'],
};
