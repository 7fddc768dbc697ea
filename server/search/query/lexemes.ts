import { fold, isGershayim } from '../folding.ts';
import { tokens } from '../tokens.ts';
import { isValueField, isYearField } from './fields.ts';
import type { Note } from './tree.ts';

/** The parts of a query as they are typed. */
export type Lexeme =
  | { kind: 'open' | 'close' | 'minus' }
  | { kind: 'or' | 'and' | 'not'; text: string }
  | { kind: 'near'; text: string; distance: number }
  | { kind: 'near-group'; parts: Lexeme[]; distance: number }
  | { kind: 'word' | 'phrase'; text: string }
  | { kind: 'field'; name: string; value: string };

const QUOTES = '"“”„‟״＂«»';
/** The ~3 and ^2 of other search engines, which mean nothing here. */
const WEIGHT = /[~^]\p{Nd}{1,9}$/u;
const DISTANCE = 10;
const FURTHEST = 100;

const isQuote = (text: string, at: number) => QUOTES.includes(text[at]!) && !isGershayim(text, at);
const isSpace = (char: string | undefined) => char === undefined || /\s/.test(char);
const isWord = (lexeme: Lexeme) => lexeme.kind === 'word' || lexeme.kind === 'phrase';
/** A distance in the digits of any script. */
const distanceOf = (digits = String(DISTANCE)) => Math.min(Math.max(Number(fold(digits)), 1), FURTHEST);

/** Where what began at `from` ends: before a space, a parenthesis, a bar or a quote. */
function endOfWord(text: string, from: number): number {
  let end = from;
  while (end < text.length && !isSpace(text[end]) && !'()|'.includes(text[end]!) && !isQuote(text, end)) end++;
  return end;
}

/** Where the quote opened before `from` is closed; -1 when it is not. */
function endOfPhrase(text: string, from: number): number {
  for (let at = from; at < text.length; at++) if (isQuote(text, at)) return at;
  return -1;
}

/** Whether a distance is typed that is not used as it is. */
const isChanged = (digits: string | undefined) => digits !== undefined && Number(fold(digits)) !== distanceOf(digits);

/** The operator that `word` is where it stands by itself. */
function operatorOf(word: string, notes: Set<Note>): Lexeme | null {
  const near = /^NEAR(?:\/(\p{Nd}{1,9}))?$/u.exec(word);
  if (isChanged(near?.[1])) notes.add('distance-changed');
  if (near) return { kind: 'near', text: word, distance: distanceOf(near[1]) };
  if (word === 'OR' || word === 'OU') return { kind: 'or', text: word };
  if (word === 'AND' || word === 'ET') return { kind: 'and', text: word };
  return word === 'NOT' ? { kind: 'not', text: word } : null;
}

/** Parts `text`, adding to `notes` what could not be read as meant. In a NEAR group no other begins. */
export function lexemes(text: string, notes: Set<Note>, inGroup = false): Lexeme[] {
  const found: Lexeme[] = [];
  const addWord = (word: string, kind: 'word' | 'phrase' = 'word') => {
    if (tokens(word).length > 0) found.push({ kind, text: word });
  };
  let at = 0;

  /** A field and its value; or a word, where there is no such field or no value. Moves on, and says whether it was one. */
  const readField = (): boolean => {
    const name = /^[a-z_]{2,20}(?=:)/i.exec(text.slice(at, at + 21))?.[0];
    if (name === undefined) return false;
    const from = at + name.length + 1;
    const field = name.toLowerCase();
    if (!isValueField(field) && !isYearField(field)) {
      notes.add('unknown-field');
      addWord(name);
      at = from;
      return true;
    }
    const close = from < text.length && isQuote(text, from) ? endOfPhrase(text, from + 1) : -1;
    const end = close >= 0 ? close : endOfWord(text, from);
    const value =
      close >= 0
        ? text.slice(from + 1, close)
        : text.slice(from, end).replace(isYearField(field) ? /[,;،؛]+$/ : /[.,;:!?،؛؟]+$/, '');
    if (tokens(value).length > 0) found.push({ kind: 'field', name: field, value });
    else {
      notes.add('empty-field');
      addWord(name);
    }
    at = close >= 0 ? close + 1 : end;
    return true;
  };

  /** NEAR(a b, 10), up to its parenthesis or the end. */
  const readNearGroup = (from: number): void => {
    const close = text.indexOf(')', from);
    if (close < 0) notes.add('unbalanced-parenthesis');
    const inside = text.slice(from, close < 0 ? text.length : close);
    const said = /[,،]\s*(\p{Nd}{1,9})\s*$/u.exec(inside);
    const parts = lexemes(said ? inside.slice(0, said.index) : inside, notes, true);
    const distance = distanceOf(said?.[1]);
    if (isChanged(said?.[1])) notes.add('distance-changed');
    if (parts.some(isWord)) found.push({ kind: 'near-group', parts, distance });
    else found.push({ kind: 'near', text: 'NEAR', distance });
    at = close < 0 ? text.length : close + 1;
  };

  /** A word, up to its star; an operator, unless a minus makes it a word. */
  const readWord = (): void => {
    const end = endOfWord(text, at);
    const typed = text.slice(at, end);
    const whole = typed.replace(WEIGHT, '');
    if (whole !== typed) notes.add('sign-ignored');
    if (whole === '') {
      at = end;
      return;
    }
    const star = whole.indexOf('*');
    if (star >= 0 && /[^*]/.test(whole.slice(star))) notes.add('star-inside');
    if (star === 0) {
      if (/^\*+$/.test(whole)) notes.add('operator-ignored');
      while (text[at] === '*') at += 1;
      return;
    }
    const word = star < 0 ? whole : whole.slice(0, star + 1);
    at = end;
    if (word === 'NEAR' && text[end] === '(' && !inGroup) readNearGroup(end + 1);
    else {
      const operator = found.at(-1)?.kind === 'minus' ? null : operatorOf(word, notes);
      if (operator) found.push(operator);
      else addWord(word);
    }
  };

  while (at < text.length) {
    const char = text[at]!;
    if (isSpace(char)) at += 1;
    else if (char === '(' || char === ')') {
      found.push({ kind: char === '(' ? 'open' : 'close' });
      at += 1;
    } else if (char === '|') {
      while (text[at] === '|') at += 1;
      found.push({ kind: 'or', text: '|' });
    } else if (isQuote(text, at)) {
      const close = endOfPhrase(text, at + 1);
      if (close < 0) notes.add('unbalanced-quote');
      else addWord(text.slice(at + 1, close), 'phrase');
      at = close < 0 ? at + 1 : close + 1;
    } else if (/[-−]/.test(char)) {
      const next = text[at + 1];
      const before = text[at - 1];
      const free = isSpace(before) || '(|'.includes(before!);
      if (free && !isSpace(next) && !/[-−)|*]/.test(next!)) found.push({ kind: 'minus' });
      at += 1;
    } else if (!readField()) readWord();
  }
  return found;
}
