/** How Meilisearch is to index: settings as code, compared with the server's at every start and put right where they differ. */
import { isDeepStrictEqual } from 'node:util';
import type { Index, Settings } from 'meilisearch';
import { awaitTask } from './tasks.ts';

/** Raised whenever documents come to hold other things, or are folded otherwise: an index of another version is built anew. */
export const INDEX_VERSION = 2;

const exactly = (...attributePatterns: string[]) => ({
  attributePatterns,
  features: { facetSearch: false, filter: { equality: true, comparison: false } },
});
const comparable = (...attributePatterns: string[]) => ({
  attributePatterns,
  features: { facetSearch: false, filter: { equality: true, comparison: true } },
});

/** Facet values and hits are never cut short: the page shows what there is of both. */
const MOST_VALUES = 100_000;
const MOST_HITS = 1_000_000;

export const SETTINGS = {
  /** Parts of each are weighed alike; `here` is last, as it says nothing of a testimony. */
  searchableAttributes: ['title', 'names', 'about', 'body', 'here'],
  /** Nothing is shown from here: texts are shown from the archive, as it has them at that moment. */
  displayedAttributes: ['testimony'],
  filterableAttributes: [
    exactly(
      'testimony',
      'readers',
      'words',
      'named',
      'subjectWords',
      'accession',
      'countries',
      'departures',
      'facets.*',
      'gone',
    ),
    comparable('recordedIn', 'left.*'),
  ],
  sortableAttributes: ['first', 'published', 'recorded', 'testimony', 'titleKey'],
  /** Words as typed before others, testimonies with more of them first; the best fifty are then ordered by the passages (answer.ts). */
  rankingRules: ['sort', 'words', 'exactness', 'attributeRank', 'testimony:asc'],
  /** Typing errors are forgiven by the plan of the query, in the same way for both engines: here they would change what is found. */
  typoTolerance: {
    enabled: false,
    minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 },
    disableOnWords: [],
    disableOnAttributes: [],
    disableOnNumbers: false,
  },
  /** Pairs of words would be most of the index, and could not tell a phrase from its pairs (beyond.ts). */
  proximityPrecision: 'byAttribute',
  prefixSearch: 'disabled',
  facetSearch: false,
  stopWords: [],
  /** Words come folded and encoded (alphabet.ts): a space parts them, ¶ parts texts, and there is nothing else to know. */
  separatorTokens: [],
  nonSeparatorTokens: [],
  dictionary: [],
  /** The archive's languages alone: text taken for German would have its words cut in two. */
  localizedAttributes: [{ attributePatterns: ['*'], locales: ['eng', 'fra', 'ara', 'heb', 'pes'] }],
  distinctAttribute: null,
  pagination: { maxTotalHits: MOST_HITS },
  faceting: { maxValuesPerFacet: MOST_VALUES, sortFacetValuesBy: { '*': 'count' } },
  /** Milliseconds after which the order is what it is by then; what is found and counted is not affected. */
  searchCutoffMs: 1000,
} as const satisfies Settings;

/** The names of the settings that differ. */
export function differing(settings: Settings): string[] {
  return Object.entries(SETTINGS).flatMap(([name, ours]) => {
    const theirs = settings[name as keyof typeof SETTINGS];
    return isDeepStrictEqual(theirs ?? null, ours) ? [] : [name];
  });
}

/** Applies what differs, and waits until it is done. Gives the names of what was. */
export async function applySettings(index: Index, signal: AbortSignal): Promise<string[]> {
  const names = differing(await index.getSettings());
  if (names.length) await awaitTask(index.tasks, index.updateSettings(SETTINGS), signal);
  return names;
}
