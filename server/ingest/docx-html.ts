import { SaxesParser } from 'saxes';

/** What stands in a document in order: lines of a paragraph, or the rows of a table with the cells' texts. */
export type Block = { kind: 'paragraph'; lines: string[] } | { kind: 'table'; rows: string[][] };

/** The blocks of a document, and its foot- and endnotes. */
export interface DocumentText {
  blocks: Block[];
  notes: string[];
}

const PARAGRAPHS = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

/**
 * The words of the HTML that mammoth makes (well-formed, of few elements). Emphasis is dropped, `<br>` is a line end, the
 * reference numbers of notes leave the text. A table in a table counts as lines of its cell.
 */
export function textOfHtml(html: string): DocumentText {
  const blocks: Block[] = [];
  const notes: string[] = [];
  const parser = new SaxesParser();
  const open: string[] = [];
  let text = '';
  let tables = 0;
  let rows: string[][] = [];
  let cell: string[] = [];
  let note: string[] | null = null;
  let referenceDepth = 0;

  parser.on('opentag', ({ name, attributes }) => {
    open.push(name);
    const id = attributes.id ?? '';
    const href = attributes.href ?? '';
    if (name === 'br') text += '\n';
    else if (name === 'table' && ++tables === 1) rows = [];
    else if (name === 'tr' && tables === 1) rows.push([]);
    else if ((name === 'td' || name === 'th') && tables === 1) cell = [];
    else if (name === 'li' && /^(?:foot|end)note-/.test(id)) note = [];
    else if (name === 'a' && referenceDepth === 0 && /^#(?:foot|end)note-/.test(href)) referenceDepth = open.length;
  });
  parser.on('text', (words) => {
    if (referenceDepth === 0) text += words;
  });
  parser.on('closetag', ({ name }) => {
    if (referenceDepth === open.length) referenceDepth = 0;
    open.pop();
    if (PARAGRAPHS.has(name) || name === 'li') {
      const lines = text.split('\n').map((line) => line.trim());
      text = '';
      if (!lines.some(Boolean)) {
        // An empty paragraph.
      } else if (note) note.push(lines.join(' '));
      else if (tables > 0) cell.push(...lines);
      else blocks.push({ kind: 'paragraph', lines });
      if (name === 'li' && note) {
        notes.push(`${notes.length + 1}. ${note.join(' ').trim()}`);
        note = null;
      }
    } else if ((name === 'td' || name === 'th') && tables === 1) rows.at(-1)?.push(cell.join('\n').trim());
    else if (name === 'table' && --tables === 0)
      blocks.push({ kind: 'table', rows: rows.filter((row) => row.some(Boolean)) });
  });
  parser.write(`<document>${html}</document>`).close();
  return { blocks, notes };
}
