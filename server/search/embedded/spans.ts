import { foldedTokens } from '../folding.ts';
import { isArticleWord, kinWords } from '../names/forms.ts';
import { setsOf, type Thesaurus } from '../names/thesaurus.ts';
import type { Node, Not, Term } from '../query.ts';

/** A part of an AND: anything, or words typed in a row that are one name. */
export type AndPart = { kind: 'node'; node: Node } | { kind: 'name'; terms: Term[]; words: string[] };

const LONGEST = 4; // words of a name

/**
 * The parts of an AND that must hold, with the words that make one name together: listed as such (Port Said, Mazal Tov), or
 * begun by an article or a word for son or father (El Baz, Ben Shimol). Longer names first.
 */
export function namesWithin(nodes: readonly (Node | Not)[], thesaurus: Thesaurus): AndPart[] {
  const parts: AndPart[] = [];
  for (let at = 0; at < nodes.length; ) {
    const node = nodes[at]!;
    const found = node.kind === 'term' ? nameAt(nodes, at, thesaurus) : null;
    if (found) parts.push(found);
    else if (node.kind !== 'not') parts.push({ kind: 'node', node });
    at += found ? found.terms.length : 1;
  }
  return parts;
}

function nameAt(
  nodes: readonly (Node | Not)[],
  at: number,
  thesaurus: Thesaurus,
): Extract<AndPart, { kind: 'name' }> | null {
  const terms: Term[] = [];
  for (const node of nodes.slice(at, at + LONGEST)) {
    if (node.kind !== 'term' || node.prefix) break;
    terms.push(node);
  }
  const typed = terms.map(({ text }) => foldedTokens(text)); // el-Kamar is one term, and two words of a name
  for (let count = terms.length; count > 1; count--) {
    const words = typed.slice(0, count).flat();
    if (setsOf(thesaurus, words.join(' ')).length > 0 || (count === 2 && mayLead(words[0]!))) {
      return { kind: 'name', terms: terms.slice(0, count), words };
    }
  }
  // Deir el-Kamar: an article within, of a name that may be listed otherwise
  if (terms.length > 1 && typed[1]!.length > 1)
    return { kind: 'name', terms: terms.slice(0, 2), words: typed.slice(0, 2).flat() };
  return null;
}

function mayLead(word: string): boolean {
  return isArticleWord(word) || kinWords(word).length > 0;
}
