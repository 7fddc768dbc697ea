/** Gatherings that the public is asked to. Nothing of a testimony is in any of it. */
import type { Exit } from './exit.ts';

export const EVENTS: readonly Exit[] = [
  { name: 'events', kind: 'page', address: '/events', leaves: 'gatherings ahead, when and in which town' },
  {
    name: 'calendar of events',
    kind: 'data',
    address: '/events.ics',
    leaves: 'gatherings ahead; of a protected one, the town alone',
  },
  {
    name: 'one event',
    kind: 'page',
    address: '/events/:slug',
    leaves: 'a gathering; of a protected one neither venue nor address',
  },
  {
    name: 'one event for a calendar',
    kind: 'data',
    address: '/events/:slug.ics',
    leaves: 'a gathering; of a protected one, the town alone',
  },
  { name: 'registering', kind: 'form', address: 'POST /events/:slug/guests', leaves: 'a mail' },
  {
    name: 'seats of a guest',
    kind: 'page',
    address: '/events/guest/:key',
    leaves: 'to whoever has the key: their name and seats; to a confirmed guest, the address',
  },
  { name: 'seats given back', kind: 'form', address: 'POST /events/guest/:key', leaves: 'a mail to whoever is next' },
  { name: 'events at the desk', kind: 'page', address: '/desk/events', leaves: 'every gathering' },
  { name: 'new event', kind: 'page', address: '/desk/events/new', leaves: 'nothing' },
  { name: 'event made', kind: 'form', address: 'POST /desk/events', leaves: 'nothing' },
  {
    name: 'one event at the desk',
    kind: 'page',
    address: '/desk/events/:id',
    leaves: 'a gathering; names and addresses of its guests',
  },
  { name: 'event changed', kind: 'form', address: 'POST /desk/events/:id', leaves: 'mails to guests' },
  { name: 'event called off', kind: 'form', address: 'POST /desk/events/:id/cancel', leaves: 'mails to guests' },
];
