import type { Tried } from './tried.ts';

export const READING: Record<string, Tried> = {
  '/pages/:slug': { once: () => ['/pages/privacy', '/fa/pages/accessibility', '/pages/nothing'] },
  '/statements': { once: () => ['/statements', '/he/statements'] },
  '/': { once: () => ['/', '/fr', '/ar'] },
  '/search': {
    once: ({ testimonies }) => [
      ...[
        '',
        '?sort=departure',
        '?sort=title',
        '?page=2',
        '?year_from=1880&year_to=1889',
        '?view=map',
        '?view=timeline',
      ].map((query) => `/search${query}`),
      `/search?${testimonies.map(({ collection }) => `collection=${collection}`).join('&')}`,
      `/search?${testimonies.map(({ topics, places }) => `topic=${topics.at(-1)}&place=${places[1]}`).join('&')}`,
      `/search?q=${testimonies.map(({ collection, places }) => `collection:${collection} -place:${places.at(-1)}`).join(' ')}`.replaceAll(
        ' ',
        '+',
      ),
    ],
  },
  '/testimonies/:accession': {
    each: ({ accession, passages }) => [
      `/testimonies/${accession}`,
      `/fr/testimonies/${accession}?text=ar&cite=${passages[4]}`,
      `/testimonies/${accession}?beside=ar&chapter=1&cite=${passages[1]}`,
    ],
  },
  '/passages/:id': {
    each: ({ passages }) => [passages[0]!, passages[2]!, passages[4]!].map((id) => `/passages/${id}`),
  },
  '/countries': { once: () => ['/countries'] },
  '/countries/:code': { once: () => ['/countries/IQ', '/countries/SY?year=1938', '/ar/countries/IQ?year=1930'] },
  '/people': { once: () => ['/people'] },
  '/people/:slug': { each: ({ people }) => people.map((slug) => `/people/${slug}`) },
  '/places': { once: () => ['/places'] },
  '/places/:slug': { each: ({ places }) => places.slice(-5).map((slug) => `/places/${slug}`) },
  '/topics': { once: () => ['/topics'] },
  '/topics/:slug': { each: ({ topics }) => topics.slice(1).map((slug) => `/topics/${slug}`) },
  '/topics/events/:slug': { once: () => ['/topics/events/farhud'] },
  '/topics/communities/:slug': { once: () => ['/topics/communities/baghdadi'] },
  '/collections': { once: () => ['/collections'] },
  '/collections/:slug': { each: ({ collection }) => [`/collections/${collection}`] },
  '/style': { once: () => ['/style'] },
  '/testimonies/:accession/cite': {
    each: ({ accession, passages }) => [
      `/testimonies/${accession}/cite`,
      `/testimonies/${accession}/cite?of=ar&passage=${passages[0]}`,
    ],
  },
  '/cite/oral-history.csl': { once: () => ['/cite/oral-history.csl'] },
  '/testimonies/:accession/reference/:format': {
    each: ({ accession, passages }) => [
      ...['ris', 'bib', 'json'].map((format) => `/testimonies/${accession}/reference/${format}`),
      `/fr/testimonies/${accession}/reference/ris?passage=${passages[4]}`,
    ],
  },
  '/feed.atom': { once: () => ['/feed.atom', '/ar/feed.atom'] },
  '/countries/:code/feed.atom': { once: () => ['/countries/IQ/feed.atom'] },
  '/search/feed.atom': {
    once: () => ['/search/feed.atom', '/search/feed.atom?q=of', '/ar/search/feed.atom?country=IQ'],
  },
  '/quotations/:id': { each: ({ quotations }) => quotations.map((id) => `/quotations/${id}`) },
  '/quotations/:id/text': { each: ({ quotations }) => quotations.map((id) => `/quotations/${id}/text`) },
  '/passages/:id/share': {
    each: ({ passages }) => [`/passages/${passages[0]}/share`, `/ar/passages/${passages[4]}/share`],
  },
  '/passages/:id/card.png': { each: ({ passages }) => [`/passages/${passages[0]}/card.png`] },
  '/embed/passages/:id': {
    each: ({ passages }) => [`/embed/passages/${passages[0]}`, `/embed/passages/${passages[2]}`],
  },
  '/oembed': {
    each: ({ passages }) => [`/oembed?url=${encodeURIComponent(`http://kolot.example/en/passages/${passages[0]}`)}`],
  },
  '/testimonies/:accession/photographs/:id': {
    each: ({ accession, files }) =>
      files
        .filter(({ kind }) => kind === 'photograph')
        .map(({ publicId }) => `/testimonies/${accession}/photographs/${publicId}`),
  },
  '/search/export.:format': {
    once: () => [
      ...['csv', 'json', 'txt', 'ris', 'bib', 'csl.json', 'mla.txt'].map((format) => `/search/export.${format}`),
      '/fr/search/export.txt?q=of',
    ],
  },
  '/search/concordance': {
    once: () => ['/search/concordance', '/search/concordance?q=of', '/search/concordance?q=of&order=after&page=2'],
  },
  '/search/frequency': { once: () => ['/search/frequency?q=of', '/ar/search/frequency'] },
};
