import type { Tried } from './tried.ts';

export const ACCOUNT: Record<string, Tried> = {
  '/sign-in': { once: () => ['/sign-in'] },
  '/testimonies/:accession/ask': { each: ({ accession }) => [`/testimonies/${accession}/ask`] },
  '/collections/:slug/ask': { each: ({ collection }) => [`/collections/${collection}/ask`] },
  '/account/requests': { once: () => ['/account/requests'] },
  '/account/requests/:id': { once: ({ requests }) => requests.map((id) => `/account/requests/${id}`) },
  '/sign-in/code': { once: () => ['/sign-in/code'] },
  '/account': { once: () => ['/account'] },
  '/account/new': { once: () => ['/account/new'] },
  '/account/forgot': { once: () => ['/account/forgot'] },
  '/account/password': { once: () => ['/account/password?key=x'] },
  '/account/searches': { once: () => ['/account/searches'] },
  '/searches/:key/feed.atom': { once: () => [`/searches/${'x'.repeat(43)}/feed.atom`] },
  '/searches/stop/:key': { once: () => [`/searches/stop/${'x'.repeat(43)}`] },
  '/account/codes': { once: () => ['/account/codes'] },
};
