/**
 * Editions as Meilisearch keeps them. What a search finds is decided by `words`: any of these, all of those, none of
 * others, of which Meilisearch's own reading of a query can say only a part and that not exactly. The texts are there to be
 * ranked by.
 */
import { GAP, inSubjectsAlone, type PieceKind } from '../embedded/pieces.ts';
import type { Facet } from '../engine.ts';
import { fold } from '../folding.ts';
import { encodeValue, encodeWords, sortKey } from './alphabet.ts';
import { type DepartureFields, departureFields, departuresValue } from './departures.ts';
import type { Edition } from './editions.ts';

/** Texts by part: an attribute holds 65,536 positions, and what comes after would be silently left out. */
export type Parts = Record<string, string>;

export interface MeilisearchDocument extends DepartureFields {
  id: string;
  testimony: number;
  readers: number[]; // reaches
  here: typeof HERE;
  title: Parts;
  names: Parts;
  about: Parts;
  body: Parts;
  words: string[]; // every one of the testimony, once
  named: string[]; // those of its people
  subjectWords: string[]; // those that stand in what its subjects are called alone
  accession: string;
  facets: Partial<Record<Facet, string[]>>;
  recordedIn: number[];
  departures: string;
  recorded: number | null;
  published: number | null;
  titleKey: string;
}

/** A word that every document has: a query may then ask for others without requiring them (question.ts). */
export const HERE = 'here';

/** Positions of one part, fewer than an attribute holds. */
const MOST_POSITIONS = 60_000;
/** What a hard separator adds to the position of the next word. */
const APART = 8;
/** Longest value that can be filtered by, in bytes. Folded words of 64 letters are below. */
const LONGEST_VALUE = 460;

export const documentId = (testimonyId: number, reach: number) => `${testimonyId}-${reach}`;

export function documentOfEdition(edition: Edition): MeilisearchDocument {
  const words = new Set<string>();
  const named = new Set<string>();
  const texts = (kinds: readonly PieceKind[], also?: Set<string>) => {
    const runs = edition.pieces.flatMap(({ kind, text }) =>
      kinds.includes(kind) && text !== '' ? text.split(` ${GAP} `).map(encodeWords) : [],
    );
    for (const run of runs) {
      for (const word of run.split(' ')) {
        words.add(word);
        also?.add(word);
      }
    }
    return inParts(runs);
  };
  const title = texts(['title']);
  const names = texts(['names'], named);
  const about = texts(['about', 'subject']);
  const body = texts(['body', 'passage']);
  const facets: MeilisearchDocument['facets'] = {};
  for (const { facet, value } of edition.facets) {
    facets[facet] = [...(facets[facet] ?? []), encodeValue(value)];
  }
  return {
    id: documentId(edition.testimonyId, edition.reaches[0]!),
    testimony: edition.testimonyId,
    readers: edition.reaches,
    here: HERE,
    title,
    names,
    about,
    body,
    words: [...words],
    named: [...named],
    subjectWords: [...inSubjectsAlone(edition.pieces)].map(encodeWords),
    accession: encodeValue(edition.accession.toLowerCase()).slice(0, LONGEST_VALUE),
    facets,
    recordedIn: edition.facets.flatMap(({ facet, value }) => (facet === 'recorded' ? [Number(value)] : [])),
    departures: departuresValue(edition),
    ...departureFields(edition.departures),
    recorded: edition.recordedYear,
    published: edition.published,
    titleKey: sortKey(fold(edition.title)),
  };
}

/** Texts one after another, none running into the next, in as many parts as they need. */
export function inParts(texts: readonly string[], most = MOST_POSITIONS): Parts {
  const parts: string[] = [];
  let part = '';
  let used = 0;
  const close = () => {
    if (part !== '') parts.push(part);
    part = '';
    used = 0;
  };
  for (const text of texts) {
    const words = text.split(' ');
    for (let from = 0; from < words.length; from += most) {
      const some = words.slice(from, from + most);
      if (used + APART + some.length > most) close();
      part += part === '' ? some.join(' ') : ` ${GAP} ${some.join(' ')}`;
      used += APART + some.length;
    }
  }
  close();
  return Object.fromEntries(parts.map((text, i) => [`part${i + 1}`, text]));
}
