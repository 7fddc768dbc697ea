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
  found: string; // as it is written there; another spelling of a name without the particles before it
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
    return by
      ? { kind: by.by, typed: by.asked, found: withoutParticles(found, by, spelled) }
      : { kind: 'as-typed', typed: found, found };
  });
}

/** Written as one word with the name after them: and, in, to, from, the in Hebrew; and, so, in, as, to in Arabic. */
const PARTICLE = /^(?:[ובהלכמש]\p{M}*(?=\p{Script=Hebrew})|[وفبكل]\p{M}*(?=\p{Script=Arabic}))/u;
const MOST_PARTICLES = 3;

/** A name as it is called, where it stands with particles: בגדד of לבגדד. Only what is itself a spelling of the name is one. */
function withoutParticles(found: string, by: { asked: string; by: string }, spelled: Spelled): string {
  let name = found;
  for (let i = 0; i < MOST_PARTICLES && PARTICLE.test(name); i++) {
    name = name.replace(PARTICLE, '');
    const known = spelled.get(foldedWords(name));
    if (known?.asked === by.asked && known.by === by.by) return name;
  }
  return found;
}

function foldedWords(text: string): string {
  return tokens(text)
    .map(({ folded }) => folded)
    .join(' ');
}

/** Each once, and no more than one reads. */
function said(matches: readonly Match[]): Match[] {
  const seen = new Set<string>();
  const once = matches.filter((match) => {
    const written = `${match.typed.toLocaleLowerCase()} ${match.found.toLocaleLowerCase()}`;
    const keys =
      match.shown === null ? [written] : [`${match.in} called ${match.shown}`, `${match.in} written ${written}`];
    if (keys.some((key) => seen.has(key))) return false;
    for (const key of keys) seen.add(key);
    return true;
  });
  return once.slice(0, MOST_SAID);
}
