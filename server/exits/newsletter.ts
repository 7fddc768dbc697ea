/** The newsletter, and offers to take part. */
import type { Exit } from './exit.ts';

export const NEWSLETTER: readonly Exit[] = [
  { name: 'newsletter page', kind: 'page', address: '/newsletter', leaves: 'names of countries of origin' },
  { name: 'asking for the newsletter', kind: 'form', address: 'POST /newsletter', leaves: 'a mail' },
  {
    name: 'confirmation page of the newsletter',
    kind: 'page',
    address: '/newsletter/confirm/:key',
    leaves: 'nothing of the archive',
  },
  { name: 'newsletter confirmed', kind: 'form', address: 'POST /newsletter/confirm/:key', leaves: 'nothing' },
  {
    name: 'choices of a subscriber',
    kind: 'page',
    address: '/newsletter/:key',
    leaves: 'to whoever has the key: their address and choices, names of countries',
  },
  { name: 'choices changed', kind: 'form', address: 'POST /newsletter/:key', leaves: 'nothing' },
  {
    name: 'leaving page of the newsletter',
    kind: 'page',
    address: '/newsletter/:key/leave',
    leaves: 'nothing of the archive',
  },
  { name: 'leaving the newsletter', kind: 'form', address: 'POST /newsletter/:key/leave', leaves: 'nothing' },
];
