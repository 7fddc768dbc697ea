import fc from 'fast-check';
import { type FieldFilter, type Node, type Not, type ParsedQuery, parse, print } from '../../server/search/query.ts';

/** A tree in brackets, to read the tests by. */
function shape(node: Node | Not | null): string {
  if (node === null) return '';
  switch (node.kind) {
    case 'term':
      return node.folded + (node.prefix ? '*' : '');
    case 'phrase':
      return `"${node.terms.map(shape).join(' ')}"`;
    case 'near':
      return `near/${node.distance}(${node.nodes.map(shape).join(' ')})`;
    case 'not':
      return `-${shape(node.node)}`;
    case 'and':
      return `(${node.nodes.map(shape).join(' & ')})`;
    case 'or':
      return `(${node.nodes.map(shape).join(' | ')})`;
  }
}
const field = (filter: FieldFilter) =>
  `${filter.not ? '-' : ''}${filter.field}=${'value' in filter ? filter.value : `${filter.from ?? ''}..${filter.to ?? ''}`}`;
const read = (text: string) => {
  const { tree, fields, notes } = parse(text);
  return [shape(tree), fields.map(field).join(' '), notes.join(' ')];
};

describe('what people type', () => {
  test.each([
    ['words must all occur', 'Baghdad  jews', '(baghdad & jews)'],
    ['one word is a word', 'بغداد؟', 'بغداد'],
    ['quotes make a phrase', '"the Farhud of 1941"', '"the farhud of 1941"'],
    ['so do quotes of other languages', '“a b” «c d» „e f“ ״ג ד״', '("a b" & "c d" & "e f" & "ג ד")'],
    ['quotes round one word ask for it as typed', '"families"', '"families"'],
    ['a quotation mark inside a Hebrew word is part of it', 'צה"ל "מפקד צה"ל"', '(צהל & "מפקד צהל")'],
    ['a minus rules out', 'baghdad -basra -"port said"', '(baghdad & -basra & -"port said")'],
    ['a hyphen does not', 'Port-Saïd 1941-1951 a - b', '("port said" & "1941 1951" & a & b)'],
    ['OR joins its neighbours', 'Baghdad OR Bagdad jews', '((baghdad | bagdad) & jews)'],
    ['also as OU and |', 'a OU b|c | d', '(a | b | c | d)'],
    ['only in capitals', 'or ou and not near', '(or & ou & and & not & near)'],
    ['AND and NOT as in libraries', 'a AND b NOT c', '(a & b & -c)'],
    ['parentheses group', '(a b) OR (c OR d) -(e f)', '(((a & b) | c | d) & -(e & f))'],
    ['a double negative is none', '-(-a) b', '(a & b)'],
    ['a star asks for the beginning', 'bagh* "jews of bagh*"', '(bagh* & "jews of bagh*")'],
    ['NEAR in both forms', 'NEAR(a "b c" d*, 5) e NEAR/7 f', '(near/5(a "b c" d*) & near/7(e f))'],
    ['a NEAR can be ruled out', 'a -NEAR(b c) -(d NEAR e)', '(a & -near/10(b c) & -near/10(d e))'],
    ['but a minus makes a word of an operator', 'a -OR -NEAR', '(a & -or & -near)'],
    ['NEAR without a number', 'a NEAR b NEAR(c d)', '(near/10(a b) & near/10(c d))'],
    ['a row of NEARs is one', 'a NEAR/3 b NEAR/8 c', 'near/8(a b c)'],
    [
      'articles are left off a hyphenated name',
      'al-Hillah as-Suwayra ha-Levi אל-בגדאדי',
      '(hillah & suwayra & levi & בגדאדי)',
    ],
    ['and elided particles', "l’Égypte d'Alep*", '(egypte & alep*)'],
    ['but not inside a phrase', '"bab al-sheikh"', '"bab al sheikh"'],
  ])('%s', (_, text, tree) => expect(read(text)).toEqual([tree, '', '']));

  test('keep the letters they were typed with', () => {
    const { tree } = parse('al-Ḥillah* "l’Égypte"');
    expect(tree).toEqual({
      kind: 'and',
      nodes: [
        { kind: 'term', text: 'al-Ḥillah', folded: 'hillah', prefix: true },
        {
          kind: 'phrase',
          terms: [
            { kind: 'term', text: 'l', folded: 'l', prefix: false },
            { kind: 'term', text: 'Égypte', folded: 'egypte', prefix: false },
          ],
        },
      ],
    });
  });
});

