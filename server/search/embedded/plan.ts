import type { Database } from '../../db/open.ts';
import type { OtherNames } from '../engine.ts';
import { foldedTokens } from '../folding.ts';
import { type Thesaurus, thesaurusOf } from '../names/thesaurus.ts';
import type { Near, Node, Not, ParsedQuery, Phrase, Term } from '../query.ts';
import {
  type Completions,
  completions,
  type Expansion,
  expand,
  otherNamesFor,
  testimoniesWith,
  type Variant,
  type Widener,
  widener,
} from './expand.ts';
import { namesWithin } from './spans.ts';

/** One word to look for: itself, or all that begin with it. */
export interface Unit {
  word: string;
  completions: Completions | null; // of a prefix
}

/** What is looked up as a whole. `testimonies`: in how many it is at most, as the viewer's dictionaries know. */
export type Leaf = { testimonies: number; named: boolean; added: boolean } & (
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
  widened: Widened[];
  otherNames: OtherNames[];
}

/** What a word, or several that are one name, was widened to, and the leaves that look for it. */
export interface Widened {
  asked: string; // as typed
  variants: Variant[];
  phrases: { leaf: number; variant: Variant }[];
}

/** Ways that say nothing of what a reader wants left out. */
const NOT_RULED_OUT = ['sound', 'used-for'] as const;

/** Fields of a query that are words of a name. */
const NAME_FIELDS = ['narrator', 'interviewer'] as const;

const NOTHING_LISTED: Thesaurus = thesaurusOf([]);

