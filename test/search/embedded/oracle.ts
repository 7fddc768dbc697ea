/**
 * What a search must answer, worked out the slow and plain way over the documents themselves: the test of the index, its
 * sets, its counts and its passages.
 */
import type { SearchDocument } from '../../../server/search/document.ts';
import { FACETS, type Facet, type SearchRequest } from '../../../server/search/engine.ts';
import { foldedTokens } from '../../../server/search/folding.ts';
import type { Node, Not, Term } from '../../../server/search/query.ts';
import { sameWord } from '../../../server/search/stem.ts';

interface Text {
  kind: string;
  id: number;
  runs: string[][]; // words that follow each other
}

export interface Expected {
  ids: number[]; // ascending
  facets: Record<Facet, Record<string, number>>;
  years: Record<string, number>;
  undated: number;
  matching: Map<number, number[]>; // passages, in the order of the text
}

const runsOf = (text: string) => text.split(/[¶▒]+/).map(foldedTokens);

function textsOf(document: SearchDocument, reach: number): Text[] {
  return [
    ...document.texts.map(({ column, text, audience }) => ({ kind: column, id: 0, text, audience })),
    ...document.passages.map(({ id, text, audience }) => ({ kind: 'passage', id, text, audience })),
  ]
    .filter(({ audience }) => Math.max(audience, document.audience) <= reach)
    .map(({ kind, id, text }) => ({ kind, id, runs: runsOf(text) }));
}

