import type { Reach } from '../reach.ts';

/** What can be suggested, by the groups in which it is shown. */
export const GROUPS = {
  people: ['person'],
  places: ['place', 'country', 'polity'],
  topics: ['topic'],
  events: ['event'],
  communities: ['community'],
  collections: ['collection'],
  testimonies: ['testimony'],
} as const;
export type Group = keyof typeof GROUPS;
export type Kind = (typeof GROUPS)[Group][number];

export interface SuggestRequest {
  text: string; // as typed so far
  lang: string; // of the reader
  who: Reach;
  /** Testimonies to leave out whatever the index says, as of a search. */
  leaveOut: number[];
}

/** How a spelling answers what is typed: the smaller, the better. */
export const QUALITY = {
  whole: 0,
  preferred: 1,
  spelling: 2,
  laterWord: 3,
  equivalent: 4,
  mistyped: 5, // but for one letter
  sound: 6,
} as const;
export type Quality = (typeof QUALITY)[keyof typeof QUALITY];

/** One thing suggested, best first. What it is called, the archive says when it is shown. */
export interface Suggested {
  kind: Kind;
  id: number; // of a person or testimony; 0 of the rest
  value: string; // slug, ISO code or accession
  spelled: string; // the spelling that answers
  quality: Quality;
  count: number; // testimonies that the one who asks may know of; 0 where its name alone is known
}

export interface SuggestAnswer {
  suggested: Suggested[];
}

export function groupOf(kind: Kind): Group {
  return (Object.keys(GROUPS) as Group[]).find((group) => (GROUPS[group] as readonly Kind[]).includes(kind))!;
}
