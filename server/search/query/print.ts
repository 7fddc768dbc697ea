import { printField } from './fields.ts';
import type { Node, Not, ParsedQuery, Phrase, Term } from './tree.ts';

const printTerm = (term: Term) => (term.prefix ? `${term.text}*` : term.text);
const printPhrase = (phrase: Phrase) =>
  phrase.joined ? phrase.terms.map(printTerm).join('-') : `"${phrase.terms.map(printTerm).join(' ')}"`;

/** Parentheses stand only where they change the reading, so that what is printed nests no deeper than what was typed. */
function printNode(node: Node | Not, within: 'all' | 'any' | 'not'): string {
  switch (node.kind) {
    case 'term':
      return printTerm(node);
    case 'phrase':
      return printPhrase(node);
    case 'near':
      return `NEAR(${node.nodes.map((part) => printNode(part, 'all')).join(' ')}, ${node.distance})`;
    case 'not':
      return `-${printNode(node.node, 'not')}`;
    case 'or': {
      const text = node.nodes.map((part) => printNode(part, 'any')).join(' OR ');
      return within === 'not' ? `(${text})` : text;
    }
    case 'and': {
      const text = node.nodes.map((part) => printNode(part, 'all')).join(' ');
      return within === 'not' || (within === 'any' && node.nodes.length > 1) ? `(${text})` : text;
    }
  }
}

/** Writes a query so that parse reads the same tree and fields from it, whatever was typed at first. */
export function print(query: Pick<ParsedQuery, 'tree' | 'fields'>): string {
  const words = query.tree ? [printNode(query.tree, 'all')] : [];
  return [...words, ...query.fields.map(printField)].join(' ');
}
