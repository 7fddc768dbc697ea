import { highlight, type Wanted } from './highlight.ts';

/** A word found, in the middle of the words around it. */
export interface KeywordInContext {
  before: string;
  keyword: string;
  after: string;
}

const AROUND = 60; // characters, cut at a word

/** Each place in `text` where what is wanted stands, with what stands around it: white space as one blank. */
export function keywordsInContext(text: string, wanted: Wanted, around = AROUND): KeywordInContext[] {
  return highlight(text, wanted).map(({ start, end }) => ({
    before: tail(blank(text.slice(0, start)), around),
    keyword: blank(text.slice(start, end)),
    after: head(blank(text.slice(end)), around),
  }));
}

function blank(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** The end of a text, from the beginning of a word. */
function tail(text: string, most: number): string {
  if (text.length <= most) return text.trimStart();
  const cut = text.slice(-most);
  const space = cut.indexOf(' ');
  return `…${space === -1 ? '' : cut.slice(space)}`;
}

function head(text: string, most: number): string {
  if (text.length <= most) return text.trimEnd();
  const cut = text.slice(0, most);
  const space = cut.lastIndexOf(' ');
  return `${space === -1 ? '' : cut.slice(0, space + 1)}…`;
}
