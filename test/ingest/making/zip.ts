import { crc32, deflateRawSync } from './bytes.ts';

export interface ZipEntry {
  name: string;
  data: Buffer;
  saysSize?: number; // a lie about the unpacked size
}

/** A ZIP archive by hand (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT), so that tests can make false ones. */
export function zipOf(entries: ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { name, data, saysSize = data.length } of entries) {
    const packed = deflateRawSync(data);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4); // deflated
    fields.writeUInt32LE(crc32(data), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(saysSize, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fields, tail, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** A Word document with this body (WordprocessingML), and other entries beside it. */
export function docxOf(body: string, others: ZipEntry[] = []): Buffer {
  const text = (name: string, xml: string) => ({ name, data: Buffer.from(HEAD + xml) });
  return zipOf([
    text(
      '[Content_Types].xml',
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    ),
    text(
      '_rels/.rels',
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    ),
    text('word/document.xml', `<w:document ${W}><w:body>${body}</w:body></w:document>`),
    ...others,
  ]);
}

/** Paragraphs; a line end in one is Shift+Enter, `**word**` is bold. */
export function paragraphsXml(...paragraphs: string[]): string {
  const run = (words: string, bold: boolean) =>
    words
      .split('\n')
      .map(
        (line) => `<w:r>${bold ? '<w:rPr><w:b/></w:rPr>' : ''}<w:t xml:space="preserve">${escaped(line)}</w:t></w:r>`,
      )
      .join('<w:r><w:br/></w:r>');
  return paragraphs
    .map(
      (text) =>
        `<w:p>${text
          .split('**')
          .map((words, at) => run(words, at % 2 === 1))
          .join('')}</w:p>`,
    )
    .join('');
}

export function tableXml(rows: string[][]): string {
  const cells = (row: string[]) => row.map((cell) => `<w:tc>${paragraphsXml(cell)}</w:tc>`).join('');
  return `<w:tbl>${rows.map((row) => `<w:tr>${cells(row)}</w:tr>`).join('')}</w:tbl>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