describe('fields', () => {
  test.each([
    ['country:iraq Narrator:"Violette  Shamash" farhud', 'farhud', 'country=iraq narrator=Violette Shamash'],
    [
      'year:1941..1951 year:..1951 recorded:1941.. year:1951',
      '',
      'year=1941..1951 year=..1951 recorded=1941.. year=1951..1951',
    ],
    [
      'year:١٩٤١..١٩٥١ year:۱۹۵۱ year:1941-1951 year:1941…1951',
      '',
      'year=1941..1951 year=1951..1951 year=1941..1951 year=1941..1951',
    ],
    ['-country:iraq -year:1950.. x', 'x', '-country=iraq -year=1950..'],
    ['place:"תל אביב" topic:צה"ל narrator:סבתא', '', 'place=תל אביב topic=צה"ל narrator=סבתא'],
    ['(collection:C-12 accession:K.1.2, a) b', '(a & b)', 'collection=C-12 accession=K.1.2'],
    ['country:iraq OR country:egypt jews', 'jews', 'country=iraq country=egypt'],
  ])('%s', (text, tree, fields) => expect(read(text)).toEqual([tree, fields, '']));
});

describe('what cannot be read as meant says how it was read', () => {
  test.each([
    ['"baghdad jews', '(baghdad & jews)', '', 'unbalanced-quote'],
    ['baghdad" jews', '(baghdad & jews)', '', 'unbalanced-quote'],
    ['(a b', '(a & b)', '', 'unbalanced-parenthesis'],
    ['a) b', '(a & b)', '', 'unbalanced-parenthesis'],
    ['NEAR(a b', 'near/10(a b)', '', 'unbalanced-parenthesis'],
    ['OR', 'or', '', 'operator-as-word'],
    ['NOT AND', '(not & and)', '', 'operator-as-word'],
    ['NEAR/5', '"near 5"', '', 'operator-as-word'],
    ['NEAR()', 'near', '', 'operator-as-word'],
    ['()', '', '', 'no-words'],
    ['*', '', '', 'no-words'],
    ['"', '', '', 'no-words'],
    ['-', '', '', 'no-words'],
    ['🎻', '', '', 'no-words'],
    ['-(🎻) OR', 'or', '', 'operator-as-word'],
    ['\ud800', '', '', 'no-words'],
    ['OR OR NOT OR', '(or & not)', '', 'operator-as-word'],
    ['a OR OR | OR b', '(a | b)', '', 'operator-ignored'],
    ['NOT NOT - -a NOT -b', '(-a & b)', '', ''],
    ['a OR', 'a', '', 'operator-ignored'],
    ['OR a NEAR', 'a', '', 'operator-ignored'],
    ['a NEAR (b c)', '(a & b & c)', '', 'operator-ignored'],
    ['foo:bar', '(foo & bar)', '', 'unknown-field'],
    ['http://example.org', '(http & "example org")', '', 'unknown-field'],
    ['country: iraq', '(country & iraq)', '', 'empty-field'],
    ['year:soon', 'soon', '', 'bad-year'],
    ['year:51', '51', '', 'bad-year'],
    ['recorded:2011-05', '', 'recorded=2011..2011', 'months-ignored'],
    ['year:1970-08-21', '', 'year=1970..1970', 'months-ignored'],
    ['year:1951-52 year:1948–67', '', 'year=1951..1952 year=1948..1967', ''],
    ['year:1951..1941', '', 'year=1941..1951', 'years-turned'],
    ['NEAR(a b, 100000)', 'near/100(a b)', '', 'distance-changed'],
    ['a NEAR/0 b', 'near/1(a b)', '', 'distance-changed'],
    ['"under window"~3 school^2', '("under window" & school)', '', 'sign-ignored'],
    ['country:iraq OR baghdad', 'baghdad', 'country=iraq', 'field-out-of-group'],
    ['-(country:iraq baghdad)', '(-baghdad)', '-country=iraq', 'field-out-of-group only-negative'],
    ['bag*dad', 'bag*', '', 'star-inside'],
    ['*dad', 'dad', '', 'star-inside'],
    ['-baghdad', '(-baghdad)', '', 'only-negative'],
    [`${'('.repeat(12)}a OR b${')'.repeat(12)} c`, '((a | b) & c)', '', 'too-deep'],
    ['\ud800baghdad\udfff', 'baghdad', '', ''],
    ['\u200f-\u200fبغداد \u202bcountry:iraq\u202c', '(-بغداد)', 'country=iraq', ''],
    ['', '', '', ''],
    [' \t؟…', '', '', 'no-words'],
    [' \t\u200f\ufeff', '', '', ''],
  ])('%s', (text, ...expected) => expect(read(text)).toEqual(expected));

  test('a plural of Persian typed with a space is one word', () => {
    expect(parse('کفش های من')).toEqual(parse('کفش\u200cهای من'));
    expect(parse('ها هستند')).not.toEqual(parse('ها\u200cهستند'));
  });

  test('a long query is cut after a word, so that no piece of an operator is taken for one', () => {
    expect(read('OR '.repeat(3000))).toEqual(['or', '', 'operator-as-word cut']);
    expect(read('NEAR/5 '.repeat(3000))).toEqual(['"near 5"', '', 'operator-as-word cut']);
    for (const operator of ['OR ', 'AND ', 'NOT ', 'NEAR ', 'NEAR/5 ', '| ', '- ', 'OU ', 'ET ']) {
      for (const around of [0, 1, 2, 3, 4, 5]) {
        const { tree } = parse(`${'a'.repeat(around + 1)} ${operator.repeat(4000)}b`);
        expect(shape(tree).replace(/^-/, '')).toMatch(/^a+$/);
      }
    }
  });

  test('a very long query is cut, and says so', () => {
    const words = (query: ParsedQuery) => (query.tree?.kind === 'and' ? query.tree.nodes.length : 1);
    const many = parse('baghdad '.repeat(1250));
    expect([words(many), many.notes]).toEqual([64, ['cut']]);
    const long = parse('x'.repeat(10_000));
    expect(print(long).length).toBeLessThan(1100);
    expect(long.notes).toEqual(['cut']);
    for (const hostile of ['(', '-(', '"', 'NEAR(', 'a OR (', '*', '|', '!', 'country:', '"צ"', '-', 'ﷺ']) {
      expect(print(parse(hostile.repeat(10_000))).length).toBeLessThan(4000);
    }
  });
});

