import fc from 'fast-check';
import { fold } from '../../server/search/folding.ts';
import { highlight, marked, type Range, type Wanted } from '../../server/search/highlight.ts';

const wanted = (terms: string[], phrases: string[][] = [], prefixes: string[] = []): Wanted => ({
  terms: new Set(terms),
  prefixes,
  phrases,
});
const shown = (text: string, what: Wanted) => marked(text, highlight(text, what));
const plain = (html: string) =>
  html
    .replace(/<\/?mark>/g, '')
    .replace(
      /&(lt|gt|quot|#39|amp);/g,
      (_, name: string) => ({ lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' })[name]!,
    );

describe('words found are marked on the letters of the original', () => {
  test.each([
    [
      'in any case and with any accents',
      'In Baghdād, BAGHDAD.',
      wanted(['baghdad']),
      'In <mark>Baghdād</mark>, <mark>BAGHDAD</mark>.',
    ],
    ['with niqqud', 'אָמַר שָׁלוֹם לִי', wanted(['שלומ']), 'אָמַר <mark>שָׁלוֹם</mark> לִי'],
    ['with gershayim', 'בצה"ל, צה״ל', wanted(['צהל']), 'בצה&quot;ל, <mark>צה״ל</mark>'],
    ['with harakat and tatweel', 'في بَغْـدَادَ القديمة', wanted(['بغداد']), 'في <mark>بَغْـدَادَ</mark> القديمة'],
    ['in ligatures', 'بسم ﷲ ﬁn', wanted(['الله', 'fin']), 'بسم <mark>ﷲ</mark> <mark>ﬁn</mark>'],
    ['with signs', 'Ṣanʿāʾ and Sana’a', wanted(['sana', 'sanaa']), '<mark>Ṣanʿāʾ</mark> and <mark>Sana’a</mark>'],
    ['without the elided particle', 'l’Égypte', wanted(['egypte']), 'l’<mark>Égypte</mark>'],
    ['by their beginning', 'Baghdadi, Bagdad', wanted([], [], ['baghd']), '<mark>Baghdadi</mark>, Bagdad'],
    [
      'as a phrase, in one mark',
      'Port-Saïd is a port',
      wanted([], [['port', 'said']]),
      '<mark>Port-Saïd</mark> is a port',
    ],
    [
      'as a phrase of beginnings',
      'the jews of Baghdad',
      wanted([], [['jews', 'of', 'bagh*']]),
      'the <mark>jews of Baghdad</mark>',
    ],
    [
      'as phrases that overlap',
      'a b c',
      wanted(
        [],
        [
          ['a', 'b'],
          ['b', 'c'],
        ],
      ),
      '<mark>a b c</mark>',
    ],
    [
      'never across a list or withheld words',
      'port ▒▒ said ¶ port',
      wanted(
        [],
        [
          ['port', 'said'],
          ['said', 'port'],
        ],
      ),
      'port ▒▒ said ¶ port',
    ],
    ['not where a phrase is unfinished', 'in port', wanted([], [['port', 'said'], []]), 'in port'],
  ])('%s', (_, text, what, html) => expect(shown(text, what)).toBe(html));
});

describe('what a page shows is safe', () => {
  test('every character of the text is escaped, inside a mark and outside', () => {
    expect(shown(`<b onclick="x('y')">bold & <script>`, wanted(['bold', 'script']))).toBe(
      '&lt;b onclick=&quot;x(&#39;y&#39;)&quot;&gt;<mark>bold</mark> &amp; &lt;<mark>script</mark>&gt;',
    );
  });

  test('ranges from elsewhere are put in order, joined, and kept to whole clusters', () => {
    const text = 'e\u0301a👩‍👩‍👧b';
    expect(
      marked(text, [
        { start: 6, end: 7 },
        { start: 1, end: 2 },
      ]),
    ).toBe('<mark>e\u0301</mark>a<mark>👩‍👩‍👧</mark>b');
    expect(
      marked('abcdef', [
        { start: 3, end: 5 },
        { start: 1, end: 4 },
      ]),
    ).toBe('a<mark>bcde</mark>f');
    expect(
      marked('abc', [
        { start: 2, end: 99 },
        { start: -5, end: 1 },
        { start: 2, end: 1 },
        { start: NaN, end: 3 },
      ]),
    ).toBe('<mark>a</mark>b<mark>c</mark>');
  });
});

describe('any text and any ranges', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom(
        ...'ab <&"\'é\u0301\u0323שׁ\u05b8\u05bcب\u064e\u0651ـ\u200d\u200f👩\u200d👧\ud83d\udc69🇮🇶ﷺ가각\u1100\u1161\r\n',
      ),
    }),
  );
  const ranges = fc.array(
    fc.record({ start: fc.integer({ min: -2, max: 40 }), end: fc.integer({ min: -2, max: 40 }) }),
  );
  const clusters = new Intl.Segmenter('und', { granularity: 'grapheme' });

  test('keep every character, and split none', () => {
    fc.assert(
      fc.property(texts, ranges, (text, any: Range[]) => {
        const html = marked(text, any);
        expect(plain(html)).toBe(text);
        expect(html.replace(/<\/?mark>/g, '')).not.toMatch(/[<>"']/);
        const edges = new Set([...clusters.segment(text)].map(({ index }) => index)).add(text.length);
        for (const part of html.matchAll(/<\/?mark>/g))
          expect(edges).toContain(plain(html.slice(0, part.index)).length);
        expect(html.replace(/[^<>]|<(?!\/?mark>)/g, '').length % 4).toBe(0);
      }),
      { numRuns: 2000 },
    );
  });

  test('mark all words wanted and no other', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('Baghdad', 'بَغداد', 'בגדד', 'l’Irak', 'x\u0301'), { maxLength: 12 }),
        (words) => {
          const text = words.join(' — ');
          const found = highlight(text, wanted(['baghdad', 'بغداد', 'irak']));
          expect(found.map(({ start, end }) => fold(text.slice(start, end)))).toEqual(
            words
              .map((word) => fold(word).replace(/^l /, ''))
              .filter((word) => ['baghdad', 'بغداد', 'irak'].includes(word)),
          );
        },
      ),
    );
  });
});
