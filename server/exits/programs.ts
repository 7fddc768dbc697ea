/** What programs ask for, files, what is kept beside the archive, what is sent and logged, and commands. */
import type { Exit } from './exit.ts';

export const PROGRAMS: readonly Exit[] = [
  { name: 'search API', kind: 'data', address: '/api/v1/search', leaves: 'as the page of the search' },
  {
    name: 'suggestions API',
    kind: 'data',
    address: '/api/v1/suggest',
    leaves: 'names of people, places, topics, events and communities, titles, counts',
  },
  {
    name: 'health',
    kind: 'data',
    address: '/api/v1/health',
    leaves: 'whether the archive is well; to staff, what is wrong',
  },
  { name: 'file', kind: 'file', address: '/media/:id', leaves: 'a recording, a photograph, a document' },
  { name: 'picture', kind: 'file', address: '/media/:id/:name', leaves: 'a picture at a width, or its thumbnail' },
  {
    name: 'captions',
    kind: 'file',
    address: '/media/:id/:lang.vtt',
    leaves: 'the words of a recording in time, who speaks',
  },
  { name: 'assets', kind: 'fixed', address: '/assets/{*name}', leaves: 'style sheet, scripts, faces' },
  { name: 'robots', kind: 'fixed', address: '/robots.txt', leaves: 'what search engines may read' },
  { name: 'lists of pages', kind: 'data', address: '/sitemap.xml', leaves: 'how many lists of pages there are' },
  {
    name: 'list of pages',
    kind: 'data',
    address: '/sitemap/:list.xml',
    leaves: 'addresses of what every visitor may read, whoever asks',
  },
  {
    name: 'search index',
    kind: 'derived',
    address: 'search*.db',
    leaves: 'all that can be found, an index for each audience',
  },
  {
    name: 'Meilisearch',
    kind: 'derived',
    address: 'MEILI_HOST',
    leaves:
      'all that can be found, each testimony as those of each reach may find it; asked with a token of that reach',
  },
  {
    name: 'renditions',
    kind: 'derived',
    address: 'derived/',
    leaves: 'pictures without metadata, sound with what is withheld silent',
  },
  {
    name: 'mail',
    kind: 'mail',
    address: 'SMTP_URL',
    leaves:
      'what the templates of server/mail say, to whom it is about; words of the archive only where a person wrote them, and titles, narrators and countries left in news of a saved search, as its reader may see them when it is handed over',
  },
  {
    name: 'log',
    kind: 'log',
    address: 'standard output',
    leaves: 'errors: method and path, never a query or words of the archive',
  },
  {
    name: 'reports of commands',
    kind: 'command',
    address: 'kolot import, check, account, erase',
    leaves: 'accession numbers, titles, reasons',
  },
  { name: 'backup', kind: 'command', address: 'kolot backup', leaves: 'the whole archive, closed things as well' },
];
