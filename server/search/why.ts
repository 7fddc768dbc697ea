/** Why a testimony was found, where its words do not say so letter for letter. */
import type { Catalogued, CatalogueWords } from '../archive/catalogue-words.ts';
import type { SearchAnswer } from './engine.ts';
import { highlight, type Wanted } from './highlight.ts';
import type { Widening } from './names/widen.ts';
import { tokens } from './tokens.ts';

export interface Match {
  kind: Widening | 'as-typed' | 'corrected';
  in: Catalogued | 'words' | 'title'; // words: those of the transcript
  typed: string;
  found: string; // as it is written there
  shown: string | null; // what has it is called: a topic, a place, somebody
}

/** What was asked for by the folded spelling it was widened to. */
export type Spelled = ReadonlyMap<string, { asked: string; by: Widening | 'corrected' }>;

export const MOST_SAID = 4; // of one result

export function spelledBy({ alsoSpelled, corrected }: Pick<SearchAnswer, 'alsoSpelled' | 'corrected'>): Spelled {
  const spelled = new Map<string, { asked: string; by: Widening | 'corrected' }>();
  for (const { from, to } of corrected) spelled.set(foldedWords(to), { asked: from, by: 'corrected' });
  for (const { asked, added } of alsoSpelled) {
    for (const { spelling, by } of added) if (!spelled.has(spelling)) spelled.set(spelling, { asked, by });
  }
  return spelled;
}

/** What in a title or a passage is not written as it was typed. */
export function otherwiseWritten(
  texts: readonly { in: 'words' | 'title'; text: string }[],
  wanted: Wanted,
  spelled: Spelled,
): Match[] {
  if (spelled.size === 0) return [];
  const all = texts.flatMap((one) =>
    matchesIn(one.text, wanted, spelled).map((match) => ({ ...match, in: one.in, shown: null })),
  );
  return said(all.filter(({ kind }) => kind !== 'as-typed'));
}

/** What of its description answers for words that no passage has. Reads of `catalogued` no more than it says. */
export function describedSo(
  title: string,
  catalogued: Iterable<CatalogueWords>,
  wanted: Wanted,
  spelled: Spelled,
): Match[] {
  let matches = answering({ in: 'title', shown: null, spellings: [title] }, wanted, spelled);
  for (const one of catalogued) {
    matches = said([...matches, ...answering(one, wanted, spelled)]);
    if (matches.length === MOST_SAID) break;
  }
  return matches;
}

function answering(
  { in: part, shown, spellings }: Omit<CatalogueWords, 'in'> & Pick<Match, 'in'>,
  wanted: Wanted,
  spelled: Spelled,
): Match[] {
  const found = spellings.flatMap((text) => matchesIn(text, wanted, spelled));
  const best = found.find(({ kind }) => kind === 'as-typed') ?? found[0];
  return best ? [{ ...best, in: part, shown }] : [];
}

/** What is asked for by words that none of these texts has: the words as typed that have no spelling there. */
export function notIn(texts: readonly string[], wanted: Wanted, spelled: Spelled): Wanted {
  const there = new Set<string>();
  const askedBy = (spelling: string) => foldedWords(spelled.get(spelling)?.asked ?? spelling);
  for (const text of texts) {
    for (const { start, end } of highlight(text, wanted)) {
      const found = foldedWords(text.slice(start, end));
      const asked = askedBy(found);
      for (const word of [found, asked, ...asked.split(' ')]) there.add(word);
    }
  }
  const isThere = (asked: string) => there.has(asked) || asked.split(' ').every((word) => there.has(word));
  return {
    terms: new Set([...wanted.terms].filter((term) => !isThere(askedBy(term)))),
    prefixes: wanted.prefixes.filter((prefix) => ![...there].some((word) => word.startsWith(prefix))),
    phrases: wanted.phrases.filter((phrase) => !isThere(askedBy(phrase.join(' ')))),
  };
}

/** Each place in a text that has a word asked for otherwise than it was typed. */
export function spelledOtherwise(text: string, wanted: Wanted, spelled: Spelled): Pick<Match, 'typed' | 'found'>[] {
  if (spelled.size === 0) return [];
  return matchesIn(text, wanted, spelled).filter(({ kind }) => kind !== 'as-typed');
}

function matchesIn(text: string, wanted: Wanted, spelled: Spelled): Pick<Match, 'kind' | 'typed' | 'found'>[] {
  return highlight(text, wanted).map(({ start, end }) => {
    const found = text.slice(start, end);
    const by = spelled.get(foldedWords(found));
    return by ? { kind: by.by, typed: by.asked, found } : { kind: 'as-typed', typed: found, found };
  });
}

function foldedWords(text: string): string {
  return tokens(text)
    .map(({ folded }) => folded)
    .join(' ');
}

/** Each once, and no more than one reads. */
function said(matches: readonly Match[]): Match[] {
  const once = new Map<string, Match>();
  for (const match of matches) {
    const written = `${match.typed} ${match.found.toLocaleLowerCase()}`;
    const key = match.shown === null ? written : `${match.in} ${match.shown}`;
    if (!once.has(key)) once.set(key, match);
  }
  return [...once.values()].slice(0, MOST_SAID);
}
