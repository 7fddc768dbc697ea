import type { Tried } from './tried.ts';

const KEY = 'x'.repeat(43); // of nobody

export const EVENTS: Record<string, Tried> = {
  '/events': { once: () => ['/events', '/ar/events?country=FR&city=Paris&language=fr'] },
  '/events.ics': { once: () => ['/events.ics'] },
  '/events/:slug': { once: () => ['/events/none'] },
  '/events/:slug.ics': { once: () => ['/events/none.ics'] },
  '/events/guest/:key': { once: () => [`/events/guest/${KEY}`] },
  '/desk/events': { once: () => ['/desk/events'] },
  '/desk/events/new': { once: () => ['/desk/events/new'] },
  '/desk/events/:id': { once: () => ['/desk/events/1'] },
};
