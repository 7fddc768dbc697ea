import { type FieldFilter, isValueField, isYearField, tidied, yearsOf } from './fields.ts';
import { type Lexeme, lexemes } from './lexemes.ts';
import { afford, type Budget, phraseOf, wordOf } from './terms.ts';
import {
  allOf,
  anyOf,
  type Near,
  type Node,
  type Not,
  type Note,
  opposite,
  type ParsedQuery,
  type Phrase,
  type Term,
} from './tree.ts';

const MOST_TYPED = 4000;
const MOST_WORDS = 64;
const MOST_CHARACTERS = 1000;
const DEEPEST = 8;

/** What no query needs: halves of characters, and direction marks and other unseen characters that come with pasted text. */
const BROKEN = /\p{Surrogate}/gu;
const UNSEEN = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
/** The plural of Persian, typed with a space where a keyboard has no half-space: کفش های is کفش‌های. */
const PARTED_PLURAL = /(?<=[\u0620-\u06ff]{2}) (?=ها(?:ی|ي|یی|يي)?(?:\s|$))/g;
/** The four characters that stand for several words (ﷺ ﷻ ゟ ヿ), written out so that each word has a text of its own. */
const SEVERAL_WORDS = /[\ufdfa\ufdfb\u309f\u30ff]/g;

function cleaned(text: string): string {
  const written = beginning(text).replace(SEVERAL_WORDS, (sign) => ` ${sign.normalize('NFKC')} `);
  return beginning(written).replace(BROKEN, ' ').replace(UNSEEN, '').replace(PARTED_PLURAL, '\u200c');
}

/** As much as is read, up to the end of a word: the O of a cut OR would be searched. A word that is longer yet is cut. */
function beginning(text: string): string {
  if (text.length <= MOST_TYPED) return text;
  const whole = /^.*\s/s.exec(text.slice(0, MOST_TYPED + 1))?.[0] ?? '';
  return /\S/.test(whole) ? whole : text.slice(0, MOST_TYPED);
}

/** Where the reading of a query stands. `negative`: inside an odd number of minuses. */
interface Reading {
  parts: Lexeme[];
  at: number;
  depth: number;
  negative: boolean;
  budget: Budget;
  fields: FieldFilter[];
  notes: Set<Note>;
}

const isPlain = (part: Lexeme | undefined) => part?.kind === 'word' || part?.kind === 'phrase';

function beginsOperand(reading: Reading): boolean {
  const part = reading.parts[reading.at];
  if (part?.kind === 'open') return reading.depth < DEEPEST;
  return isPlain(part) || part?.kind === 'field' || part?.kind === 'near-group';
}

const beginsMinus = (part: Lexeme | undefined) => part?.kind === 'minus' || part?.kind === 'not';

function readField(reading: Reading, name: string, typed: string): Node | null {
  const { budget, fields, notes, negative } = reading;
  if (isYearField(name)) {
    const years = yearsOf(typed);
    if (years) {
      const { from, to, as } = years;
      if (as) notes.add(as);
      if (afford(budget, '')) fields.push({ field: name, from, to, not: negative });
      return null;
    }
    notes.add('bad-year');
    return wordOf(typed, budget);
  }
  const value = tidied(typed);
  if (isValueField(name) && afford(budget, value)) fields.push({ field: name, value, not: negative });
  return null;
}

function readPlain(reading: Reading, part: Lexeme): Term | Phrase | null {
  if (part.kind === 'word') return wordOf(part.text, reading.budget);
  return part.kind === 'phrase' ? phraseOf(part.text, reading.budget) : null;
}

const nearOf = (nodes: (Term | Phrase)[], distance: number): Near | Term | Phrase | null =>
  nodes.length > 1 ? { kind: 'near', nodes, distance } : (nodes[0] ?? null);

/** The words and phrases of NEAR(…). Fields in it hold for the whole query; operators mean nothing there. */
function readGroup(reading: Reading, parts: Lexeme[], distance: number): Node | null {
  const nodes: (Term | Phrase)[] = [];
  for (const part of parts) {
    if (part.kind === 'field') {
      reading.notes.add('field-out-of-group');
      readField(reading, part.name, part.value);
    } else if (!isPlain(part)) reading.notes.add('operator-ignored');
    const node = readPlain(reading, part);
    if (node) nodes.push(node);
  }
  return nearOf(nodes, distance);
}

/** A word or phrase, with those that NEAR joins to it. Of several distances in a row, the largest. */
function readNear(reading: Reading, first: Lexeme): Node | null {
  const { parts } = reading;
  const nodes = [readPlain(reading, first)];
  let distance = 0;
  for (;;) {
    const near = parts[reading.at];
    const next = parts[reading.at + 1];
    if (near?.kind !== 'near' || !next || !isPlain(next)) break;
    reading.at += 2;
    distance = Math.max(distance, near.distance);
    nodes.push(readPlain(reading, next));
  }
  return nearOf(
    nodes.filter((node) => node !== null),
    distance,
  );
}

