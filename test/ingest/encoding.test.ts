import iconv from 'iconv-lite';
import { decode } from '../../server/ingest/encoding.ts';
import { cuesOf, read, refused } from './making/read.ts';

const HEBREW = 'שלום, קוראים לי מרים כהן ונולדתי בבגדד בשנת 1935. אבי היה סוחר בדים.';
const ARABIC = 'اسمي مريم كوهين وولدت في بغداد سنة 1935. كان أبي تاجر أقمشة في سوق الشورجة.';
const PERSIAN = 'نام من مريم است و در شهر اصفهان به دنيا آمدم. پدرم پارچه فروش بود.';
const FRENCH = 'Je suis née à Tunis en 1940. Mon père était tailleur et ma mère élevait les enfants.';
const RUSSIAN = 'Я родился в Багдаде в 1935 году, мой отец был купцом.';
const GREEK = 'Γεννήθηκα στη Θεσσαλονίκη το 1925';

describe('the character set of a file', () => {
  it.each([
    [HEBREW, 'windows-1255', 'windows-1255'],
    [HEBREW, 'iso-8859-8', 'windows-1255'],
    [ARABIC, 'windows-1256', 'windows-1256'],
    [ARABIC, 'iso-8859-6', 'iso-8859-6'],
    [PERSIAN, 'windows-1256', 'windows-1256'],
    [FRENCH, 'windows-1252', 'windows-1252'],
    [FRENCH, 'iso-8859-1', 'windows-1252'],
    [RUSSIAN, 'windows-1251', 'windows-1251'],
    [GREEK, 'iso-8859-7', 'iso-8859-7'],
    [HEBREW, 'utf-8', 'utf-8'],
  ])('of “%s” in %s is found and reported', (text, written, found) => {
    const { text: decoded, encoding } = decode(iconv.encode(text, written), 'a.txt');
    expect([decoded, encoding]).toEqual([text, found]);
  });

  it.each(['utf-8', 'utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])(
    'is told by the byte-order mark of %s',
    (encoding) => {
      const bytes = iconv.encode(HEBREW, encoding, { addBOM: true });
      expect(decode(bytes, 'a.txt')).toMatchObject({ text: HEBREW, encoding, problems: [] });
    },
  );

  it.each(['utf-16le', 'utf-16be'])('is found for %s without mark, and noted', (encoding) => {
    const result = decode(iconv.encode(ARABIC, encoding), 'a.txt');
    expect([result.text, result.encoding]).toEqual([ARABIC, encoding]);
    expect(result.problems[0]?.message).toContain(encoding);
  });

  it('is found by its letters also after a long stretch of plain ones', () => {
    const { encoding } = decode(iconv.encode('plain words '.repeat(50_000) + HEBREW, 'windows-1255'), 'a.txt');
    expect(encoding).toBe('windows-1255');
  });

  it('is noted where it could be another', () => {
    const { problems } = decode(iconv.encode('İstanbul’da doğdum, babam kumaş tüccarıydı', 'windows-1254'), 'a.txt');
    expect(problems[0]).toMatchObject({ line: 1, message: expect.stringContaining('windows-1254') });
  });

  it('is what the reader says, if the file bears it out', async () => {
    const bytes = iconv.encode(FRENCH, 'macintosh');
    const source = await read('a.txt', bytes, { encoding: 'macintosh' });
    expect(source.encoding).toBe('macintosh');
    expect(source.transcripts[0]?.cues[0]?.text).toBe(FRENCH);
    const { message } = await refused('a.txt', iconv.encode(`One\nTwo ${HEBREW}`, 'windows-1255'), {
      encoding: 'utf-8',
    });
    expect(message).toMatch(/“a\.txt”, line 2: a letter here is not utf-8\. Save it as UTF-8/);
    expect((await refused('a.txt', 'x', { encoding: 'klingon' })).message).toContain('“klingon”');
  });

  it('is not taken for an old one where UTF-8 is merely broken', async () => {
    const broken = Buffer.concat([Buffer.from(`${HEBREW}\n`), Buffer.from([0xff]), Buffer.from(HEBREW)]);
    expect((await refused('a.txt', broken)).where).toEqual({ file: 'a.txt', line: 2 });
  });

  it('forgives a last letter cut in half, and says so', () => {
    const bytes = Buffer.from(`${HEBREW} שלו`);
    const { text, problems } = decode(bytes.subarray(0, -1), 'a.txt');
    expect(text.endsWith('של')).toBe(true);
    expect(problems[0]?.message).toContain('middle of a letter');
  });

  it('is refused for bytes that are no text', async () => {
    const noise = Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 7919) % 256));
    expect((await refused('a.txt', noise)).message).toMatch(/not text|no encoding/);
    expect((await refused('a.vtt', Buffer.alloc(1000))).message).toContain('not text');
  });

  it('leaves letters alone that look like marks of other formats', async () => {
    expect((await cuesOf('a.txt', 'BM: Hello.\n\nMZ: Hello.\n\nBM: Yes.\n\nMZ: Yes.'))[0]).toMatchObject({
      speaker: 'BM',
    });
  });
});
