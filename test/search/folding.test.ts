import fc from 'fast-check';
import { fold, foldedTokens, LONGEST_WORD } from '../../server/search/folding.ts';

/** Each line: a spelling of the archive, then others that must fold to the same. */
const SAME: Record<string, string[][]> = {
  Latin: [
    ['baghdad', 'Baghdād', 'BAGHDAD', 'Bag\u0332hda\u0304d', 'Ｂａｇｈｄａｄ'],
    ['port said', 'Port-Saïd', 'Port Said', 'PORT\u00a0SAÏD', 'Port–Said', 'Port\u2011Saïd'],
    ['sanaa', 'Sana\u02bea', "Sana'a", 'Sana’a', 'Sana‘a', 'Sana`a', 'Ṣanaʿāʾ', 'Sana\u2019a\u02be'],
    ['adan', 'ʿAdan', 'ʻAdan', '‘Adan', 'Adan', '\u0295Adan', 'ꜥAdan'],
    ['hakham', 'ḥakham', 'h\u0323akham', 'HAKHAM', 'ħakham'],
    ['istanbul', 'İstanbul', 'ISTANBUL', 'ıstanbul', 'I\u0307stanbul'],
    ['igdir sisli', 'Iğdır Şişli', 'IĞDIR ŞİŞLİ', 'iğdir sisli'],
    ['oeuvre', 'œuvre', 'Œuvre', 'OEUVRE'],
    ['strasse', 'Straße', 'STRASSE', 'STRAẞE'],
    ['soren aeolus', 'Søren Æolus', 'So\u0338ren æolus'],
    ['lodz', 'Łódź', 'Łodz'],
    ['final office', 'ﬁnal oﬃce', 'final office'],
    ['tsibele', 'Tsi\u00adbele', 'Tsi\u200bbele', '\u202aTsi\u2060bele\u202c', '\ufeffTsibele'],
    ['aujourdhui', 'aujourd’hui', "Aujourd'hui"],
    ['mhamed', 'M’hamed', "M'hamed", 'Mhamed'],
    ['obrien', "O'Brien", 'O’Brien'],
    ['d alep', 'd’Alep', "d'Alep", 'D’ALEP'],
    ['l egypte', 'l’Égypte', "l'Egypte", 'L’E\u0301GYPTE'],
    ['l oeil', 'l’œil'],
    ['l habit', 'l’habit', "L'HABIT"],
    ['jusqu en', 'jusqu’en'],
    ['xii', 'Ⅻ', 'ⅻ'],
  ],
  Arabic: [
    ['بغداد', 'بَغْدَاد', 'بغـــداد', 'بغداد\u200f', 'ﺑﻐﺪﺍﺩ'],
    ['احمد', 'أحمد', 'ا\u0654حمد', 'احمد', 'ٱحمد', 'أَحْمَد'],
    ['ابراهيم', 'إبراهيم', 'ابراهيم', 'إبراهیم', 'آبراهيم'],
    ['الحله', 'الحلة', 'الحلّة', 'الحله'],
    ['علي', 'على', 'علي', 'علی', 'عَلِيّ'],
    ['يهودي', 'يهودي', 'يهودى', 'یهودی'],
    ['كتاب', 'كتاب', 'کتاب', 'ڪتاب', 'كِتَاب'],
    ['مسوول', 'مسؤول', 'مسو\u0654ول'],
    ['عايله', 'عائلة', 'عايلة', 'عائله'],
    ['صنعا', 'صنعاء', 'صنعا', 'صَنْعاء'],
    ['هذا', 'هٰذا', 'هذا'],
    ['الله', 'ﷲ', 'الله', 'اللّٰه'],
    ['لا', 'ﻻ', 'لا'],
    ['1951', '١٩٥١', '۱۹۵۱', '1951', '１９５１'],
    ['كتابها', 'کتاب\u200cها', 'کتابها'],
    ['اين كجاست', 'این کجاست؟', 'این، کجاست'],
    ['صلي الله عليه وسلم', 'ﷺ', 'صلى الله عليه وسلم'],
  ],
  Hebrew: [
    ['שלומ', 'שָׁלוֹם', 'שלום', 'שלומ', 'שָׁל֣וֹם', 'ש\u05c1לום', 'שׁלום'],
    ['צהל', 'צה״ל', 'צה"ל', 'צה”ל', "צה''ל", 'צהל'],
    ['גורג', 'ג׳ורג׳', "ג'ורג'", 'ג’ורג’', 'גורג'],
    ['בית ספר', 'בית־ספר', 'בית-ספר', 'בֵּית סֵפֶר'],
    ['צאלח', 'צ׳אלח', 'צ\u0307אלח', 'צ\u05c4אלח', 'צ\u0323אלח'],
    ['טלמ גדה', 'ט̇לם ג̇דה', 'ט׳לם ג׳דה'],
    ['יידיש', 'ײִדיש', 'ײדיש', 'יידיש'],
    ['אלוהימ', 'ﭏוהים', 'אלוהים'],
    ['ארצ כספ סוכנ מלכ', 'ארץ כסף סוכן מלך'],
  ],
  'other scripts': [
    ['οδυσσευσ', 'Ὀδυσσεύς', 'ΟΔΥΣΣΕΥΣ'],
    ['елка иосиф', 'Ёлка Йосиф', 'ЕЛКА ИОСИФ', 'Ёлка Йосиф'.normalize('NFD')],
    ['日 本 語', '日本語'],
    ['カ', 'ｶﾞ', 'ガ', 'ガ'.normalize('NFD')],
    ['हिन्दी', 'हिन्दी'],
  ],
};

