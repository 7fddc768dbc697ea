import { checkedZip } from '../../server/ingest/zip-limits.ts';
import { cuesOf, read, refused, said } from './making/read.ts';
import { docxOf, paragraphsXml, tableXml, zipOf } from './making/zip.ts';

const MB = 1024 * 1024;

describe('a Word document', () => {
  it('gives its paragraphs with labels and times, emphasis dropped', async () => {
    const body = paragraphsXml(
      'Title: Made-up interview\nDate: 1998',
      '**DANA:** [00:00:03] Where?',
      '',
      'RIVKA: In **Aden** & <there>.',
      'DANA: When?',
    );
    const { format, description, transcripts } = await read('a.docx', docxOf(body));
    expect([format, description.title, description.date]).toEqual(['docx', 'Made-up interview', '1998']);
    expect(transcripts[0]?.cues.map(said)).toEqual([
      [3000, null, 'DANA', 'Where?'],
      [null, null, 'RIVKA', 'In Aden & <there>.'],
      [null, null, 'DANA', 'When?'],
    ]);
    expect(transcripts[0]?.cues.every(({ startsParagraph }) => startsParagraph)).toBe(true);
  });

  it('knows turns that are set apart only by Shift+Enter', async () => {
    const cues = await cuesOf(
      'a.docx',
      docxOf(paragraphsXml('DANA: Where?\nRIVKA: In Aden.\nDANA: When?\nRIVKA: Then.')),
    );
    expect(cues.map(({ speaker, text }) => [speaker, text])).toEqual([
      ['DANA', 'Where?'],
      ['RIVKA', 'In Aden.'],
      ['DANA', 'When?'],
      ['RIVKA', 'Then.'],
    ]);
  });

  it('reads Hebrew and Arabic as they are written', async () => {
    const cues = await cuesOf('a.docx', docxOf(paragraphsXml('ש: איפה?', 'ת: בצנעא.', 'المحاور: أين؟')));
    expect(cues.map(({ speaker, text }) => [speaker, text])).toEqual([
      ['ש', 'איפה?'],
      ['ת', 'בצנעא.'],
      ['المحاور', 'أين؟'],
    ]);
  });

  it.each([
    ['with named columns', [['Time', 'Speaker', 'Transcript']]],
    ['without', []],
  ])('reads a table of times, speakers and words, %s', async (_, header) => {
    const rows = [
      ['00:00:03', 'Dana', 'Where were you born, and when?'],
      ['00:00:06', 'Rivka', 'In Aden, by the sea.'],
      ['00:00:09', 'Dana', 'And then, what came?'],
      ['00:00:12', 'Rivka', 'We left by night.'],
    ];
    const cues = await cuesOf('a.docx', docxOf(paragraphsXml('Title: Made-up') + tableXml([...header, ...rows])));
    expect(cues.map(said)).toEqual(
      rows.map(([time, speaker, text]) => [Number(time?.slice(-2)) * 1000, null, speaker, text]),
    );
  });

  it('keeps the words of any other table', async () => {
    const cues = await cuesOf(
      'a.docx',
      docxOf(
        tableXml([
          ['One', 'Two'],
          ['Three', 'Four'],
        ]),
      ),
    );
    expect(
      cues
        .map(({ text }) => text)
        .join(' ')
        .split(/\s+/),
    ).toEqual(['One', 'Two', 'Three', 'Four']);
  });

  it('is refused without words, damaged, cut off, or when it is another archive', async () => {
    expect((await refused('a.docx', docxOf(''))).message).toContain('no words');
    const whole = docxOf(paragraphsXml('Hello.'));
    expect((await refused('a.docx', whole.subarray(0, whole.length - 30))).message).toContain('damaged or cut off');
    expect((await refused('a.docx', docxOf('<w:p><w:r>'))).message).toContain('damaged');
    expect((await refused('a.docx', zipOf([{ name: 'a.txt', data: Buffer.from('a') }]))).message).toContain(
      'ZIP archive',
    );
    expect((await refused('a.docx', 'Only text.')).message).toContain('says DOCX, but it is not one');
  });

  it('with a DTD in it is refused', async () => {
    const entity = { name: 'word/styles.xml', data: Buffer.from('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>') };
    expect((await refused('a.docx', docxOf(paragraphsXml('Hello.'), [entity]))).message).toContain('DTD');
  });

  it.each([
    ['that unpacks without end', { data: Buffer.alloc(24 * MB) }, 'times the size'],
    ['that says it is small', { data: Buffer.alloc(24 * MB), saysSize: 10 }, 'damaged'],
  ])('that is a zip bomb %s is refused', async (_, entry, reason) => {
    const bomb = docxOf(paragraphsXml('Hello.'), [{ name: 'word/media/bomb.bin', ...entry }]);
    expect((await refused('a.docx', bomb)).message).toContain(reason);
  });
});

describe('an archive', () => {
  const limits = { entries: 5, xmlBytes: 3000, markup: 100, bytes: 9000, ratio: 100, ratioFrom: MB };
  const noise = (size: number) => Buffer.from(Array.from({ length: size }, (_, at) => 33 + ((at * 7919) % 89)));
  it.each([
    ['more than 5 files', Array.from({ length: 6 }, (_, at) => ({ name: `word/${at}`, data: Buffer.alloc(0) }))],
    ['more layout than words', [{ name: 'word/a.xml', data: Buffer.from('<w:r a="b"/>'.repeat(60)) }]],
    ['MB of text and layout', [{ name: 'word/a.xml', data: noise(4000) }]],
    [
      'MB',
      [
        { name: 'a.bin', data: noise(5000) },
        { name: 'b.bin', data: noise(5000) },
      ],
    ],
  ])('beyond a limit is refused: %s', async (reason, entries) => {
    await expect(checkedZip(zipOf(entries), 'a.docx', limits)).rejects.toThrow(reason);
  });

  it('is unpacked without keeping what it unpacks to', async () => {
    const big = zipOf([{ name: 'a.bin', data: Buffer.alloc(100 * MB) }]);
    const before = process.memoryUsage().rss;
    await checkedZip(big, 'a.docx', { ...limits, bytes: 300 * MB, ratioFrom: 300 * MB });
    expect(process.memoryUsage().rss - before).toBeLessThan(60 * MB);
  });
});
