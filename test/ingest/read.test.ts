import { readSource } from '../../server/ingest/read.ts';
import { pdfOf } from './making/pdf.ts';
import { fixture, read, refused } from './making/read.ts';
import { docxOf, paragraphsXml, zipOf } from './making/zip.ts';

const VTT = 'WEBVTT\n\n00:01.000 --> 00:02.000\nHello.';
const SRT = '1\n00:00:01,000 --> 00:00:02,000\nHello.\n';
const TABLE = 'speaker\ttranscript\nA\tHello.';
const DOCX = docxOf(paragraphsXml('Hello.'));
const PDF = pdfOf([[{ text: 'Hello.', y: 700 }]]);

describe('a file', () => {
  it.each([
    ['webvtt', 'a.vtt', VTT],
    ['srt', 'a.srt', SRT],
    ['csv', 'a.tsv', TABLE],
    ['csv', 'A.CSV', TABLE],
    ['text', 'a.txt', 'Hello.'],
    ['docx', 'a.docx', DOCX],
    ['pdf', 'a.pdf', PDF],
    ['ohms', 'a.xml', fixture('ohms-6.xml')],
  ])('is read as %s from %s, and from a name without ending', async (format, name, content) => {
    expect((await read(name, content)).format).toBe(format);
    expect((await read('interview', content)).format).toBe(format);
  });

  it.each([
    ['a.txt', VTT, 'its name ends in .txt, but it is a WebVTT file. If that is right, rename it to end in .vtt.'],
    ['a.vtt', SRT, 'its name ends in .vtt, but it is a SubRip (SRT) file. If that is right, rename it to end in .srt.'],
    ['a.srt', VTT, 'but it is a WebVTT file'],
    ['a.srt', 'Hello.', 'but it is a plain text'],
    ['a.xml', 'Hello.', 'but it is a plain text'],
    ['a.txt', TABLE, 'but it is a table'],
    ['a.txt', DOCX, 'but it is a Word document'],
    ['a.docx', PDF, 'but it is a PDF'],
    ['a.pdf', DOCX, 'but it is a Word document'],
    ['a.mp3', 'Hello.', '.mp3 is no ending of a transcript; this is a plain text'],
    [
      'a.odt',
      zipOf([{ name: 'mimetype', data: Buffer.from('application/vnd.oasis.opendocument.text') }]),
      'Save it as DOCX',
    ],
    ['a.rtf', '{\\rtf1 Hello.}', 'rich text. Save it as DOCX'],
    ['a.doc', Buffer.from('d0cf11e0a1b11ae1'.padEnd(2000, '0'), 'hex'), 'old Word document'],
    ['a.txt', '<!doctype html><p>Hello.', 'Save its words as plain text'],
    ['a.json', '{"text": "Hello."}', 'Save the words as WebVTT'],
    ['a.txt', Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'), 'image/png'],
  ])('%s that is something else is refused with what it is and what to do (%#)', async (name, content, reason) => {
    expect((await refused(name, content)).message).toContain(reason);
  });

  it.each(['a.txt', 'a.vtt', 'a.srt', 'a.xml', 'a.csv', 'a.docx', 'a.pdf'])(
    '%s that is empty is refused',
    async (name) => {
      const error = await refused(name, '');
      expect(error.message).toBe(`“${name}”: the file is empty. Was it cut off on its way here?`);
      expect(error.where).toEqual({ file: name });
    },
  );

  it('is named without its folder', async () => {
    expect((await refused('/srv/private/a.txt', '')).message).not.toContain('private');
  });

  it.each(['a.txt', 'a.vtt', 'a.srt', 'a.xml', 'a.csv', 'a.docx', 'a.pdf'])(
    '%s of 100 MB in one line is refused before it is read',
    async (name) => {
      const bytes = Buffer.alloc(100 * 1024 * 1024, name === 'a.xml' ? '<ROOT ' : 'word ');
      await expect(readSource(bytes, name)).rejects.toThrow(/100 MB, and no more than 32 MB|but it is not one/);
    },
  );

  it('of more than a million lines is refused', async () => {
    expect((await refused('a.txt', '\n'.repeat(1_000_001))).message).toContain('1,000,000 lines');
  });
});
