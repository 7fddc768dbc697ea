import { elides, isArticle } from '../particles.ts';
import { type Token, tokens } from '../tokens.ts';
import type { Phrase, Term } from './tree.ts';

/** Words that mean something to the parser where they stand alone and in capitals. */
export const OPERATORS = new Set(['OR', 'OU', 'AND', 'ET', 'NOT', 'NEAR']);
const HYPHEN = /^[-‐‑‒–־]$/;
const APOSTROPHE = /^['’]$/;

/** How much of a query is read, in words and in characters of words and values; `spent` once something was left out. */
export interface Budget {
  words: number;
  characters: number;
  spent: boolean;
}

/** Takes one word or value from the budget; false when it is spent, and then nothing more fits. */
export function afford(budget: Budget, text: string): boolean {
  if (!budget.spent && budget.words > 0 && budget.characters >= text.length) {
    budget.words -= 1;
    budget.characters -= text.length;
    return true;
  }
  budget.spent = true;
  return false;
}

const isStarred = (text: string, end: number) => text[end] === '*';

function termOf(text: string, { folded, start, end }: Token): Term {
  return { kind: 'term', text: text.slice(start, end), folded, prefix: false };
}

/** The words between quotes. */
export function phraseOf(text: string, budget: Budget): Phrase | null {
  const found = tokens(text);
  const terms = found.map((token) => termOf(text, token)).filter((term) => afford(budget, term.text));
  const last = terms.at(-1);
  if (last && terms.length === found.length) last.prefix = isStarred(text, found.at(-1)!.end);
  return last ? { kind: 'phrase', terms } : null;
}

/** The article or elided particle of the word that follows: searched without, or al-Hillah would not find Hillah. */
function leadsIn(text: string, first: Token, second: Token): boolean {
  const between = text.slice(first.end, second.start);
  if (HYPHEN.test(between)) return isArticle(first.folded, second.folded);
  return APOSTROPHE.test(between) && elides(first.folded, text.charCodeAt(second.start));
}

/** What stands between two spaces: a word, or a phrase where it has several parts. */
export function wordOf(text: string, budget: Budget): Term | Phrase | null {
  const found = tokens(text);
  const [first, second] = found;
  if (!first) return null;
  if (found.length > 2 || (second && !leadsIn(text, first, second))) return joined(text, phraseOf(text, budget));
  const last = second ?? first;
  const typed = text.slice(first.start, last.end);
  if (!afford(budget, typed)) return null;
  const term = termOf(text, last);
  return { ...term, text: OPERATORS.has(typed) ? typed.toLowerCase() : typed, prefix: isStarred(text, last.end) };
}

/** Parts joined by hyphens are one name, and may be spelled otherwise; with other signs between (10:30), or cut, they are as typed. */
function joined(text: string, phrase: Phrase | null): Phrase | null {
  if (!phrase || phrase.terms.length < 2 || phrase.terms.at(-1)!.prefix) return phrase;
  const isOne = phrase.terms.map((term) => term.text).join('-') === text.replace(/[‐‑‒–־]/g, '-');
  return isOne ? { ...phrase, joined: true } : phrase;
}
