import fc from 'fast-check';
import { Invalid } from '../../server/archive/errors.ts';
import { passagesOf } from '../../server/ingest/passages.ts';
import { readSource } from '../../server/ingest/read.ts';

/** What the readers must survive is made of the pieces that mean something to them. */
const PIECES = {
  vtt: [
    'WEBVTT\n\n',
    '\n',
    '\n\n',
    '-->',
    '00:01.000 --> 00:02.000',
    '00:00:01.000',
    '<v A>',
    '</v>',
    '<',
    '>',
    '&',
    '&amp;',
    '&#9;',
    '<ruby>',
    '<rt>',
    '<b.c>',
    'NOTE',
    'STYLE',
    'BROWN: ',
    ' ',
    'שלום',
    '\r',
    '\t',
    '\uFEFF',
    '😀',
  ],
  srt: [
    '1',
    '\n',
    '\n\n',
    '00:00:01,000 --> 00:00:02,000',
    '-->',
    '{\\an8}',
    '<i>',
    '</i>',
    '<font',
    '>',
    'BROWN: ',
    'مرحبا',
    ' ',
    '99999999999',
    '\r\n',
  ],
  txt: [
    '[00:01:23]',
    '(1:23)',
    '00:01:23',
    '#00:00:01-2#',
    'BROWN: ',
    'Q:',
    'س: ',
    ':',
    '\n',
    '\n\n',
    ' ',
    '. ',
    'words ',
    'Title: x',
    '-->',
    '[',
    ']',
    '(',
    '\u200F',
    '\u05B0',
    'é',
    '\t',
    '99:99:99',
  ],
  csv: ['time,text\n', 'speaker\ttext\n', ',', '\t', ';', '"', '\n', 'a', '00:00:01:24', '00:01', '\r\n', '""'],
  xml: [
    '<ROOT>',
    '<record>',
    '</record>',
    '</ROOT>',
    '<transcript>',
    '</transcript>',
    '<sync>1:|1(1)|2(2)</sync>',
    '<![CDATA[',
    ']]>',
    '&amp;',
    '&x;',
    '<point>',
    '<time>',
    '<!DOCTYPE',
    '[[footnotes]]',
    '[[note]]',
    'A: one\n',
  ],
};

async function survives(name: string, content: string | Uint8Array): Promise<void> {
  try {
    const { transcripts } = await readSource(Buffer.from(content as string), name);
    for (const { cues } of transcripts) {
      passagesOf(cues);
      // Not by `expect`, which takes longer than the reading where there are many.
      const wrong = cues.find(({ startMs, endMs, text }) => {
        const isTime = startMs === null ? endMs === null || endMs >= 0 : Number.isSafeInteger(startMs) && startMs >= 0;
        return !isTime || text.trim() === '' || (startMs !== null && endMs !== null && endMs < startMs);
      });
      if (wrong) throw new Error(`a cue that cannot be: ${JSON.stringify(wrong)}`);
    }
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    expect(error.message).toContain(`“${name}”`);
  }
}

describe('a reader', () => {
  it.each(Object.entries(PIECES))(
    'of .%s gives a source or says why not, whatever it is given',
    async (ending, pieces) => {
      const soup = fc.array(
        fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...pieces) }, { weight: 1, arbitrary: fc.string() }),
        { maxLength: 60 },
      );
      await fc.assert(
        fc.asyncProperty(soup, async (parts) => {
          const start = ending === 'vtt' ? 'WEBVTT\n\n' : ending === 'csv' ? 'speaker,text,time\n' : '';
          await survives(`a.${ending}`, start + parts.join(''));
          await survives('a', parts.join(''));
        }),
        { numRuns: 300 },
      );
    },
  );

  it.each(['a.txt', 'a.vtt', 'a.docx', 'a.pdf', 'a'])('of %s survives any bytes', async (name) => {
    const head = fc.constantFrom('', '%PDF-1.4\n', 'PK\u0003\u0004word/', 'WEBVTT\n\n', '\u00FF\u00FE');
    await fc.assert(
      fc.asyncProperty(head, fc.uint8Array({ maxLength: 300 }), async (start, bytes) => {
        await survives(name, Buffer.concat([Buffer.from(start, 'latin1'), bytes]));
      }),
      { numRuns: 100 },
    );
  });

  // Each would take minutes where a reader goes over its text once for every letter of it.
  const LONG = 120_000;
  it.each([
    ['a.vtt', `WEBVTT\n\n00:01.000 --> 00:02.000\n${'<'.repeat(LONG)}>`],
    ['a.vtt', `WEBVTT\n\n00:01.000 --> 00:02.000\n${'<v A>x'.repeat(LONG)}`],
    ['a.vtt', `WEBVTT\n\n00:01.000${' '.repeat(LONG)}-->${' '.repeat(LONG)}x`],
    ['a.vtt', `WEBVTT\n\n${'-->\n'.repeat(LONG)}`],
    ['a.vtt', `WEBVTT\n\n00:01.000 --> 00:02.000\n${'&'.repeat(LONG)}${'&#'.repeat(LONG)}`],
    ['a.srt', `00:00:01,000 --> 00:00:02,000\n${'{\\'.repeat(LONG)}`],
    ['a.srt', `1\n00:00:01,000 --> 00:00:02,000\nx\n${'\n'.repeat(LONG)}${' '.repeat(LONG)}x`],
    ['a.txt', `${'['.repeat(LONG)} ${'[00:'.repeat(LONG)}`],
    ['a.txt', `${' '.repeat(LONG)}x`],
    ['a.txt', `A${' '.repeat(LONG)}: x`],
    ['a.txt', `${'Aa '.repeat(LONG)}:`],
    ['a.txt', '.'.repeat(LONG)],
    ['a.txt', `${'x.'.repeat(LONG)} ${'" '.repeat(LONG)}`],
    ['a.txt', 'A: b\n'.repeat(LONG)],
    ['a.txt', 'A: b. '.repeat(LONG)],
    ['a.txt', `AB: x.\n\nAB: ${'y. AB: z. '.repeat(LONG / 10)}`],
    ['a.txt', '[00:00:01] '.repeat(LONG)],
    ['a.txt', '\u05B0'.repeat(LONG)],
    ['a.csv', `speaker,text\n"${'""'.repeat(LONG)}`],
    ['a.csv', `${','.repeat(LONG)}\n`],
    ['a.csv', `speaker,text\n${'A,b\n'.repeat(LONG)}`],
    ['a.xml', `<ROOT><record><transcript>${'[[footnote]]   '.repeat(LONG / 10)}</transcript></record></ROOT>`],
    [
      'a.xml',
      `<ROOT><record><sync>1:${'|1(1)'.repeat(LONG)}</sync><transcript>${'word '.repeat(LONG)}</transcript></record></ROOT>`,
    ],
    ['a.xml', `<ROOT><record><kembed>${'&lt;src='.repeat(LONG / 10)}</kembed></record></ROOT>`],
    ['a.xml', `<?xml ${' '.repeat(LONG)}`],
  ])('of %s that would take a quadratic reader for ever is answered (%#)', async (name, content) => {
    await survives(name, content);
  });
});
