/** What readers of the archive see. */
import type { Exit } from './exit.ts';

export const READING: readonly Exit[] = [
  {
    name: 'home',
    kind: 'page',
    address: '/',
    leaves: 'a passage with its sound, a photograph, the newest testimonies, countries',
  },
  {
    name: 'search',
    kind: 'page',
    address: '/search',
    leaves: 'testimonies found, passages, values of facets, counts, years',
  },
  {
    name: 'testimony',
    kind: 'page',
    address: '/testimonies/:accession',
    leaves:
      'description, names, words and translations, index, journey, losses, captions, citations, what is found within',
  },
  {
    name: 'passage',
    kind: 'page',
    address: '/passages/:id',
    leaves: 'where a passage stands: accession, text, chapter',
  },
  { name: 'countries', kind: 'page', address: '/countries', leaves: 'countries left, counts, first and last years' },
  {
    name: 'country',
    kind: 'page',
    address: '/countries/:code',
    leaves: 'towns, roads, years, events with a passage, photographs and testimonies of a country',
  },
  { name: 'people', kind: 'page', address: '/people', leaves: 'names' },
  { name: 'person', kind: 'page', address: '/people/:slug', leaves: 'names, birth, kin, testimonies' },
  { name: 'places', kind: 'page', address: '/places', leaves: 'names of places, counts' },
  { name: 'place', kind: 'page', address: '/places/:slug', leaves: 'names of a place, testimonies that lead there' },
  { name: 'topics', kind: 'page', address: '/topics', leaves: 'labels of terms, counts' },
  { name: 'topic', kind: 'page', address: '/topics/:slug', leaves: 'labels of a topic, testimonies' },
  { name: 'event', kind: 'page', address: '/topics/events/:slug', leaves: 'labels of an event, testimonies' },
  {
    name: 'community',
    kind: 'page',
    address: '/topics/communities/:slug',
    leaves: 'labels of a community, testimonies',
  },
  {
    name: 'collections',
    kind: 'page',
    address: '/collections',
    leaves: 'titles and descriptions of collections, counts',
  },
  { name: 'collection', kind: 'page', address: '/collections/:slug', leaves: 'a collection, its testimonies' },
  { name: 'style page', kind: 'fixed', address: '/style', leaves: 'nothing of the archive; closed in production' },
  {
    name: 'reference',
    kind: 'data',
    address: '/testimonies/:accession/reference/:format',
    leaves: 'title, names, date, place, abstract and times of a testimony or a passage',
  },
  { name: 'feed', kind: 'data', address: '/feed.atom', leaves: 'titles, names and abstracts of what is new' },
  {
    name: 'feed of a country',
    kind: 'data',
    address: '/countries/:code/feed.atom',
    leaves: 'titles, names and abstracts of what is new from a country',
  },
  {
    name: 'quotation',
    kind: 'page',
    address: '/quotations/:id',
    leaves: 'a passage as everyone may read it, its testimony and recording, the sum of its words',
  },
  {
    name: 'words of a quotation',
    kind: 'data',
    address: '/quotations/:id/text',
    leaves: 'the words of a passage as everyone may read them',
  },
  {
    name: 'quoting a passage',
    kind: 'form',
    address: 'POST /passages/:id/quotation',
    leaves: 'the address of the quotation, of what everyone may read',
  },
  {
    name: 'handing a passage on',
    kind: 'page',
    address: '/passages/:id/share',
    leaves: 'a passage, its link; what other sites may be given, where the agreements allow it',
  },
  {
    name: 'quotation card',
    kind: 'file',
    address: '/passages/:id/card.png',
    leaves: 'to everyone alike: a passage as a picture, where everyone may read it and the agreements allow it',
  },
  {
    name: 'passage in a frame',
    kind: 'page',
    address: '/embed/passages/:id',
    leaves: 'to everyone alike: a passage and its recording, where the agreements allow it',
  },
  {
    name: 'oEmbed',
    kind: 'data',
    address: '/oembed',
    leaves: 'to everyone alike: title and speaker of a passage, where the agreements allow it',
  },
  {
    name: 'photograph',
    kind: 'page',
    address: '/testimonies/:accession/photographs/:id',
    leaves: 'a photograph, its caption and date, the title of its testimony',
  },
];
