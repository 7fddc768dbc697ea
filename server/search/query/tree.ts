import type { FieldFilter } from './fields.ts';

/** One word asked for. `text` as typed, for the page; `folded` for the index; `prefix` when a star followed. */
export interface Term {
  kind: 'term';
  text: string;
  folded: string;
  prefix: boolean;
}

/** Words that must follow each other, as typed: no stemming inside quotes, also round a single word. Only the last may be a prefix. */
export interface Phrase {
  kind: 'phrase';
  terms: Term[];
  joined?: true; // typed as one word with hyphens (Port-Saïd), not between quotes
}

/** Two or more words or phrases with at most `distance` words between them, in any order (as FTS5's NEAR). */
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
  | 'months-ignored'
  | 'years-turned'
  | 'distance-changed'
  | 'sign-ignored'
  | 'field-out-of-group'
  | 'star-inside'
  | 'only-negative'
  | 'no-words';

/** `tree` is null when no word was asked for: nothing was typed, only fields, or (`no-words`) nothing that can be searched. */
export interface ParsedQuery {
  tree: Node | null;
  fields: FieldFilter[];
  notes: Note[];
}

/** A node and all that it holds, but what a phrase or NEAR is made of. */
export function nodesIn(node: Node | Not): (Node | Not)[] {
  switch (node.kind) {
    case 'not':
      return [node, ...nodesIn(node.node)];
    case 'and':
    case 'or':
      return [node, ...node.nodes.flatMap(nodesIn)];
    default:
      return [node];
  }
}

/** The one node that says all of `nodes` hold; null for none. A single `not` stays inside an `and`. */
export function allOf(nodes: readonly (Node | Not)[]): Node | null {
  const flat = nodes.flatMap((node) => (node.kind === 'and' ? node.nodes : [node]));
  const [only] = flat;
  return flat.length === 1 && only && only.kind !== 'not'
    ? only
    : flat.length === 0
      ? null
      : { kind: 'and', nodes: flat };
}

/** The one node that says any of `nodes` holds; null for none. */
export function anyOf(nodes: readonly (Node | Not)[]): Node | null {
  const flat = nodes.flatMap((node): Node[] => {
    if (node.kind === 'not') return [{ kind: 'and', nodes: [node] }];
    return node.kind === 'or' ? node.nodes : [node];
  });
  return flat.length > 1 ? { kind: 'or', nodes: flat } : (flat[0] ?? null);
}

/** The opposite of `node`; of an opposite, what it was of. */
export function opposite(node: Node | Not): Node | Not {
  if (node.kind === 'not') return node.node;
  const [only] = node.kind === 'and' ? node.nodes : [];
  return node.kind === 'and' && node.nodes.length === 1 && only?.kind === 'not' ? only.node : { kind: 'not', node };
}
