import type { SearchAnswer } from '../engine.ts';
import type { Plan, Unit } from './plan.ts';

/** What to mark in the texts shown: the words asked for, and those they were widened to. What is ruled out is not marked. */
export function wantedBy(plan: Plan): SearchAnswer['wanted'] {
  const terms = new Set<string>();
  const prefixes = new Set<string>();
  const phrases: string[][] = [];
  const mark = ({ word, completions }: Unit) => (completions ? prefixes : terms).add(word);
  const markPhrase = (units: Unit[]) => {
    if (units.length === 1) mark(units[0]!);
    else phrases.push(units.map(({ word, completions }) => (completions ? `${word}*` : word)));
  };
  for (const number of plan.asked) {
    const leaf = plan.leaves[number]!;
    if (leaf.kind === 'word') {
      mark(leaf.unit);
      for (const { word } of leaf.variants) terms.add(word);
    } else if (leaf.kind === 'phrase') {
      markPhrase(leaf.units);
    } else {
      for (const units of leaf.phrases) markPhrase(units);
    }
  }
  return { terms: [...terms], prefixes: [...prefixes], phrases };
}
