import type { Node, Not, ParsedQuery } from '../query.ts';
import type { SearchTask } from './threads.ts';

/** What a search will cost, before any index is looked at: about 1 for a word with its facets. */
export function costOf(task: SearchTask): number {
  if (task.kind === 'suggest') return 1;
  const query: ParsedQuery = task.kind === 'search' ? task.request.query : task.query;
  const words = query.tree ? costOfNode(query.tree) : 0;
  return 1 + words / 2 + query.fields.length / 4;
}

const SHORT = 3; // letters of a prefix that stands for very many words

function costOfNode(node: Node | Not): number {
  switch (node.kind) {
    case 'term':
      return node.prefix ? (node.folded.length <= SHORT ? 4 : 2) : 1;
    case 'phrase':
      return 2 + sumOf(node.terms);
    case 'near':
      return 4 + sumOf(node.nodes);
    case 'not':
      return costOfNode(node.node);
    default:
      return sumOf(node.nodes);
  }
}

function sumOf(nodes: readonly (Node | Not)[]): number {
  return nodes.reduce((sum, node) => sum + costOfNode(node), 0);
}