function readPrimary(reading: Reading): Node | null {
  const part = reading.parts[reading.at++]!;
  if (part.kind === 'field') return readField(reading, part.name, part.value);
  if (part.kind === 'near-group') return readGroup(reading, part.parts, part.distance);
  if (part.kind !== 'open') return readNear(reading, part);
  reading.depth += 1;
  const node = readClauses(reading, true);
  reading.depth -= 1;
  return node;
}

function readOperand(reading: Reading): Node | Not | null {
  const { parts, fields, notes, negative } = reading;
  let minus = false;
  while (beginsMinus(parts[reading.at])) {
    minus = !minus;
    reading.at += 1;
  }
  if (!beginsOperand(reading)) {
    notes.add('operator-ignored');
    return null;
  }
  const before = fields.length;
  reading.negative = negative !== minus;
  const node = readPrimary(reading);
  reading.negative = negative;
  if (minus && fields.length > before + (node ? 0 : 1)) notes.add('field-out-of-group');
  return node && minus ? opposite(node) : node;
}

/** Operands joined by OR. Fields are not joined: they hold for the whole query, where the same field twice means either. */
function readClause(reading: Reading): Node | Not | null {
  const { parts, fields, notes } = reading;
  const before = fields.length;
  const nodes = [readOperand(reading)];
  while (parts[reading.at]?.kind === 'or') {
    reading.at += 1;
    if (beginsOperand(reading) || beginsMinus(parts[reading.at])) nodes.push(readOperand(reading));
    else notes.add('operator-ignored');
  }
  const joined = nodes.filter((node) => node !== null);
  if (nodes.length === 1) return joined[0] ?? null;
  const added = fields.slice(before);
  const alike = joined.length === 0 && added.every(({ field, not }) => field === added[0]!.field && !not);
  if (added.length > 0 && !alike) notes.add('field-out-of-group');
  return anyOf(joined);
}

/** Clauses up to the closing parenthesis, where one was opened, or the end. */
function readClauses(reading: Reading, opened: boolean): Node | null {
  const { parts, notes } = reading;
  const nodes: (Node | Not)[] = [];
  let tooDeep = 0;
  while (reading.at < parts.length) {
    const part = parts[reading.at]!;
    if (beginsOperand(reading) || beginsMinus(part)) {
      const clause = readClause(reading);
      if (clause) nodes.push(clause);
      continue;
    }
    reading.at += 1;
    if (part.kind === 'close') {
      if (tooDeep > 0) tooDeep -= 1;
      else if (opened) return allOf(nodes);
      else notes.add('unbalanced-parenthesis');
    } else if (part.kind === 'open') {
      tooDeep += 1;
      notes.add('too-deep');
    } else if (part.kind !== 'and') notes.add('operator-ignored');
  }
  if (opened || tooDeep > 0) notes.add('unbalanced-parenthesis');
  return allOf(nodes);
}

const isOperand = ({ kind }: Lexeme) =>
  kind === 'word' || kind === 'phrase' || kind === 'field' || kind === 'near-group';

/** A query of operators only is one of words, each once: people look for OR, the state. */
function operatorsAsWords(parts: Lexeme[], notes: Set<Note>): Lexeme[] {
  if (parts.length === 0 || parts.some(isOperand)) return parts;
  const texts = new Set(parts.flatMap((part) => ('text' in part && part.text !== '|' ? [part.text] : [])));
  const words = [...texts].map((text): Lexeme => ({ kind: 'word', text }));
  notes.add(words.length > 0 ? 'operator-as-word' : 'operator-ignored');
  return words;
}

/** Reads what people type (grammar in ../query.ts). Never throws, for any string. */
export function parse(text: string): ParsedQuery {
  const notes = new Set<Note>();
  const fields: FieldFilter[] = [];
  const budget: Budget = { words: MOST_WORDS, characters: MOST_CHARACTERS, spent: false };
  const parts = operatorsAsWords(lexemes(cleaned(text), notes), notes);
  const tree = readClauses({ parts, at: 0, depth: 0, negative: false, budget, fields, notes }, false);
  if (budget.spent || text.length > MOST_TYPED) notes.add('cut');
  const negative = tree?.kind === 'and' && tree.nodes.every((node) => node.kind === 'not');
  if (negative && fields.every((field) => field.not)) notes.add('only-negative');
  if (tree === null && fields.length === 0 && text.replace(UNSEEN, '').trim() !== '') {
    return { tree, fields, notes: [...(notes.has('cut') ? (['cut'] as const) : []), 'no-words'] };
  }
  return { tree, fields, notes: [...notes] };
}
