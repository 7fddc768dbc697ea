import { tokens } from './tokens.ts';

/** One word asked for. `text` as typed, for the page; `folded` for the index; `prefix` when a star followed. */
export interface Term {
  kind: 'term';
  text: string;
  folded: string;
  prefix: boolean;
}

/** Words that must follow each other, as typed (no stemming inside quotes). Only the last may be a prefix. */
export interface Phrase {
  kind: 'phrase';
  terms: Term[];
}

/** Words or phrases with at most `distance` words between them, in any order (as FTS5's NEAR). */
export interface Near {
  kind: 'near';
  nodes: (Term | Phrase)[];
  distance: number;
}

/** All must hold. The only place a `not` stands; one that holds nothing but `not`s means all the rest of the archive. */
export interface And {
  kind: 'and';
  nodes: (Node | Not)[];
}
export interface Or {
  kind: 'or';
  nodes: Node[];
}
export interface Not {
  kind: 'not';
  node: Node;
}
export type Node = And | Or | Term | Phrase | Near;

export const VALUE_FIELDS = [
  'accession',
  'collection',
  'community',
  'country',
  'destination',
  'event',
  'form',
  'gender',
  'generation',
  'interviewer',
  'language',
  'media',
  'mentioned',
  'narrator',
  'place',
  'polity',
  'topic',
  'transcript',
] as const;
export const YEAR_FIELDS = ['year', 'recorded'] as const;

/** A field asked for. The same field twice means either; different fields must all hold; `not` rules out. Years are inclusive. */
export type FieldFilter =
  | { field: (typeof VALUE_FIELDS)[number]; value: string; not: boolean }
  | { field: (typeof YEAR_FIELDS)[number]; from: number | null; to: number | null; not: boolean };

/** How the query was read where that is not plain from it: message keys, each at most once. */
export type Note =
  | 'cut'
  | 'too-deep'
  | 'unbalanced-quote'
  | 'unbalanced-parenthesis'
  | 'operator-as-word'
  | 'operator-ignored'
  | 'unknown-field'
  | 'empty-field'
  | 'bad-year'
  | 'field-out-of-group'
  | 'star-inside'
  | 'only-negative';

/** `tree` is null when no word was asked for (nothing, or only fields). */
export interface ParsedQuery {
  tree: Node | null;
  fields: FieldFilter[];
  notes: Note[];
}

/** Reads what people type. Never throws, for any string. */
export function parse(text: string): ParsedQuery {
  const terms = tokens(text.slice(0, 1000)).map<Term>((token) => ({
    kind: 'term',
    text: text.slice(token.start, token.end),
    folded: token.folded,
    prefix: false,
  }));
  return { tree: terms.length > 1 ? { kind: 'and', nodes: terms } : (terms[0] ?? null), fields: [], notes: [] };
}

/** Writes a query so that parse reads the same tree and fields from it. */
export function print(query: ParsedQuery): string {
  return query.tree?.kind === 'and'
    ? query.tree.nodes.map((node) => (node.kind === 'term' ? node.text : '')).join(' ')
    : '';
}
