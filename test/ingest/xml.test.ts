import { Invalid } from '../../server/archive/errors.ts';
import { parseXml, textOf } from '../../server/ingest/xml.ts';
import { refused } from './making/read.ts';

describe('XML', () => {
  it('is read with its own five entities, character references and CDATA', () => {
    const root = parseXml('<a>\n<b>&lt;&amp;&gt; &#x5D0;<![CDATA[ <c>]]></b></a>', 'a.xml');
    expect(textOf(root, 'b')).toBe('<&> א <c>');
    expect(root.children[0]?.line).toBe(2);
  });

  it('with a harmless DOCTYPE is read', () => {
    expect(parseXml('<!DOCTYPE ROOT><ROOT/>', 'a.xml').name).toBe('ROOT');
  });

  it.each([
    ['an entity', '<!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>'],
    ['a file', '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><r>&a;</r>'],
    ['a DTD elsewhere', '<!DOCTYPE r SYSTEM "https://example.org/r.dtd"><r/>'],
    [
      'a billion laughs',
      `<!DOCTYPE r [<!ENTITY a "ha">${'bcdefghij'
        .split('')
        .map((name, at) => `<!ENTITY ${name} "${`&${'abcdefghij'[at]};`.repeat(10)}">`)
        .join('')}]><r>&j;</r>`,
    ],
  ])('that declares %s is refused, and nothing of it is read', async (_, xml) => {
    const { message } = await refused('a.xml', `<?xml version="1.0"?>${xml}`);
    expect(message).toContain('declares entities or a DTD');
  });

  it('with an entity it does not declare is refused with its line', () => {
    expect(() => parseXml('<a>\n&nbsp;</a>', 'a.xml')).toThrow(/line 2: the XML is broken here \(undefined entity/);
  });

  it('too deep or too long is refused', () => {
    expect(() => parseXml('<a>'.repeat(100_000), 'a.xml')).toThrow(/more than 64 deep/);
    expect(() => parseXml(`<a>${'<b/>'.repeat(300_000)}</a>`, 'a.xml')).toThrow(/250,000 elements/);
  });

  it.each(['', '<a', '<a></b>', '<a b=c/>', 'no xml', '<a/><b/>'])('that is not well-formed is refused: %j', (xml) => {
    expect(() => parseXml(xml, 'a.xml')).toThrow(Invalid);
  });
});