describe('any string', () => {
  const pieces = fc.constantFrom(
    ...[
      'a',
      'b',
      'Égypte',
      'بغداد',
      'צה"ל',
      'צ׳',
      'ﷺ',
      '日本',
      'al-',
      "l'",
      'OR',
      'OU',
      'AND',
      'ET',
      'NOT',
      'NEAR',
      'NEAR/5',
      'NEAR(',
      '|',
    ],
    ...[
      '-',
      '−',
      '"',
      '“',
      '”',
      '«',
      '״',
      '(',
      ')',
      '*',
      ' ',
      ' ',
      ' ',
      ', 7)',
      ':',
      'country:',
      'year:',
      '1941',
      '..',
      '١٩٤١',
      'foo:',
    ],
    ...[
      '\ud800',
      '\udc00',
      '\u200f',
      '\u0301',
      "'",
      '’',
      '.',
      '؟',
      '\u00a0',
      'narrator:"',
      'x'.repeat(70),
      'e\u0301'.repeat(600),
    ],
  );
  const anything = fc.oneof(
    { weight: 5, arbitrary: fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')) },
    {
      weight: 1,
      arbitrary: fc.array(pieces, { minLength: 60, maxLength: 400, size: 'max' }).map((parts) => parts.join('')),
    },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
    { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  );

  test('parses, and what is printed parses to the same query', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { tree, fields } = parse(text);
        const again = parse(print({ tree, fields }));
        expect({ tree: again.tree, fields: again.fields }).toEqual({ tree, fields });
        for (const note of again.notes) expect(note).toBe('only-negative');
      }),
      { numRuns: 3000 },
    );
  });

  test('of one character as well, whichever it is', () => {
    const wrong: string[] = [];
    for (let code = 0; code <= 0xffff; code++) {
      const { tree, fields } = parse(`a${String.fromCharCode(code)} ${String.fromCharCode(code)}b`);
      if (JSON.stringify(parse(print({ tree, fields })).tree) !== JSON.stringify(tree)) wrong.push(code.toString(16));
    }
    expect(wrong).toEqual([]);
  });

  test('gives a tree that an index can hold: bounded, words folded, nots only inside ands', () => {
    const check = (node: Node | Not, depth: number, parent: string): number => {
      expect(depth).toBeLessThanOrEqual(20);
      if (node.kind === 'not') expect(parent).toBe('and');
      if (node.kind === 'and' || node.kind === 'or') {
        expect(node.kind).not.toBe(parent);
        if (node.kind === 'or') expect(node.nodes.length).toBeGreaterThan(1);
      }
      if (node.kind === 'term') {
        expect(node.folded).toMatch(/^(?:[a-z0-9]|[^\p{ASCII}\s])+$/u);
        return 1;
      }
      if (node.kind === 'not') return check(node.node, depth + 1, 'not');
      const children = node.kind === 'phrase' ? node.terms : node.nodes;
      expect(children.length).toBeGreaterThan(0);
      if (node.kind === 'near') for (const part of node.nodes) expect(['term', 'phrase']).toContain(part.kind);
      return children.map((child) => check(child, depth + 1, node.kind)).reduce((sum, words) => sum + words, 0);
    };
    fc.assert(
      fc.property(anything, (text) => {
        const { tree, fields } = parse(text);
        expect((tree ? check(tree, 0, '') : 0) + fields.length).toBeLessThanOrEqual(64);
      }),
      { numRuns: 1000 },
    );
  });
});
