/** Leaves and whole queries written as FTS5 asks for them (https://sqlite.org/fts5.html#full_text_query_syntax). */

import type { Variant } from './expand.ts';
import { WIDEST_NATIVE_NEAR } from './pieces.ts';
import type { Leaf, Plan, PlanNode, Unit } from './plan.ts';

export const isAnywhere = ({ notAsSubject }: Variant) => !notAsSubject;

/** How a leaf is to be read: `exact` leaves out what its words were widened to; `opened` knows no dictionary (expand.ts). */
export interface Reading {
  exact: boolean;
  opened: boolean;
}

/**
 * The leaf as an FTS5 expression; null where nothing can match. Without the variants that are not meant as subjects: which
 * testimonies have those FTS5 cannot say in one expression (sets.ts).
 */
export function leafExpression(leaf: Leaf, reading: Reading): string | null {
  if (leaf.added && reading.exact) return null;
  switch (leaf.kind) {
    case 'word': {
      const own = spelled(leaf.unit, reading);
      const variants = reading.exact ? [] : leaf.variants.filter(isAnywhere).map(({ word }) => quoted([word]));
      return anyOf([...own, ...variants]);
    }
    case 'phrase':
      return anyOf(phrases(leaf.units, reading));
    case 'near':
      return anyOf(
        combinations(leaf.phrases.map((units) => phrases(units, reading))).map(
          (parts) => `NEAR(${parts.join(' ')}, ${leaf.distance})`,
        ),
      );
  }
}

/** A whole query in one expression, for an index searched alone; null where FTS5 cannot say it or nothing can match. */
export function wholeExpression(plan: Plan, node: PlanNode, reading: Reading): string | null {
  switch (node.kind) {
    case 'leaf':
      return native(plan.leaves[node.leaf]!) ? leafExpression(plan.leaves[node.leaf]!, reading) : null;
    case 'or': {
      const nodes = reading.exact ? node.nodes.filter((child) => !isAdded(plan, child)) : node.nodes;
      const parts = nodes.map((child) => wholeExpression(plan, child, reading));
      return parts.every((part) => part !== null) ? anyOf(parts) : null;
    }
    case 'and': {
      const parts = node.nodes.map((child) => wholeExpression(plan, child, reading));
      const nots = node.nots.map((child) => wholeExpression(plan, child, reading));
      if (parts.length === 0 || ![...parts, ...nots].every((part) => part !== null)) return null;
      const all = parts.length === 1 ? parts[0]! : `(${parts.join(' AND ')})`;
      return nots.length ? `(${all} NOT ${anyOf(nots as string[])})` : all;
    }
  }
}

function isAdded(plan: Plan, node: PlanNode): boolean {
  return node.kind === 'leaf' && plan.leaves[node.leaf]!.added;
}

/** False for what is looked up elsewhere or must be looked over again (sets.ts). */
function native(leaf: Leaf): boolean {
  if (leaf.named || (leaf.kind === 'word' && !leaf.variants.every(isAnywhere))) return false;
  return leaf.kind !== 'near' || leaf.distance <= WIDEST_NATIVE_NEAR;
}

function anyOf(parts: string[]): string | null {
  if (parts.length === 0) return null;
  return parts.length === 1 ? parts[0]! : `(${parts.join(' OR ')})`;
}

/** A word, or a prefix as FTS5's own where all it stands for are looked for, else the words it stands for. */
function spelled({ word, completions }: Unit, { opened }: Reading): string[] {
  if (completions === null) return [quoted([word])];
  if (opened || completions.all) return [`${quoted([word])} *`];
  return completions.words.map((completion) => quoted([completion.word]));
}

const MOST_ENDINGS = 64; // ways to end a phrase with a prefix that stands for very many words

function phrases(units: Unit[], reading: Reading): string[] {
  const words = units.map(({ word }) => word);
  const last = units.at(-1)!;
  if (last.completions === null) return [quoted(words)];
  if (reading.opened || last.completions.all) return [`${quoted(words)} *`];
  return last.completions.words.slice(0, MOST_ENDINGS).map(({ word }) => quoted([...words.slice(0, -1), word]));
}

function combinations(choices: string[][]): string[][] {
  let all: string[][] = [[]];
  for (const choice of choices) {
    all = all.flatMap((parts) => choice.map((part) => [...parts, part])).slice(0, MOST_ENDINGS);
  }
  return all;
}

/** Words that follow each other. Folded words hold no quote. */
function quoted(words: string[]): string {
  return `"${words.join(' ')}"`;
}