for (const [script, lines] of Object.entries(SAME)) {
  describe(`spellings in ${script}`, () => {
    test.each(lines.map((line) => [line[0], line.slice(1)] as const))(
      '%s is found however it is written',
      (plain, others) => {
        for (const other of others) expect([other, fold(other!)]).toEqual([other, plain]);
      },
    );
  });
}

describe('what stays apart', () => {
  test('gaf is not kaf, pe is not be, and the Maghribi g is gaf', () => {
    expect(fold('گاز')).not.toBe(fold('كاز'));
    expect(fold('پارس')).not.toBe(fold('بارس'));
    expect(fold('أڭادير')).toBe(fold('اگادیر'));
  });

  test('quotation marks round Hebrew words are no part of them', () => {
    expect(fold('אמר: "שלום", והלך')).toBe('אמר שלומ והלכ');
    expect(fold('"צה"ל"')).toBe('צהל');
  });

  test('footnote figures, fractions and symbols do not stick to words', () => {
    expect(fold('Baghdad¹ 1½ Kolot™ №5 ٪ ¶')).toBe('baghdad 1 kolot 5');
  });

  test('lone surrogates part words and are never given back', () => {
    expect(fold('abc\ud800def\udc00')).toBe('abc def');
    expect(fold('𝐁aghdad 😀 𐤀')).toBe('baghdad 𐤀');
  });

  test('a text without words folds to nothing', () => {
    for (const nothing of ['', ' ', '…—!؟', "'", 'ʿ', 'ء', 'ـ', '\u0301', '״׳"', 'ﳲ'])
      expect(foldedTokens(nothing)).toEqual([]);
  });
});

const letters = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'aÉ éœ’\'lLd-"״׳צהם ּ\u0301\u200d\u200fأ ئ ﻻﷺ ـ٣日が\ud800\udc00*') }),
);

describe('every character of Unicode', () => {
  test('folds for good, and only to what the index can hold', () => {
    const wrong: string[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      if (code === 0x20000) code = 0xe0000; // planes of ideographs alone, and empty ones
      const folded = fold(String.fromCodePoint(code));
      if (fold(folded) !== folded || !/^(?:[a-z0-9 ]|[^\p{ASCII}¶\s\p{Surrogate}])*$/u.test(folded))
        wrong.push(code.toString(16));
    }
    expect(wrong).toEqual([]);
  });
});

describe('any text', () => {
  test('folded once is folded for good', () => {
    fc.assert(
      fc.property(letters, (text) => expect(fold(fold(text))).toBe(fold(text))),
      { numRuns: 2000 },
    );
  });

  test('gives words that the index can hold: of ASCII only a-z and 0-9, no separator, none too long', () => {
    fc.assert(
      fc.property(letters, (text) => {
        for (const word of foldedTokens(text)) {
          expect(word).toMatch(/^(?:[a-z0-9]|[^\p{ASCII}¶\s])+$/u);
          expect(word.length).toBeLessThanOrEqual(LONGEST_WORD);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('folds alike whichever way its accents are encoded', () => {
    const marked = fc.string({
      unit: fc.constantFrom(...'aeiouçñşğéÅأإؤئةپیکشבּכּשׁάй\u0301\u0308\u0323\u064b\u0651\u05b8\u05bc '),
    });
    fc.assert(
      fc.property(marked, (text) => {
        for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD']) expect(fold(text.normalize(form))).toBe(fold(text));
      }),
      { numRuns: 2000 },
    );
  });

  test('of any length is read to its end', () => {
    const long = 'بغداد Baghdad ﷺ '.repeat(50_000);
    const words = foldedTokens(long);
    expect(words).toHaveLength(300_000);
    expect(new Set(words).size).toBe(6);
    expect(foldedTokens('x'.repeat(LONGEST_WORD * 2 + 1)).map((word) => word.length)).toEqual([
      LONGEST_WORD,
      LONGEST_WORD,
      1,
    ]);
  });
});
