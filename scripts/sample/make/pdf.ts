/** A PDF with text, printed by Chromium (Debian: `apt install chromium`) from a page in a book's dress. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `title` is kept in the document's properties; the page holds the words alone. */
export function pdf(paragraphs: string[], lang: string, title: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'kolot-sample-'));
  const [note, ...words] = paragraphs.map(escaped);
  const page = `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>${escaped(title)}</title>
<style>@page{size:A5;margin:20mm 18mm}body{font:10.5pt/1.55 "Liberation Serif",serif;color:#222}p{margin:0 0 .35em;text-indent:1.6em}.note{color:#555;margin-bottom:2em;text-indent:0}</style>
<p class="note">${note}</p>${words.map((text) => `<p>${text}</p>`).join('\n')}</html>`;
  const [html, printed] = [join(folder, 'page.html'), join(folder, 'page.pdf')];
  writeFileSync(html, page);
  execFileSync(
    'chromium',
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      `--user-data-dir=${folder}`,
      '--no-pdf-header-footer',
      `--print-to-pdf=${printed}`,
      html,
    ],
    { stdio: 'ignore' },
  );
  const bytes = undated(readFileSync(printed));
  rmSync(folder, { recursive: true, force: true });
  return bytes;
}

/** The date of printing, set to one day, so that the same words give the same bytes. */
function undated(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1').replace(/(\/(?:CreationDate|ModDate) \(D:)\d{14}/g, '$120240201120000');
  return Buffer.from(text, 'latin1');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
