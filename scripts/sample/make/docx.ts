/** The least that is a Word document (ECMA-376): paragraphs, their language and direction. */
import { zip } from './zip.ts';

const RIGHT_TO_LEFT = new Set(['ar', 'he', 'fa']);

/** `title` goes into the document's properties, so that the body holds the words alone. */
export function docx(paragraphs: string[], lang: string, title: string): Buffer {
  const rtl = RIGHT_TO_LEFT.has(lang);
  const language = rtl ? `<w:lang w:bidi="${lang}"/><w:rtl/>` : `<w:lang w:val="${lang}"/>`;
  const body = paragraphs
    .map(
      (text) =>
        `<w:p><w:pPr>${rtl ? '<w:bidi/>' : ''}<w:spacing w:after="160" w:line="320" w:lineRule="auto"/></w:pPr>` +
        `<w:r><w:rPr>${language}</w:rPr><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`,
    )
    .join('');
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const office = 'http://schemas.openxmlformats.org';
  return zip({
    '[Content_Types].xml': `${head}<Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    '_rels/.rels': `${head}<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="r1" Type="${office}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="r2" Type="${office}/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    'docProps/core.xml': `${head}<cp:coreProperties xmlns:cp="${office}/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escaped(title)}</dc:title><dc:language>${lang}</dc:language><dc:rights>CC BY 4.0</dc:rights></cp:coreProperties>`,
    'word/document.xml': `${head}<w:document xmlns:w="${office}/wordprocessingml/2006/main"><w:body>${body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>`,
  });
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
