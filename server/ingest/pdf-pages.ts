import type { PdfLine } from './pdf-lines.ts';

/** Running heads and page numbers stand in the first or last lines of a page, at most so many of them. */
const EDGE = 3;
const PAGE_NUMBER =
  /^[-–—[(\s]{0,3}(?:(?:page|p\.|seite|עמוד|صفحة|صفحه)\s?)?(\p{Nd}{1,4})(?:\s?(?:\/|of|de|von|sur|من|מתוך|از)\s?\p{Nd}{1,4})?[-–—\])\s.]{0,3}$/iu;

/**
 * The lines of all pages without running heads, feet and page numbers, and what was left out: a line at the edge of at
 * least three pages, and a third of all, that is the same but for its numbers; a number that counts the pages.
 */
export function withoutRunningLines(pages: PdfLine[][]): { pages: PdfLine[][]; left: Map<string, number> } {
  const seen = new Map<string, { pages: Set<number>; sample: string }>();
  for (const lines of pages) {
    for (const line of edgesOf(lines)) {
      const key = keyOf(line);
      const one = seen.get(key) ?? { pages: new Set(), sample: line.text };
      one.pages.add(line.page);
      seen.set(key, one);
    }
  }
  const offset = numberingOffset(pages);
  const left = new Map<string, number>();
  const kept = pages.map((lines) => {
    const edges = new Set(edgesOf(lines));
    return lines.filter((line) => {
      if (!edges.has(line)) return true;
      const number = numberOf(line);
      if (number !== null && number - line.page === offset) return leave('page numbers');
      const one = seen.get(keyOf(line))!;
      const runs = one.pages.size >= 3 && one.pages.size >= pages.length / 3;
      return runs ? leave(`“${one.sample.slice(0, 80)}”`) : true;
    });
  });
  return { pages: kept, left };

  function leave(what: string): false {
    left.set(what, (left.get(what) ?? 0) + 1);
    return false;
  }
}

function edgesOf(lines: PdfLine[]): PdfLine[] {
  const edge = Math.min(EDGE, Math.ceil(lines.length / 4));
  return [...lines.slice(0, edge), ...lines.slice(Math.max(edge, lines.length - edge))];
}

/** The same line at the same height, whatever its numbers. */
function keyOf({ text, y }: PdfLine): string {
  return `${Math.round(y / 4)} ${text.toLowerCase().replace(/\p{Nd}+/gu, '#')}`;
}

function numberOf({ text }: PdfLine): number | null {
  const written = PAGE_NUMBER.exec(text)?.[1];
  if (written === undefined) return null;
  // Arabic-Indic and Persian digits have the value of their place in their block.
  return Number(
    written
      .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
      .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0)),
  );
}

/** By how much printed numbers run ahead of the pages, where most pages agree; null where they have none. */
function numberingOffset(pages: PdfLine[][]): number | null {
  const offsets = new Map<number, number>();
  for (const lines of pages) {
    for (const line of edgesOf(lines)) {
      const number = numberOf(line);
      if (number !== null) offsets.set(number - line.page, (offsets.get(number - line.page) ?? 0) + 1);
    }
  }
  const [offset, count] = [...offsets].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0]);
  return count >= Math.max(2, pages.length / 2) || (pages.length === 1 && offset === 0 && count === 1) ? offset : null;
}
