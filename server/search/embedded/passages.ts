/**
 * The passages of a testimony that match: those that answer the whole query where there are any, else those with some of
 * its words. A word in nearly every passage would otherwise make nearly every passage a match.
 */
import type { Database } from '../../db/open.ts';
import type { Plan, PlanNode } from './plan.ts';
import { type PieceFound, type Scanner, scanText } from './scan.ts';

interface PassageFound {
  id: number;
  place: number;
  whole: boolean;
  leaves: number; // how many different ones it holds
  exact: number; // how many of them as they were asked for
  span: number;
}

/** What a scan of one testimony gives, over all audiences within reach. */
export interface TestimonyFound {
  passages: PassageFound[];
  anyWhole: boolean; // a passage, or another text of it, answers the whole query
  head: Uint8Array; // by leaf, as PieceFound.holds: what title and names hold
  occurrences: Uint32Array; // by leaf
  span: number; // the smallest of those that answer the whole query
  words: number; // of the whole text
}

/** Looks through the texts of `audiences` of the testimony in `slot`. */
export function lookThrough(
  db: Database,
  plan: Plan,
  scanner: Scanner,
  audiences: readonly number[],
  slot: number,
): TestimonyFound {
  const found: TestimonyFound = {
    passages: [],
    anyWhole: false,
    head: new Uint8Array(plan.leaves.length),
    occurrences: new Uint32Array(plan.leaves.length),
    span: Number.POSITIVE_INFINITY,
    words: 0,
  };
  const byId = new Map<number, PassageFound>();
  for (const k of audiences) {
    found.words += scanText(scanner, db, k, slot, (piece) => take(found, byId, plan, piece));
  }
  found.passages = [...byId.values()];
  return found;
}

function take(found: TestimonyFound, byId: Map<number, PassageFound>, plan: Plan, of: PieceFound): void {
  const { piece, holds } = of;
  const isHead = piece.kind === 'title' || piece.kind === 'names';
  let leaves = 0;
  let exact = 0;
  for (const leaf of plan.asked) {
    const held = holds[leaf]!;
    if (held === 0) continue;
    leaves++;
    if (held === 2) exact++;
    found.occurrences[leaf]! += of.occurrences[leaf]!;
    if (isHead && held > found.head[leaf]!) found.head[leaf] = held;
  }
  if (leaves === 0) return;
  const whole = plan.tree !== null && answers(plan, plan.tree, holds);
  if (whole) {
    found.anyWhole = true;
    found.span = Math.min(found.span, of.span);
  }
  if (piece.kind !== 'passage') return;
  const passage = { id: piece.id, place: piece.place, whole, leaves, exact, span: of.span };
  const known = byId.get(piece.id); // a passage with words withheld, and the staff's own copy of it
  if (!known || better(passage, known) < 0) byId.set(piece.id, passage);
}

/** Whether what one piece holds answers the query, names and what is ruled out apart. */
function answers(plan: Plan, node: PlanNode, holds: Uint8Array): boolean {
  switch (node.kind) {
    case 'leaf':
      return plan.leaves[node.leaf]!.named || holds[node.leaf]! > 0;
    case 'or':
      return node.nodes.some((child) => answers(plan, child, holds));
    case 'and':
      return node.nodes.every((child) => answers(plan, child, holds));
  }
}

/** The passages of it that match, in no order. */
function matching({ passages }: TestimonyFound): PassageFound[] {
  const whole = passages.filter((passage) => passage.whole);
  return whole.length ? whole : passages;
}

/** All passages that match, best first. */
export function bestPassages(found: TestimonyFound): number[] {
  return matching(found)
    .sort(better)
    .map(({ id }) => id);
}

/** All passages that match, in the order of the text. */
export function passagesInOrder(found: TestimonyFound): number[] {
  return matching(found)
    .sort((a, b) => a.place - b.place || a.id - b.id)
    .map(({ id }) => id);
}

function better(a: PassageFound, b: PassageFound): number {
  return (
    Number(b.whole) - Number(a.whole) ||
    b.leaves - a.leaves ||
    b.exact - a.exact ||
    a.span - b.span ||
    a.place - b.place ||
    a.id - b.id
  );
}
