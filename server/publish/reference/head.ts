/**
 * What the head of a testimony's page says to programs: to Zotero (its Embedded Metadata translator reads the words of its own
 * and Dublin Core, https://www.zotero.org/support/dev/exposing_metadata), to those who show a link as a card
 * (https://ogp.me), and to search engines (https://schema.org).
 */
import { invertedName } from '../person-name.ts';
import type { Reference } from './reference.ts';

export interface MetaTag {
  name?: string;
  property?: string;
  content: string;
  lang?: string;
}

/** What Zotero calls each form, and whoever tells it there. */
const ITEMS: Record<Reference['form'], { type: string; narrator: string }> = {
  interview: { type: 'interview', narrator: 'z:interviewees' },
  memoir: { type: 'manuscript', narrator: 'DC.creator' },
  'family-story': { type: 'manuscript', narrator: 'DC.creator' },
  speech: { type: 'presentation', narrator: 'z:presenters' },
  letter: { type: 'letter', narrator: 'DC.creator' },
  song: { type: 'audioRecording', narrator: 'z:performers' },
  prayer: { type: 'audioRecording', narrator: 'z:performers' },
  recipe: { type: 'manuscript', narrator: 'DC.creator' },
};

export function zoteroTags(reference: Reference): MetaTag[] {
  const { type, narrator } = ITEMS[reference.form];
  const tags: [string, string | null][] = [
    ['z:itemType', type],
    ['DC.title', reference.title],
    ...reference.narrators.map((name): [string, string] => [narrator, invertedName(name)]),
    ...(type === 'interview'
      ? reference.interviewers.map((name): [string, string] => ['z:interviewers', invertedName(name)])
      : []),
    ['DC.date', dateOf(reference)],
    ['dcterms.medium', reference.medium],
    ['DC.publisher', reference.archive],
    ['DC.coverage', reference.accession], // Zotero’s place in the archive
    ['DC.identifier', reference.url],
    ['DC.language', reference.langs[0] ?? null],
    ['DC.rights', reference.rights],
    ['DC.description', [reference.sampleNotice, reference.abstract].filter(Boolean).join(' ')],
    ...reference.topics.map((topic): [string, string] => ['DC.subject', topic]),
  ];
  return tags.filter((tag): tag is [string, string] => !!tag[1]).map(([name, content]) => ({ name, content }));
}

export interface Picture {
  url: string;
  width: number | null; // pixels
  height: number | null;
  alt: string | null;
}

export function openGraphTags(
  reference: Pick<Reference, 'title' | 'archive' | 'url' | 'abstract' | 'sampleNotice'>,
  { locale, picture }: { locale: string; picture: Picture | null },
): MetaTag[] {
  const description = [reference.sampleNotice, reference.abstract].filter(Boolean).join(' ').slice(0, 300);
  const tags: [string, string | number | null | undefined][] = [
    ['og:type', 'article'],
    ['og:site_name', reference.archive],
    ['og:title', reference.title],
    ['og:description', description],
    ['og:url', reference.url],
    ['og:locale', locale],
    ['og:image', picture?.url],
    ['og:image:width', picture?.width],
    ['og:image:height', picture?.height],
    ['og:image:alt', picture?.alt],
  ];
  return [
    ...tags
      .filter(([, content]) => content !== undefined && content !== null && content !== '')
      .map(([property, content]) => ({ property, content: String(content) })),
    { name: 'twitter:card', content: picture ? 'summary_large_image' : 'summary' },
  ];
}

/** A date as it is written in ISO 8601, as far as it is known. */
export function dateOf({ date }: Reference): string | null {
  if (!date) return null;
  return [date.year, date.month, date.day]
    .filter((part) => part !== null)
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}
