import type { Database } from '../../db/open.ts';
import { foldedTokens } from '../folding.ts';
import type { Near, Node, Not, ParsedQuery, Phrase, Term } from '../query.ts';
import { type Completions, completions, expandWord, type Variant } from './expand.ts';

/** One word to look for: itself, or all that begin with it. */
export interface Unit {
  word: string;
  completions: Completions | null; // of a prefix
}

/** What is looked up as a whole. `testimonies`: in how many it is at most, as the viewer's dictionaries know. */
export type Leaf = { testimonies: number; named: boolean } & (
  | { kind: 'word'; unit: Unit; variants: Variant[] }
  | { kind: 'phrase'; units: Unit[] }
  | { kind: 'near'; phrases: Unit[][]; distance: number }
);

/** The query as sets to be combined. `not`s are taken from what the rest leaves; with no other, from all there is. */
export type PlanNode =
  | { kind: 'leaf'; leaf: number }
  | { kind: 'or'; nodes: PlanNode[] }
  | { kind: 'and'; nodes: PlanNode[]; nots: PlanNode[] };

export interface Plan {
  tree: PlanNode | null;
  leaves: Leaf[];
  asked: number[]; // the leaves that stand under no `not`
}

/** Fields of a query that are words of a name. */
const NAME_FIELDS = ['narrator', 'interviewer'] as const;

/** Makes a query ready for an index, each word widened by the dictionaries of these audiences. */
export function planOf(db: Database, audiences: readonly number[], query: ParsedQuery): Plan {
  const leaves: Leaf[] = [];
  const asked: number[] = [];
  const known = new Map<string, number>(); // the same word twice is one leaf
  const unitOf = (word: string, prefix: boolean): Unit => ({
    word,
    completions: prefix ? completions(db, audiences, word) : null,
  });

  function leaf(make: () => Leaf, key: string, positive: boolean): PlanNode {
    let number = known.get(key);
    if (number === undefined) {
      number = leaves.push(make()) - 1;
      known.set(key, number);
    }
    if (positive && !asked.includes(number)) asked.push(number);
    return { kind: 'leaf', leaf: number };
  }

  function node(of: Node, positive: boolean): PlanNode {
    switch (of.kind) {
      case 'term':
        return leaf(() => wordLeaf(of, false), `${of.prefix ? '*' : ' '}${of.folded}`, positive);
      case 'phrase':
        return leaf(() => phraseLeaf(of), JSON.stringify(phraseKey(of)), positive);
      case 'near':
        return leaf(() => nearLeaf(of), JSON.stringify([of.distance, ...of.nodes.map(phraseKey)]), positive);
      case 'or':
        return { kind: 'or', nodes: of.nodes.map((child) => node(child, positive)) };
      case 'and':
        return {
          kind: 'and',
          nodes: of.nodes.filter((child) => child.kind !== 'not').map((child) => node(child, positive)),
          nots: of.nodes.filter((child): child is Not => child.kind === 'not').map((child) => node(child.node, false)),
        };
    }
  }

  function wordLeaf({ folded, prefix }: Pick<Term, 'folded' | 'prefix'>, named: boolean): Leaf {
    const unit = unitOf(folded, prefix);
    const { testimonies, variants } =
      prefix || named ? { testimonies: mostOf(unit), variants: [] } : expandWord(db, audiences, folded);
    return {
      kind: 'word',
      unit,
      variants,
      named,
      testimonies: variants.reduce((sum, v) => sum + v.testimonies, testimonies),
    };
  }

  function phraseLeaf(phrase: Phrase): Leaf {
    const units = phrase.terms.map(({ folded, prefix }) => unitOf(folded, prefix));
    return { kind: 'phrase', units, named: false, testimonies: rarest(units) };
  }

  function nearLeaf({ nodes, distance }: Near): Leaf {
    const phrases = nodes.map((part) =>
      (part.kind === 'term' ? [part] : part.terms).map(({ folded, prefix }) => unitOf(folded, prefix)),
    );
    return { kind: 'near', phrases, distance, named: false, testimonies: rarest(phrases.flat()) };
  }

  function rarest(units: Unit[]): number {
    return Math.min(...units.map(mostOf));
  }

  function mostOf({ word, completions: all }: Unit): number {
    return all
      ? all.words.reduce((sum, { testimonies }) => sum + testimonies, 0)
      : expandWord(db, audiences, word).testimonies;
  }

  function named(value: string, positive: boolean): PlanNode {
    const words = foldedTokens(value);
    const nodes = words.map((folded) =>
      leaf(() => wordLeaf({ folded, prefix: false }, true), `names ${folded}`, positive),
    );
    return { kind: 'and', nodes, nots: [] };
  }

  const parts: PlanNode[] = query.tree ? [node(query.tree, true)] : [];
  const nots: PlanNode[] = [];
  for (const field of NAME_FIELDS) {
    const values = query.fields.flatMap((asking) => (asking.field === field ? [asking] : []));
    const wanted = values.filter(({ not }) => !not).map(({ value }) => named(value, true));
    if (wanted.length) parts.push({ kind: 'or', nodes: wanted });
    nots.push(...values.filter(({ not }) => not).map(({ value }) => named(value, false)));
  }
  if (parts.length === 1 && nots.length === 0) return { tree: parts[0]!, leaves, asked };
  return { tree: parts.length + nots.length ? { kind: 'and', nodes: parts, nots } : null, leaves, asked };
}

function phraseKey(node: Term | Phrase): string[] {
  const terms = node.kind === 'term' ? [node] : node.terms;
  return terms.map(({ folded, prefix }) => (prefix ? `${folded}*` : folded));
}
