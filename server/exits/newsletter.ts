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
  {
    name: 'newsletter at the desk',
    kind: 'page',
    address: '/desk/newsletter',
    leaves: 'to staff: issues, how many letters went out, how many subscribers there are',
  },
  { name: 'issue begun', kind: 'form', address: 'POST /desk/newsletter', leaves: 'nothing' },
  {
    name: 'subscribers',
    kind: 'page',
    address: '/desk/newsletter/subscribers',
    leaves: 'to staff: addresses of subscribers and what they chose',
  },
  {
    name: 'table of subscribers',
    kind: 'form',
    address: 'POST /desk/newsletter/subscribers.csv',
    leaves: 'to administrators: addresses of subscribers and what they chose',
  },
  {
    name: 'issue of the newsletter',
    kind: 'page',
    address: '/desk/newsletter/:id',
    leaves: 'to staff: texts, numbers of testimonies',
  },
  { name: 'issue saved', kind: 'form', address: 'POST /desk/newsletter/:id', leaves: 'nothing' },
  {
    name: 'issue looked at',
    kind: 'page',
    address: '/desk/newsletter/:id/preview',
    leaves: 'to staff: a letter as everyone may read it',
  },
  { name: 'letter to try', kind: 'form', address: 'POST /desk/newsletter/:id/test', leaves: 'a mail' },
  { name: 'issue sent', kind: 'form', address: 'POST /desk/newsletter/:id/send', leaves: 'mails' },
  { name: 'issue stopped', kind: 'form', address: 'POST /desk/newsletter/:id/stop', leaves: 'nothing' },
  {
    name: 'letter of the newsletter',
    kind: 'mail',
    address: 'subscribers',
    leaves: 'titles, names and departures of testimonies that everyone may see when it goes out; no sample',
  },
];
