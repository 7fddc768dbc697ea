import type { Node, Not, Term } from './tree.ts';

/** Where a word of a query stands: by itself, or with others that it must follow or be near. */
export type Standing = 'alone' | 'joined';

/**
 * The same query with some of its words spelled otherwise. `spell` is given each word that is asked for (none that is ruled
 * out, none that is only the beginning of words) and gives the text to put in its place, with its folded form; null to leave it.
 */
export function respelled(
  node: Node,
  spell: (term: Term, standing: Standing) => { text: string; folded: string } | null,
): Node {
  const word = (term: Term, standing: Standing): Term => {
    const other = term.prefix ? null : spell(term, standing);
    return other ? { ...term, ...other } : term;
  };
  const part = <Part extends Node>(of: Part): Part => {
    if (of.kind === 'phrase') return { ...of, terms: of.terms.map((term) => word(term, 'joined')) };
    return of.kind === 'term' ? ({ ...of, ...word(of, 'joined') } as Part) : of;
  };
  const all = (of: Node): Node => {
    switch (of.kind) {
      case 'term':
        return word(of, 'alone');
      case 'phrase':
        return part(of);
      case 'near':
        return { ...of, nodes: of.nodes.map(part) };
      case 'or':
        return { ...of, nodes: of.nodes.map(all) };
      case 'and':
        return { ...of, nodes: of.nodes.map((child: Node | Not) => (child.kind === 'not' ? child : all(child))) };
    }
  };
  return all(node);
}
