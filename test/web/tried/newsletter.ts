import type { Tried } from './tried.ts';

const KEY = 'x'.repeat(43);

export const NEWSLETTER: Record<string, Tried> = {
  '/newsletter': { once: () => ['/newsletter'] },
  '/newsletter/confirm/:key': { once: () => [`/newsletter/confirm/${KEY}`] },
  '/newsletter/:key': { once: () => [`/newsletter/${KEY}`] },
  '/newsletter/:key/leave': { once: () => [`/newsletter/${KEY}/leave`] },
  '/desk/newsletter': { once: () => ['/desk/newsletter'] },
  '/desk/newsletter/subscribers': { once: () => ['/desk/newsletter/subscribers'] },
  '/desk/newsletter/:id': { once: () => ['/desk/newsletter/1'] },
  '/desk/newsletter/:id/preview': { once: () => ['/desk/newsletter/1/preview?of=ar'] },
};
