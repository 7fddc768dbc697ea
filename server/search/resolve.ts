import { isKnownTo } from '../archive/labels.ts';
import type { Viewer } from '../archive/viewer.ts';
import type { Database } from '../db/open.ts';
import { FACETS, type Facet } from './engine.ts';
import type { FieldFilter, Node, Not, Note, ParsedQuery, Term } from './query.ts';
import { tokens } from './tokens.ts';
import { valuesCalled } from './value-names.ts';

/** `unknown-value`: a field asked for something that nothing here is called, and its value was searched as words. */
export type ResolvedNote = 'unknown-value';

/**
 * A query read against the archive. `facets` and `years` narrow beside the filters and are no longer in the query; what
 * stays in its fields (names, an accession number, what is ruled out, several ranges of years) the engine reads, each
 * value there being one of the archive's own (a country's code, a slug).
 */
export interface Resolved {
  query: ParsedQuery;
  facets: Partial<Record<Facet, string[]>>;
  years: { from: number | null; to: number | null } | null;
  narrowing: FieldFilter[]; // those that became facets and years
  notes: (Note | ResolvedNote)[];
}

/**
 * Finds what the fields of a query mean, whatever the language they are in. What `viewer` may not know the archive to have
 * (a collection, or an added place or term, of closed testimonies alone) is called nothing.
 */
export function resolve(db: Database, parsed: ParsedQuery, viewer: Viewer): Resolved {
  const facets: Resolved['facets'] = {};
  const fields: FieldFilter[] = [];
  const narrowing: FieldFilter[] = [];
  const words: (Node | Not)[] = [];
  const notes = new Set<Note | ResolvedNote>(parsed.notes);
  const years = parsed.fields.flatMap((filter) =>
    'from' in filter && filter.field === 'year' && !filter.not ? [{ from: filter.from, to: filter.to }] : [],
  );

  for (const filter of parsed.fields) {
    if (!('value' in filter)) {
      const isTheOne = filter.field === 'year' && !filter.not && years.length === 1;
      (isTheOne ? narrowing : fields).push(filter);
      continue;
    }
    const facet = FACETS.find((name) => name === filter.field);
    if (!facet) {
      fields.push(filter); // a name or a number
      continue;
    }
    const values = valuesCalled(db, facet, filter.value).filter((value) => isKnownTo(db, viewer, facet, value));
    if (values.length === 0) {
      notes.add('unknown-value');
      const asked = wordsOf(filter.value);
      if (asked) words.push(filter.not ? { kind: 'not', node: asked } : asked);
    } else if (filter.not) {
      fields.push(...values.map((value) => ({ ...filter, value })));
    } else {
      narrowing.push(filter);
      facets[facet] = [...new Set([...(facets[facet] ?? []), ...values])];
    }
  }
  return {
    query: { tree: withWords(parsed.tree, words), fields, notes: parsed.notes },
    facets,
    years: years.length === 1 ? years[0]! : null,
    narrowing,
    notes: [...notes],
  };
}

function wordsOf(value: string): Node | null {
  const terms = tokens(value).map<Term>(({ folded, start, end }) => ({
    kind: 'term',
    text: value.slice(start, end),
    folded,
    prefix: false,
  }));
  return terms.length > 1 ? { kind: 'and', nodes: terms } : (terms[0] ?? null);
}

function withWords(tree: Node | null, words: (Node | Not)[]): Node | null {
  if (words.length === 0) return tree;
  const nodes = [...(tree?.kind === 'and' ? tree.nodes : tree ? [tree] : []), ...words];
  const [first] = nodes;
  return nodes.length === 1 && first && first.kind !== 'not' ? first : { kind: 'and', nodes };
}
