import type { Tried } from './tried.ts';

export const PROGRAMS: Record<string, Tried> = {
  '/api/v1/search': {
    once: () =>
      ['', '?lang=fr&page=2&sort=title', '?view=map', '?view=timeline'].map((query) => `/api/v1/search${query}`),
  },
  '/api/v1/suggest': {
    once: () => ['anna', 'of', 'b', 'ir', 'a', 's', 'ا', 'ב'].map((q) => `/api/v1/suggest?q=${encodeURIComponent(q)}`),
    each: ({ accession, people, topics, places }) => [
      `/api/v1/suggest?q=${accession}&lang=he`,
      ...[...people, ...topics, ...places.slice(-5)].map((slug) => `/api/v1/suggest?q=${slug.slice(0, 12)}`),
    ],
  },
  '/api/v1/health': { once: () => ['/api/v1/health'] },
  '/media/:id': { each: ({ files }) => files.map(({ publicId }) => `/media/${publicId}`) },
  '/media/:id/:name': {
    each: ({ files }) =>
      files
        .filter(({ kind }) => kind === 'photograph')
        .flatMap(({ publicId }, at) => [
          `/media/${publicId}/320.jpeg`,
          ...(at === 1 ? [`/media/${publicId}/thumb-320.jpeg`] : []),
        ]),
  },
  '/media/:id/:lang.vtt': {
    each: ({ files }) =>
      files
        .filter(({ kind }) => kind === 'audio')
        .flatMap(({ publicId }) => [`/media/${publicId}/en.vtt`, `/media/${publicId}/ar.vtt`]),
  },
  '/assets/{*name}': { once: () => ['/assets/site.css'] },
  '/robots.txt': { once: () => ['/robots.txt'] },
  '/sitemap.xml': { once: () => ['/sitemap.xml'] },
  '/sitemap/:list.xml': { once: () => ['/sitemap/1.xml'] },
};
