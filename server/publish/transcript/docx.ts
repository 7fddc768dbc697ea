/** A Word document (ECMA-376) with a table of times, speakers and words: what typists and translators work in. */
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ZipArchive } from 'archiver';
import { directionOf } from '../../archive/languages.ts';
import { clock, type TranscriptOut } from './words.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org';
const WIDTHS = [1_400, 1_400, 1_800, 5_000]; // twentieths of a point

export async function transcriptDocx(transcript: TranscriptOut): Promise<Buffer> {
  const { lang, title, passages } = transcript;
  const rtl = directionOf(lang) === 'rtl';
  const rows = passages.map(({ startMs, endMs, speaker, text }) => [
    startMs === null ? '' : clock(startMs),
    endMs === null ? '' : clock(endMs),
    speaker ?? '',
    text,
  ]);
  const table = [['TIMECODE', 'END', 'SPEAKER', 'TRANSCRIPT'], ...rows].map((cells) => row(cells, lang, rtl)).join('');
  const grid = WIDTHS.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
  const body =
    `<w:tbl><w:tblPr>${rtl ? '<w:bidiVisual/>' : ''}<w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${table}</w:tbl>` +
    '<w:p/><w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>';
  return zipped({
    '[Content_Types].xml': `${HEAD}<Types xmlns="${OFFICE}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${OFFICE}/package/2006/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="r2" Type="${OFFICE}/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    'docProps/core.xml': `${HEAD}<cp:coreProperties xmlns:cp="${OFFICE}/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escaped(title)}</dc:title><dc:identifier>${escaped(transcript.accession)}</dc:identifier><dc:language>${lang}</dc:language></cp:coreProperties>`,
    'word/document.xml': `${HEAD}<w:document xmlns:w="${OFFICE}/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
  });
}

function row(cells: string[], lang: string, rtl: boolean): string {
  const language = rtl ? `<w:rtl/><w:lang w:bidi="${lang}"/>` : `<w:lang w:val="${lang}"/>`;
  const made = cells.map((text, at) => {
    const written = text
      .split('\n')
      .map((line) => `<w:t xml:space="preserve">${escaped(line)}</w:t>`)
      .join('<w:br/>');
    const paragraph = `<w:p>${rtl && at > 1 ? '<w:pPr><w:bidi/></w:pPr>' : ''}<w:r><w:rPr>${at > 1 ? language : ''}</w:rPr>${written}</w:r></w:p>`;
    return `<w:tc><w:tcPr><w:tcW w:w="${WIDTHS[at]}" w:type="dxa"/></w:tcPr>${paragraph}</w:tc>`;
  });
  return `<w:tr>${made.join('')}</w:tr>`;
}

/** Text for XML 1.0, which has no place for control characters. */
function escaped(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n\r]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

async function zipped(files: Record<string, string>): Promise<Buffer> {
  const archive = new ZipArchive({ zlib: { level: 6 } });
  const out = new PassThrough();
  archive.on('error', (error: Error) => out.destroy(error));
  archive.pipe(out);
  for (const [name, text] of Object.entries(files)) archive.append(text, { name });
  const [bytes] = await Promise.all([buffer(out), archive.finalize()]);
  return bytes;
}