export function expected(documents: SearchDocument[], request: SearchRequest): Expected {
  const { who, filters, query } = request;
  const reachOf = ({ id }: SearchDocument) =>
    who.given.includes(id) ? 3 : who.granted.includes(id) ? Math.max(2, who.reach) : who.reach;
  const dictionary = new Set(
    documents.flatMap((document) => textsOf(document, who.reach).flatMap(({ runs }) => runs.flat())),
  );
  const isWord = (asked: Term) => (word: string) =>
    asked.prefix
      ? word.startsWith(asked.folded)
      : word === asked.folded || (dictionary.has(word) && sameWord(asked.folded, word));
  const isTyped = (asked: Term) => (word: string) =>
    asked.prefix ? word.startsWith(asked.folded) : word === asked.folded;

  function phraseAt(run: string[], terms: Term[]): number[] {
    return run.flatMap((_, at) =>
      terms.every((term, i) => at + i < run.length && isTyped(term)(run[at + i]!)) ? [at] : [],
    );
  }
  function leafIn(run: string[], node: Exclude<Node, { kind: 'and' | 'or' }>): boolean {
    if (node.kind === 'term') return run.some(isWord(node));
    if (node.kind === 'phrase') return phraseAt(run, node.terms).length > 0;
    const parts = node.nodes.map((part) => (part.kind === 'term' ? [part] : part.terms));
    const places = parts.map((terms) => phraseAt(run, terms).map((start) => ({ start, end: start + terms.length })));
    return places
      .flat()
      .some(({ start: last }) =>
        places.every((some) => some.some(({ start, end }) => start <= last && last - end <= node.distance)),
      );
  }
  const leafInText = (text: Text, node: Exclude<Node, { kind: 'and' | 'or' }>) =>
    text.runs.some((run) => leafIn(run, node));

  function holds(texts: Text[], node: Node | Not): boolean {
    if (node.kind === 'not') return !holds(texts, node.node);
    if (node.kind === 'and') return node.nodes.every((child) => holds(texts, child));
    if (node.kind === 'or') return node.nodes.some((child) => holds(texts, child));
    return texts.some((text) => leafInText(text, node));
  }

  const visible = documents.filter(
    (document) => document.audience <= reachOf(document) && !request.leaveOut.includes(document.id),
  );
  const names = query.fields.filter(({ field }) => field === 'narrator');
  const named = (document: SearchDocument, value: string) => {
    const words = textsOf(document, reachOf(document)).flatMap(({ kind, runs }) =>
      kind === 'names' ? runs.flat() : [],
    );
    return foldedTokens(value).every((word) => words.includes(word));
  };
  const found = visible.filter((document) => {
    const asked = names.filter(({ not }) => !not);
    return (
      (query.tree === null || holds(textsOf(document, reachOf(document)), query.tree)) &&
      (asked.length === 0 || asked.some((field) => 'value' in field && named(document, field.value))) &&
      names.every((field) => !field.not || !('value' in field && named(document, field.value)))
    );
  });

  const inYears = (departure: SearchDocument['departures'][number]) => {
    if (filters.yearFrom === null && filters.yearTo === null) return true;
    if (departure.yearMin === null && departure.yearMax === null) return false;
    return (
      (departure.yearMin ?? -Infinity) <= (filters.yearTo ?? Infinity) &&
      (departure.yearMax ?? Infinity) >= (filters.yearFrom ?? -Infinity)
    );
  };
  const countries = filters.facets.country ?? [];
  const inCountry = ({ country }: { country: string | null }) =>
    countries.length === 0 || (country !== null && countries.includes(country));
  const departuresOf = (document: SearchDocument) =>
    document.departures.filter(({ audience }) => Math.max(audience, document.audience) <= reachOf(document));
  const valuesOf = (document: SearchDocument, facet: Facet) =>
    new Set(
      document.facets
        .filter((own) => own.facet === facet && Math.max(own.audience, document.audience) <= reachOf(document))
        .map(({ value }) => value),
    );
  const passes = (document: SearchDocument, off: Facet | null, years: boolean) =>
    FACETS.every((facet) => {
      const wanted = filters.facets[facet];
      if (!wanted?.length || facet === off || facet === 'country') return true;
      return wanted.some((value) => valuesOf(document, facet).has(value));
    }) &&
    ((off === 'country' || countries.length === 0) && (!years || (filters.yearFrom === null && filters.yearTo === null))
      ? true
      : departuresOf(document).some((d) => (off === 'country' || inCountry(d)) && (!years || inYears(d))));

  const facets = Object.fromEntries(FACETS.map((facet) => [facet, {} as Record<string, number>])) as Expected['facets'];
  for (const facet of FACETS) {
    for (const document of found.filter((one) => passes(one, facet, true))) {
      const values =
        facet === 'country'
          ? new Set(
              departuresOf(document)
                .filter(inYears)
                .flatMap(({ country }) => country ?? []),
            )
          : valuesOf(document, facet);
      for (const value of values) facets[facet][value] = (facets[facet][value] ?? 0) + 1;
    }
  }
  const years: Record<string, number> = {};
  let undated = 0;
  for (const document of found.filter((one) => passes(one, null, false))) {
    const possible = departuresOf(document)
      .filter(inCountry)
      .flatMap(({ yearMin, yearMax }) => yearMin ?? yearMax ?? []);
    if (possible.length === 0) undated++;
    else years[Math.min(...possible)] = (years[Math.min(...possible)] ?? 0) + 1;
  }

  const result = found.filter((document) => passes(document, null, true));
  return {
    ids: result.map(({ id }) => id).sort((a, b) => a - b),
    facets,
    years,
    undated,
    matching: new Map(result.map((document) => [document.id, matching(document)])),
  };

  function matching(document: SearchDocument): number[] {
    const passages = textsOf(document, reachOf(document)).filter(({ kind }) => kind === 'passage');
    const some = passages.filter((text) => query.tree !== null && any(text, query.tree));
    const whole = some.filter((text) => query.tree !== null && answers(text, query.tree));
    return [...new Set((whole.length ? whole : some).map(({ id }) => id))];
  }
  function answers(text: Text, node: Node): boolean {
    if (node.kind === 'and') return node.nodes.every((child) => child.kind === 'not' || answers(text, child));
    if (node.kind === 'or') return node.nodes.some((child) => answers(text, child));
    return leafInText(text, node);
  }
  function any(text: Text, node: Node): boolean {
    if (node.kind === 'and') return node.nodes.some((child) => child.kind !== 'not' && any(text, child));
    if (node.kind === 'or') return node.nodes.some((child) => any(text, child));
    return leafInText(text, node);
  }
}
