/**
 * One testimony as a search engine takes it: everything that can be found, each piece with the audience that may find it
 * (archive/access.ts). An engine keeps one index an audience and lets a viewer search those within their reach, so that
 * nothing closed can be matched, counted or completed.
 */
import type { Audience } from '../archive/access.ts';
import type { Facet } from './engine.ts';

/**
 * Text about the testimony. `title`, `names`, `about` and `subject` weigh more than `body`; `about` carries every spelling of
 * its authorities, `subject` what its topics are called in every language: words of everyday, in which no name is looked for
 * that is asked for in another spelling (חיים, life, is how Haim is written).
 */
export interface DocumentText {
  column: 'title' | 'names' | 'about' | 'subject' | 'body';
  text: string;
  audience: Audience;
}

export interface DocumentPassage {
  id: number;
  text: string; // redacted spans already withheld, but for the staff's own copy
  audience: Audience;
}

export interface DocumentFacet {
  facet: Facet;
  value: string;
  audience: Audience;
}

export interface DocumentDeparture {
  country: string | null; // ISO 3166-1 alpha-2
  yearMin: number | null;
  yearMax: number | null;
  audience: Audience;
}

export interface SearchDocument {
  id: number;
  accession: string;
  audience: Audience; // who may know that it is here
  title: string;
  recordedYear: number | null;
  published: number | null; // when readers first could know of it (archive/latest.ts), in milliseconds since 1970
  departures: DocumentDeparture[];
  facets: DocumentFacet[];
  texts: DocumentText[];
  passages: DocumentPassage[];
}

/** The audiences of one testimony's aspects on one day. */
export interface Audiences {
  description: Audience;
  names: Audience;
  transcript: Audience;
}
