import { decodeEntities } from './entities.ts';

/**
 * Cells of spreadsheets that come out of web sites hold HTML: tags and character references. They are read as the text that a
 * browser would show. What stands in angle brackets and is no tag of HTML, as a transcriber's `<[?]>`, is text, and so is a
 * tag without its fellow: transcribers write `<i>` and `<p>` for what they mean by it.
 */
const ENDS_LINE =
  /^(?:address|article|blockquote|br|center|dd|div|dl|dt|figcaption|figure|h[1-6]|hr|li|ol|p|pre|section|table|tr|ul)$/;
const IN_LINE =
  /^(?:a|abbr|acronym|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|img|ins|kbd|label|mark|q|s|samp|small|span|strike|strong|sub|sup|tbody|td|tfoot|th|thead|time|tt|u|var|wbr)$/;
const OF_WORD = /^[ovwm]:[a-z]+$/; // <o:p>, as Word puts them into pages
const ALONE = /^(?:br|hr|img|wbr)$/; // have no end
const WITHOUT_TEXT = /^(?:script|style)$/; // what stands between these is no text either

const ATTRIBUTE = String.raw`\s+[\w:-]{1,40}\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+)`;
const TAG = new RegExp(String.raw`^<(/?)([a-z][a-z0-9:]{0,11})(?:${ATTRIBUTE})*\s*/?>`, 'i');
const LONGEST_TAG = 2_000;
const COMMENT = '<!--';

/** The plain text of a cell; the cell itself where it holds nothing of HTML. */
export function plainText(written: string): string {
  if (!/[<&]/.test(written)) return written;
  const text = written.includes('<') ? withoutTags(written) : decodeEntities(written);
  return text === written
    ? written
    : text
        .replaceAll('\u00a0', ' ')
        .replace(/[ \t]*\n\s*\n?/g, '\n')
        .trim();
}

function withoutTags(written: string): string {
  const small = written.toLowerCase();
  const next = new Map<string, number>(); // where each end was looked for last: each is looked for once
  const endOf = (mark: string, from: number): number => {
    const known = next.get(mark);
    if (known !== undefined && (known === -1 || known >= from)) return known;
    const found = small.indexOf(mark, from);
    next.set(mark, found);
    return found;
  };
  const begun = new Map<string, number>(); // tags that were opened and not yet closed
  const isPaired = (name: string, closes: boolean, after: number): boolean => {
    if (ALONE.test(name)) return true;
    const open = begun.get(name) ?? 0;
    const paired = closes ? open > 0 : endOf(`</${name}>`, after) !== -1;
    if (paired) begun.set(name, open + (closes ? -1 : 1));
    return paired;
  };
  let text = '';
  let from = 0; // of what is not yet taken
  const take = (to: number, instead: string, then: number) => {
    text += decodeEntities(written.slice(from, to)) + instead;
    from = then;
  };
  for (let at = written.indexOf('<'); at !== -1; at = written.indexOf('<', Math.max(at + 1, from))) {
    if (written.startsWith(COMMENT, at)) {
      const end = endOf('-->', at);
      if (end !== -1) take(at, '', end + 3);
      continue;
    }
    const tag = TAG.exec(written.slice(at, at + LONGEST_TAG));
    const name = tag?.[2]?.toLowerCase();
    if (!tag || name === undefined) continue;
    const after = at + tag[0].length;
    if (!isPaired(name, tag[1] === '/', after)) continue;
    if (WITHOUT_TEXT.test(name)) {
      take(at, '', endOf(`</${name}>`, after) + name.length + 3);
      begun.set(name, 0);
    } else if (ENDS_LINE.test(name)) take(at, '\n', after);
    else if (IN_LINE.test(name) || OF_WORD.test(name)) take(at, tag[1] && /^t[dh]$/.test(name) ? ' ' : '', after);
  }
  take(written.length, '', written.length);
  return text;
}
