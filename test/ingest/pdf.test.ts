import { TooMuch, unpacked } from '../../server/ingest/pdf-filters.ts';
import { type MadeLine, packedBy, pdfOf, pdfOfStreams } from './making/pdf.ts';
import { cuesOf, fixture, read, refused } from './making/read.ts';

/** Lines at the distance of a paragraph's lines, from the top of the page. */
const page = (...lines: string[]): MadeLine[] => lines.map((text, at) => ({ text, y: 700 - at * 15 }));
const LONG = 'and then we walked for three days and three nights through the hills, all';

describe('a PDF', () => {
  it('gives paragraphs rebuilt from its lines, with labels', async () => {
    const pdf = pdfOf([
      page(
        'DANA: Where were you born?',
        `RIVKA: In Aden, ${LONG}`,
        `${LONG} of us, with chil-`,
        'dren and well-',
        'known old men. They were well-known.',
        'DANA: When?',
      ),
    ]);
    const { format, transcripts } = await read('a.pdf', pdf);
    expect(format).toBe('pdf');
    expect(transcripts[0]?.cues.map(({ speaker, text }) => [speaker, text])).toEqual([
      ['DANA', 'Where were you born?'],
      ['RIVKA', `In Aden, ${LONG} ${LONG} of us, with children and well-known old men. They were well-known.`],
      ['DANA', 'When?'],
    ]);
  });

  it('ends paragraphs at gaps, indents and short lines that end a sentence', async () => {
    const lines: MadeLine[] = [
      { text: `${LONG} the way`, y: 700 },
      { text: 'to the river.', y: 685 },
      { text: `There ${LONG} of`, y: 670 },
      { text: `us ${LONG}, sleeping by the road.`, y: 655 },
      { text: `Then ${LONG}`, x: 90, y: 640 },
      { text: `of us ${LONG}`, y: 625 },
      { text: 'In the morning', y: 590 },
    ];
    const cues = await cuesOf('a.pdf', pdfOf([lines]));
    expect(cues.map(({ text }) => text.slice(0, 9))).toEqual(['and then ', 'There and', 'Then and ', 'In the mo']);
  });

  it('leaves running heads and page numbers out, also within a sentence, and says so', async () => {
    const pages = [1, 2, 3, 4].map((number) => [
      { text: `Made-up archive, interview ${number}`, y: 760 },
      { text: `${LONG} page${number}`, y: 700 },
      { text: `${LONG} page${number}`, y: 685 },
      { text: `- ${number + 10} -`, x: 300, y: 40 },
    ]);
    const { transcripts, problems } = await read('a.pdf', pdfOf(pages));
    const text = transcripts[0]?.cues.map((cue) => cue.text).join(' ') ?? '';
    expect(text).not.toContain('archive');
    expect(text).not.toMatch(/- 1\d -/);
    expect(text.match(/page\d/g)).toHaveLength(8);
    expect(transcripts[0]?.cues).toHaveLength(1);
    expect(problems.map(({ message }) => message)).toEqual([
      'Left out of the words, from 4 page(s): “Made-up archive, interview 1”.',
      'Left out of the words, from 4 page(s): page numbers.',
    ]);
  });

  it('in Hebrew is read from the right, with numbers, brackets and Latin words in it', async () => {
    const cues = await cuesOf('hebrew.pdf', fixture('hebrew.pdf'));
    expect(cues.map(({ speaker, text }) => [speaker, text])).toEqual([
      ['מראיינת', 'שלום, מה שמך ומתי נולדת?'],
      [
        'מרים',
        'שמי מרים כהן (לבית ששון). נולדתי בבגדד בשנת 1935, ברובע בתאוין. אבי היה סוחר בדים בשוק, ואמי גידלה שבעה ילדים. גרנו ליד בית הספר Frank Iny School עד שנת 1951, ואז עלינו לישראל במטוס. המספר היה 1,250.5 דינר, בין 1948 ל-1951.',
      ],
      ['מראיינת', '[צוחקת] איך יצאתם?'],
    ]);
  });

  it('in Arabic gives letters, not the shapes in which they were set', async () => {
    const cues = await cuesOf('arabic.pdf', fixture('arabic.pdf'));
    expect(cues.map(({ speaker, text }) => [speaker, text])).toEqual([
      ['المحاور', 'ما اسمك ومتى ولدت؟'],
      [
        'سليم',
        'اسمي سليم (أبو داود)، ولدت في بغداد سنة 1931. كان أبي تاجر أقمشة في سوق الشورجة، وكنا نسكن قرب النهر. خرجنا في شهر آذار ١٩٥١ بالطائرة إلى Lydda Airport مع آلاف العائلات ولم نأخذ معنا شيئا.',
      ],
      ['المحاور', 'شكرا لك.'],
    ]);
  });

  it('without text, with a password, cut off or only called PDF is refused', async () => {
    expect((await refused('a.pdf', pdfOf([[], []]))).message).toContain('pictures without text');
    expect((await refused('a.pdf', pdfOf([page('Hello.')], { password: 'secret' }))).message).toContain(
      'protected by a password',
    );
    expect((await refused('a.pdf', pdfOf([page('Hello.')], { password: '' }))).message).toContain('against copying');
    expect((await refused('a.pdf', pdfOf([page('Hello.')]).subarray(0, 60))).message).toContain('damaged or cut off');
    expect((await refused('a.pdf', 'Only text.')).message).toContain('says PDF, but it is not one');
  });

  it('that unpacks without end is refused before it is opened, however it is packed', async () => {
    const content = Buffer.alloc(40 * 1024 * 1024, 'q ');
    for (const filters of [
      ['FlateDecode'],
      ['FlateDecode', 'FlateDecode'],
      ['RunLengthDecode'],
      ['ASCIIHexDecode', 'FlateDecode'],
    ]) {
      const { message } = await refused('a.pdf', pdfOfStreams([content], { filters }));
      expect(message).toContain('unpacks to far more');
    }
  });
});

describe('the filters of PDF', () => {
  const words = Buffer.from('and then we walked, and walked, and walked again');
  it.each(['FlateDecode', 'ASCIIHexDecode', 'RunLengthDecode'])('%s is undone, and stops at its limit', (filter) => {
    const packed = packedBy(filter, words);
    expect(unpacked(packed, filter, 1000)?.toString()).toBe(words.toString());
    if (filter !== 'ASCIIHexDecode') expect(() => unpacked(packed, filter, 10)).toThrow(TooMuch);
  });

  it('ASCII85 and LZW are undone', () => {
    expect(
      unpacked(Buffer.from('9jqo^BlbD-BleB1DJ+*+F(f,q/0JhKF<GL>Cj@.4Gp$d7F!~>'), 'ASCII85Decode', 99)?.toString(),
    ).toMatch(/^Man is distinguished, not only by/);
    // The example of ISO 32000-2, 7.4.4.2.
    const lzw = Buffer.from('800B6050220C0C8501', 'hex');
    expect([...(unpacked(lzw, 'LZWDecode', 99) ?? [])]).toEqual([45, 45, 45, 45, 45, 65, 45, 45, 45, 66]);
    expect(() => unpacked(lzw, 'LZWDecode', 5)).toThrow(TooMuch);
  });
});
