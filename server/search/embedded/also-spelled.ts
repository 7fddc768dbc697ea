import type { AlsoSpelled } from '../engine.ts';
import { isEmpty } from './bits.ts';
import type { Plan } from './plan.ts';
import { leafBits, type Searching } from './sets.ts';

/** How the words of a query were widened: only to what stands in a text that the one who searches may know of. */
export function alsoSpelled(searching: Searching, plan: Plan): AlsoSpelled[] {
  return plan.widened.flatMap(({ asked, variants, phrases }) => {
    const there = phrases.filter(({ leaf }) => !isEmpty(leafBits(searching, plan, leaf, false)));
    const added = [...variants, ...there.map(({ variant }) => variant)].map(({ word, by, testimonies }) => ({
      spelling: word,
      by,
      testimonies,
    }));
    return added.length ? [{ asked, added }] : [];
  });
}
