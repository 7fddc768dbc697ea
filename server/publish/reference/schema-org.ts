import type { TestimonyPage } from '../../archive/testimony-page.ts';
import { dateOf } from './head.ts';
import type { Reference } from './reference.ts';

type Json = { [key: string]: string | number | boolean | Json | Json[] | string[] | undefined };

/** Addresses of what a page leads to. */
export interface Addresses {
  media(publicId: string): string;
  picture(publicId: string): string;
  person(slug: string): string;
  place(slug: string): string;
}

/**
 * A testimony for search engines: a part of an archive (https://schema.org/ArchiveComponent) with its recordings and
 * photographs, as JSON-LD that can stand within a script element (https://www.w3.org/TR/json-ld11/#restrictions-for-contents-of-json-ld-script-elements).
 */
export function schemaOrg(page: TestimonyPage, reference: Reference, addresses: Addresses): string {
  const people = (persons: TestimonyPage['narrators']) =>
    persons.map(({ name, slug }) => ({
      '@type': 'Person',
      name,
      ...(slug && { url: addresses.person(slug) }),
    }));
  const places = new Map(
    page.departures.filter(({ place, placeSlug }) => place && placeSlug).map((one) => [one.placeSlug!, one.place!]),
  );
  const about: Json = {
    '@context': 'https://schema.org',
    '@type': ['CreativeWork', 'ArchiveComponent'],
    '@id': reference.url,
    url: reference.url,
    identifier: page.accession,
    name: page.title,
    ...given('description', [reference.sampleNotice, page.abstract].filter(Boolean).join(' ')),
    ...given('genre', page.form),
    inLanguage: reference.langs,
    ...given('dateCreated', dateOf(reference)),
    ...given('datePublished', page.publishedAt?.slice(0, 10) ?? null),
    isAccessibleForFree: page.access === 'public',
    ...given('usageInfo', page.rights),
    ...given('creditText', page.credit),
    creator: people(page.narrators),
    contributor: people(page.interviewers),
    keywords: reference.topics,
    spatialCoverage: [...places].map(([slug, name]) => ({ '@type': 'Place', name, url: addresses.place(slug) })),
    holdingArchive: { '@type': 'ArchiveOrganization', name: reference.archive },
    ...(page.collection && { isPartOf: { '@type': 'Collection', name: page.collection.title } }),
    associatedMedia: [
      ...page.parts.flatMap(({ recordings }) =>
        recordings.map(({ publicId, kind, mime, durationMs }) => ({
          '@type': kind === 'video' ? 'VideoObject' : 'AudioObject',
          name: page.title,
          contentUrl: addresses.media(publicId),
          ...given('encodingFormat', mime),
          ...given('duration', durationMs === null ? null : duration(durationMs)),
          ...given('uploadDate', page.publishedAt?.slice(0, 10) ?? null),
        })),
      ),
      ...page.photographs.map(({ publicId, caption, alt, date }) => ({
        '@type': 'ImageObject',
        contentUrl: addresses.picture(publicId),
        ...given('caption', caption ?? alt),
        ...given('dateCreated', date && /^\d{4}(-\d{2}){0,2}$/.test(date) ? date : null),
      })),
    ],
  };
  return JSON.stringify(about).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function given(key: string, value: string | null): Json {
  return value ? { [key]: value } : {};
}

/** A duration in ISO 8601, in whole seconds. */
function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `PT${Math.floor(seconds / 3600)}H${Math.floor((seconds % 3600) / 60)}M${seconds % 60}S`;
}
