import mammoth from 'mammoth';
import { type Block, type DocumentText, textOfHtml } from './docx-html.ts';
import { frontMatter } from './front-matter.ts';
import { paragraphsOf } from './paragraphs.ts';
import { refusal } from './refusal.ts';
import { emptyDescription, type Source, type SourceCue, type SourceDescription, type SourceProblem } from './source.ts';
import { columnsByContent, columnsOf, cuesOfRows } from './transcript-columns.ts';
import { cuesOfParagraphs, type Paragraph } from './turns.ts';
import { checkedZip } from './zip-limits.ts';

/**
 * The words of a Word document: its paragraphs as of a plain text, its tables of times, speakers and words as of a CSV, its
 * foot- and endnotes as notes. Headers, footers, comments and deleted words (tracked changes) are not read; pictures are not
 * opened. Throws `Invalid` for what is no document, damaged, too much when unpacked, or without words.
 */
export async function docxSource(bytes: Buffer, fileName: string): Promise<Source> {
  const names = await checkedZip(bytes, fileName);
  if (!names.some((name) => /^word\/[^/]+\.xml$/i.test(name))) {
    throw refusal(fileName, 'it is a ZIP archive, but no Word document. Import the files in it one by one.');
  }
  const { blocks, notes } = await textOf(bytes, fileName);
  const problems: SourceProblem[] = [];
  const { description, cues } = cuesOfBlocks(blocks, problems);
  if (cues.length === 0) throw refusal(fileName, 'there are no words in it. Are they pictures of pages?');
  const transcripts = [{ lang: description.lang, translation: false, cues, notes }];
  return { format: 'docx', encoding: null, description, transcripts, indexPoints: [], recordings: [], problems };
}

async function textOf(bytes: Buffer, fileName: string): Promise<DocumentText> {
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: bytes },
      {
        includeEmbeddedStyleMap: false, // a stranger's document does not say how it is read
        externalFileAccess: false,
        ignoreEmptyParagraphs: true,
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
      },
    );
    return textOfHtml(value);
  } catch {
    throw refusal(fileName, 'the document is damaged. Open it in a word processor and save it again.');
  }
}

/** Neighbouring paragraphs are read together, since labels are told by their company; a table that is a transcript by rows. */
function cuesOfBlocks(blocks: Block[], problems: SourceProblem[]) {
  let cues: SourceCue[] = [];
  let description: SourceDescription | null = null;
  let lines: string[] = [];
  const speak = (tableFollows: boolean) => {
    // Word breaks lines within a paragraph where people typed Shift+Enter between turns, as in a plain text.
    let paragraphs: Paragraph[] = paragraphsOf(lines).map(({ text }) => ({ text, line: null }));
    if (description === null) ({ description, rest: paragraphs } = frontMatter(paragraphs, tableFollows));
    cues = cues.concat(cuesOfParagraphs(paragraphs, problems).map(({ cue }) => cue));
    lines = [];
  };
  for (const block of blocks) {
    if (block.kind === 'paragraph') {
      lines.push(...block.lines, '');
      continue;
    }
    const header = columnsOf(block.rows[0] ?? []);
    const columns = header ?? columnsByContent(block.rows);
    if (columns) {
      speak(true);
      const rows = block.rows.slice(header ? 1 : 0).map((cells) => ({ cells, line: null }));
      cues = cues.concat(cuesOfRows(rows, columns, problems).cues);
    } else {
      for (const row of block.rows) lines.push(...row.filter(Boolean).join('\n').split('\n'), '');
    }
  }
  speak(false);
  return { description: description ?? emptyDescription(), cues };
}
