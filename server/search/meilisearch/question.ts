import { isAnywhere } from '../embedded/match.ts';
import type { Leaf, Plan, PlanNode, Unit } from '../embedded/plan.ts';
import { encodeWords } from './alphabet.ts';
import { HERE } from './documents.ts';
import { type Ready, testimoniesWith } from './embedded-index.ts';
import { allOf, anyOf, isAnyOf, isTestimony, NOTHING, not } from './filters.ts';
import { Unanswerable } from './unanswerable.ts';

/**
 * A planned query as it is put to Meilisearch. `filter` says which testimonies, by their words, and `exact` which of them
 * have the words as typed; null: all, and the same. `ranked` is what to order them by.
 */
export interface Question {
  filter: string | null;
  exact: string | null;
  ranked: string;
  asks: boolean; // for any words at all, beside those it rules out
  /** The leaves of words that follow each other which no testimony has, as far as the one who searches reaches. */
  nowhere: Set<number>;
}

/** Words that Meilisearch reads of a query. */
export const MOST_WORDS = 10;
/** Testimonies named one by one in a filter. */
const MOST_NAMED = 2000;

/** Makes the question of a query that is not `beyond`. Throws Unanswerable where what it is widened to is. */
export function questionOf(ready: Ready): Question {
  const { plan } = ready;
  const nowhere = new Set<number>();
  const ofPhrases = new Map<number, string>();
  plan.leaves.forEach((leaf, number) => {
    if (!isSeveralWords(leaf)) return;
    const ids = testimoniesWith(ready, leaf, MOST_NAMED);
    if (ids.size > MOST_NAMED) throw new Unanswerable('a spelling of several words that is in very many testimonies');
    if (ids.size === 0) nowhere.add(number);
    ofPhrases.set(number, isTestimony([...ids]));
  });
  const expression = (exact: boolean) => plan.tree && expressionOf(plan, plan.tree, ofPhrases, exact);
  const isWidened = plan.asked.some((number) => {
    const leaf = plan.leaves[number]!;
    return leaf.added || (leaf.kind === 'word' && leaf.variants.length > 0);
  });
  return {
    filter: expression(false),
    exact: isWidened ? expression(true) : null,
    ranked: rankedBy(plan),
    asks: plan.asked.length > 0,
    nowhere,
  };
}

function isSeveralWords(leaf: Leaf): boolean {
  return leaf.kind === 'near' || (leaf.kind === 'phrase' && leaf.units.length > 1);
}

function expressionOf(plan: Plan, node: PlanNode, ofPhrases: Map<number, string>, exact: boolean): string {
  switch (node.kind) {
    case 'leaf':
      return ofPhrase(plan, node.leaf, ofPhrases, exact) ?? ofLeaf(plan.leaves[node.leaf]!, exact);
    case 'or':
      return anyOf(node.nodes.map((child) => expressionOf(plan, child, ofPhrases, exact)));
    case 'and':
      return allOf([
        ...node.nodes.map((child) => expressionOf(plan, child, ofPhrases, exact)),
        ...node.nots.map((child) => not(expressionOf(plan, child, ofPhrases, exact))),
      ]);
  }
}

function ofPhrase(plan: Plan, number: number, ofPhrases: Map<number, string>, exact: boolean): string | undefined {
  return exact && plan.leaves[number]!.added ? NOTHING : ofPhrases.get(number);
}

function ofLeaf(leaf: Leaf, exact: boolean): string {
  const [unit] = leaf.kind === 'word' ? [leaf.unit] : leaf.kind === 'phrase' ? leaf.units : [];
  if (!unit || (exact && leaf.added)) return NOTHING;
  const widened = leaf.kind === 'word' && !exact ? leaf.variants : [];
  if (leaf.named) return isAnyOf('named', [...wordsOf(unit), ...widened.map(({ word }) => word)].map(encodeWords));
  const anywhere = widened.filter(isAnywhere).map(({ word }) => word);
  const others = widened.filter(({ notAsSubject }) => notAsSubject).map(({ word }) => [encodeWords(word)]);
  const found = isAnyOf('words', [...wordsOf(unit), ...anywhere].map(encodeWords));
  if (others.length === 0) return found;
  return anyOf([found, ...others.map((word) => allOf([isAnyOf('words', word), not(isAnyOf('subjectWords', word))]))]);
}

function wordsOf({ word, completions }: Unit): string[] {
  return completions === null ? [word] : completions.words.map((completion) => completion.word);
}

/**
 * The words as typed, after one that is everywhere: Meilisearch may then leave out any word from the end until it has all
 * that the filter lets through, and puts those with more of them first.
 */
function rankedBy(plan: Plan): string {
  const words = plan.asked.flatMap((number) => {
    const leaf = plan.leaves[number]!;
    const [unit] = leaf.kind === 'word' ? [leaf.unit] : leaf.kind === 'phrase' ? leaf.units : [];
    return unit && unit.completions === null && !leaf.named && !leaf.added ? [encodeWords(unit.word)] : [];
  });
  return words.length === 0 ? '' : [`"${HERE}"`, ...words.slice(0, MOST_WORDS - 1)].join(' ');
}
