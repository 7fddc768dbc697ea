import { getDocumentProxy } from 'unpdf';
import { Invalid } from '../archive/errors.ts';
import { refuseHarmfulPdf } from './pdf-limits.ts';
import { linesOfPage, type PdfItem, type PdfLine } from './pdf-lines.ts';
import { withoutRunningLines } from './pdf-pages.ts';
import { paragraphsOfPages } from './pdf-paragraphs.ts';
import { note, refusal } from './refusal.ts';
import type { Source, SourceProblem } from './source.ts';
import { sourceOfParagraphs } from './text.ts';

type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>;

const MOST_PAGES = 3000;
const MOST_LETTERS = 20_000_000;

/**
 * The words of a PDF that has them (not pictures of pages): paragraphs rebuilt from lines, then read as a plain text. Running
 * heads, feet and page numbers are left out and noted. Line breaks, columns and right-to-left order are as the page shows
 * them, so that a PDF is the last choice where the same words exist as text. Throws `Invalid` where it is no PDF, is
 * encrypted, damaged or too large, or has no text.
 */
export async function pdfSource(bytes: Buffer, fileName: string): Promise<Source> {
  refuseHarmfulPdf(bytes, fileName);
  const document = await opened(bytes, fileName);
  try {
    const pages = await linesOf(document, fileName);
    if (!pages.some((lines) => lines.some(({ text }) => /\p{L}/u.test(text)))) {
      throw refusal(
        fileName,
        'its pages are pictures without text. Run text recognition (OCR) over it and save the result as text or PDF.',
      );
    }
    const problems: SourceProblem[] = [];
    const running = withoutRunningLines(pages);
    for (const [what, count] of running.left)
      note(problems, null, `Left out of the words, from ${count} page(s): ${what}.`);
    return sourceOfParagraphs('pdf', paragraphsOfPages(running.pages), fileName, { encoding: null, problems });
  } catch (error) {
    throw error instanceof Invalid ? error : damaged(fileName);
  } finally {
    await document.loadingTask.destroy();
  }
}

async function opened(bytes: Buffer, fileName: string): Promise<PdfDocument> {
  try {
    // A copy, because PDF.js takes its buffer away from us. `verbosity: 0` keeps its warnings off the console.
    return await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') {
      throw refusal(fileName, 'it is protected by a password. Open it, save it without one, and import that.');
    }
    throw damaged(fileName);
  }
}

async function linesOf(document: PdfDocument, fileName: string): Promise<PdfLine[][]> {
  if (document.numPages > MOST_PAGES)
    throw refusal(fileName, `it has ${document.numPages} pages; ${MOST_PAGES} are read at most. Divide it.`);
  const pages: PdfLine[][] = [];
  let letters = 0;
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const items: PdfItem[] = [];
    const reader = page.streamTextContent().getReader();
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      for (const item of chunk.value.items) {
        const [, , , vertical = 0, x = 0, y = 0] = item.transform;
        letters += item.str.length;
        items.push({
          text: item.str,
          x,
          y,
          width: item.width,
          size: item.height || Math.abs(vertical),
          endsLine: item.hasEOL,
        });
      }
      if (letters > MOST_LETTERS) {
        await reader.cancel();
        throw refusal(
          fileName,
          `it has more than ${MOST_LETTERS / 1_000_000} million letters, which no transcript has.`,
        );
      }
    }
    pages.push(linesOfPage(items, number));
    page.cleanup();
  }
  return pages;
}

function damaged(fileName: string): Invalid {
  return refusal(fileName, 'the PDF is damaged or cut off. Save it again, or save its words as text.');
}