/** Makes a query ready for an index, each word widened by the dictionaries of these audiences. */
export function planOf(
  db: Database,
  audiences: readonly number[],
  query: ParsedQuery,
  asking: Widener = widener(NOTHING_LISTED),
): Plan {
  const leaves: Leaf[] = [];
  const widenings = new Map<string, Widened>();
  const otherNames = new Map<string, OtherNames>();
  const ruling: Widener = { ...asking, ways: new Set(asking.ways) };
  for (const way of NOT_RULED_OUT) (ruling.ways as Set<string>).delete(way);
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
        return of.prefix ? plainWord(of, positive) : name([of], [of.folded], positive);
      case 'phrase':
        return of.joined
          ? name(
              of.terms,
              of.terms.map(({ folded }) => folded),
              positive,
              of,
            )
          : phrase(of, positive);
      case 'near':
        return leaf(() => nearLeaf(of), JSON.stringify([of.distance, ...of.nodes.map(phraseKey)]), positive);
      case 'or':
        return { kind: 'or', nodes: of.nodes.map((child) => node(child, positive)) };
      case 'and':
        return {
          kind: 'and',
          nodes: namesWithin(of.nodes, asking.thesaurus).map((part) =>
            part.kind === 'name' ? name(part.terms, part.words, positive) : node(part.node, positive),
          ),
          nots: of.nodes.filter((child): child is Not => child.kind === 'not').map((child) => node(child.node, false)),
        };
    }
  }

  function plainWord(of: Term, positive: boolean): PlanNode {
    return leaf(() => wordLeaf(of.folded, of.prefix, []), `${of.prefix ? '*' : ' '}${of.folded}`, positive);
  }

  function phrase(of: Phrase, positive: boolean): PlanNode {
    return leaf(() => phraseLeaf(of), JSON.stringify(phraseKey(of)), positive);
  }

  /** A word, or several typed in a row that are one name: as typed, or as it is spelled elsewhere. */
  function name(terms: readonly Term[], words: readonly string[], positive: boolean, joined?: Phrase): PlanNode {
    const by = positive ? asking : ruling;
    const { variants, phrases } = expand(db, audiences, words, by);
    const whole = terms.length === 1 ? foldedTokens(terms[0]!.text) : words;
    if (whole.length > words.length) addTo({ variants, phrases }, expand(db, audiences, whole, by), words.join(' ')); // as-Suwayra
    const key = `${positive ? '' : '-'}${words.join(' ')}`;
    const typed = terms.map(({ text }) => text).join(joined ? '-' : ' ');
    const also: Widened = widenings.get(key) ?? { asked: typed, variants, phrases: [] };
    if (positive && variants.length + phrases.length > 0) widenings.set(key, also);
    if (positive && !otherNames.has(key)) {
      const names = otherNamesFor(db, audiences, words, by);
      if (names.length > 0) otherNames.set(key, { asked: typed, names });
    }
    const [only] = terms;
    const nodes: PlanNode[] = [];
    if (terms.length === 1 && only && !joined) {
      nodes.push(leaf(() => wordLeaf(only.folded, false, variants), `${positive ? ' ' : '-'}${only.folded}`, positive));
    } else {
      const each = terms.map((term) => (joined ? null : node(term, positive))).filter((part) => part !== null);
      nodes.push(joined ? phrase(joined, positive) : { kind: 'and', nodes: each, nots: [] });
      const [first, ...rest] = variants;
      if (first) nodes.push(leaf(() => wordLeaf(first.word, false, rest, true), `= ${key}`, positive));
    }
    for (const variant of phrases) {
      const of = { kind: 'phrase' as const, terms: variant.word.split(' ').map(termOf) };
      const found = leaf(() => ({ ...phraseLeaf(of), added: true }), `=${JSON.stringify(phraseKey(of))}`, positive);
      nodes.push(found);
      if (found.kind === 'leaf' && !also.phrases.some((known) => known.leaf === found.leaf)) {
        also.phrases.push({ leaf: found.leaf, variant });
      }
    }
    return nodes.length === 1 ? nodes[0]! : { kind: 'or', nodes };
  }

  function wordLeaf(word: string, prefix: boolean, variants: Variant[], added = false, named = false): Leaf {
    const unit = unitOf(word, prefix);
    const testimonies = variants.reduce((sum, variant) => sum + variant.testimonies, mostOf(unit));
    return { kind: 'word', unit, variants, named, added, testimonies };
  }

  function phraseLeaf(phrase: Phrase): Leaf {
    const units = phrase.terms.map(({ folded, prefix }) => unitOf(folded, prefix));
    return { kind: 'phrase', units, named: false, added: false, testimonies: rarest(units) };
  }

  function nearLeaf({ nodes, distance }: Near): Leaf {
    const phrases = nodes.map((part) =>
      (part.kind === 'term' ? [part] : part.terms).map(({ folded, prefix }) => unitOf(folded, prefix)),
    );
    return { kind: 'near', phrases, distance, named: false, added: false, testimonies: rarest(phrases.flat()) };
  }

  function rarest(units: Unit[]): number {
    return Math.min(...units.map(mostOf));
  }

  function mostOf({ word, completions: all }: Unit): number {
    return all
      ? all.words.reduce((sum, { testimonies }) => sum + testimonies, 0)
      : testimoniesWith(db, audiences, word);
  }

  function inNames(value: string, positive: boolean): PlanNode {
    const words = foldedTokens(value);
    const spelled: Widener = { ...(positive ? asking : ruling), ways: new Set(asking.ways) };
    (spelled.ways as Set<string>).delete('stem');
    const nodes = words.map((folded) =>
      leaf(
        () => wordLeaf(folded, false, expand(db, audiences, [folded], spelled).variants, false, true),
        `${positive ? '' : '-'}names ${folded}`,
        positive,
      ),
    );
    return { kind: 'and', nodes, nots: [] };
  }

  const made = () => ({ leaves, asked, widened: [...widenings.values()], otherNames: [...otherNames.values()] });
  const parts: PlanNode[] = query.tree ? [node(query.tree, true)] : [];
  const nots: PlanNode[] = [];
  for (const field of NAME_FIELDS) {
    const values = query.fields.flatMap((asking) => (asking.field === field ? [asking] : []));
    const wanted = values.filter(({ not }) => !not).map(({ value }) => inNames(value, true));
    if (wanted.length) parts.push({ kind: 'or', nodes: wanted });
    nots.push(...values.filter(({ not }) => not).map(({ value }) => inNames(value, false)));
  }
  if (parts.length === 1 && nots.length === 0) return { tree: parts[0]!, ...made() };
  return { tree: parts.length + nots.length ? { kind: 'and', nodes: parts, nots } : null, ...made() };
}

/** Adds what a name with its article is widened to, to what it is without. */
function addTo(expansion: Expansion, more: Expansion, asked: string): void {
  for (const kind of ['variants', 'phrases'] as const) {
    const known = new Set([asked, ...expansion[kind].map(({ word }) => word)]);
    expansion[kind].push(...more[kind].filter(({ word }) => !known.has(word)));
  }
}

function termOf(folded: string): Term {
  return { kind: 'term', text: folded, folded, prefix: false };
}

function phraseKey(node: Term | Phrase): string[] {
  const terms = node.kind === 'term' ? [node] : node.terms;
  return terms.map(({ folded, prefix }) => (prefix ? `${folded}*` : folded));
}
