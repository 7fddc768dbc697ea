/**
 * Every way in which something of the archive leaves it. What is added to the house adds its exits here: a test walks each
 * with every role and state of a testimony, and refuses a route that is not listed.
 */
export interface Exit {
  name: string;
  kind:
    | 'page' // HTML, in each language
    | 'form' // what a page sends
    | 'data' // for programs
    | 'file' // pictures, sound, documents, captions
    | 'fixed' // the same for everybody, nothing of the archive in it
    | 'derived' // kept beside the archive, to be thrown away at any time
    | 'mail' // sent to somebody
    | 'log'
    | 'command'; // run by who keeps the archive
  /** Of a route, its method (GET where none is named) and path without the language; else where it goes. */
  address: string;
  leaves: string;
}

export const EXITS: readonly Exit[] = [
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
    leaves: 'years, places, events and testimonies of a country',
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
  { name: 'sign-in page', kind: 'page', address: '/sign-in', leaves: 'nothing of the archive' },
  { name: 'sign-in', kind: 'form', address: 'POST /sign-in', leaves: 'a cookie' },
  { name: 'sign-out', kind: 'form', address: 'POST /sign-out', leaves: 'nothing' },
  {
    name: 'asking for a testimony',
    kind: 'page',
    address: '/testimonies/:accession/ask',
    leaves: 'to those signed in: the title of what is opened on request',
  },
  { name: 'request for a testimony', kind: 'form', address: 'POST /testimonies/:accession/ask', leaves: 'nothing' },
  {
    name: 'asking for a collection',
    kind: 'page',
    address: '/collections/:slug/ask',
    leaves: 'to those signed in: the title of a collection',
  },
  { name: 'request for a collection', kind: 'form', address: 'POST /collections/:slug/ask', leaves: 'nothing' },
  {
    name: 'own requests',
    kind: 'page',
    address: '/account/requests',
    leaves: 'to the reader: titles of what they asked for, while they may know of it',
  },
  {
    name: 'own request',
    kind: 'page',
    address: '/account/requests/:id',
    leaves: 'to the reader: the same, and what they and the archive wrote',
  },
  { name: 'answer to the archive', kind: 'form', address: 'POST /account/requests/:id', leaves: 'nothing' },
  { name: 'access requests', kind: 'page', address: '/desk/access', leaves: 'to staff: who asks for what' },
  { name: 'access request', kind: 'page', address: '/desk/access/:id', leaves: 'to staff: a request with its words' },
  { name: 'decision on access', kind: 'form', address: 'POST /desk/access/:id', leaves: 'words to the reader' },
  { name: 'end of a grant', kind: 'form', address: 'POST /desk/access/:id/end', leaves: 'nothing' },
  { name: 'desk', kind: 'page', address: '/desk', leaves: 'to staff: what waits for whom' },
  {
    name: 'catalogue',
    kind: 'page',
    address: '/desk/testimonies',
    leaves: 'to staff: every testimony, closed ones as well',
  },
  { name: 'new testimony', kind: 'form', address: 'POST /desk/testimonies', leaves: 'nothing' },
  {
    name: 'catalogue entry',
    kind: 'page',
    address: '/desk/testimonies/:accession',
    leaves: 'to staff: the whole entry, what they typed, others like it',
  },
  {
    name: 'saving an entry',
    kind: 'form',
    address: 'POST /desk/testimonies/:accession',
    leaves: 'to staff: as the entry',
  },
  { name: 'draft of an entry', kind: 'form', address: 'POST /desk/testimonies/:accession/draft', leaves: 'nothing' },
  {
    name: 'history of an entry',
    kind: 'page',
    address: '/desk/testimonies/:accession/history',
    leaves: 'to staff: who changed what, and what stood there before',
  },
  { name: 'earlier entry', kind: 'form', address: 'POST /desk/testimonies/:accession/restore', leaves: 'nothing' },
  {
    name: 'pictures of an entry',
    kind: 'page',
    address: '/desk/testimonies/:accession/photographs',
    leaves: 'to staff: pictures, captions, the names their files had',
  },
  {
    name: 'saving pictures',
    kind: 'form',
    address: 'POST /desk/testimonies/:accession/photographs',
    leaves: 'to staff: as the pictures',
  },
  {
    name: 'words of care',
    kind: 'page',
    address: '/desk/testimonies/:accession/care',
    leaves: 'to staff: passages, what readers are told before them',
  },
  { name: 'saving words of care', kind: 'form', address: 'POST /desk/testimonies/:accession/care', leaves: 'nothing' },
  { name: 'batch', kind: 'page', address: '/desk/batch', leaves: 'to staff: how many a search finds, batches made' },
  {
    name: 'making a batch',
    kind: 'form',
    address: 'POST /desk/batch',
    leaves: 'to staff: what would be different, field by field',
  },
  { name: 'batch made', kind: 'page', address: '/desk/batch/:id', leaves: 'to staff: titles of what was changed' },
  {
    name: 'undoing a batch',
    kind: 'form',
    address: 'POST /desk/batch/:id/undo',
    leaves: 'to staff: what stays as it is',
  },
  {
    name: 'authorities offered',
    kind: 'data',
    address: '/desk/authorities',
    leaves: 'to staff: places, people and terms by any of their names',
  },
  {
    name: 'vocabularies',
    kind: 'page',
    address: '/desk/vocabularies',
    leaves: 'how many places, people and terms there are',
  },
  {
    name: 'vocabulary',
    kind: 'page',
    address: '/desk/vocabularies/:kind',
    leaves: 'to staff: every place, person or term',
  },
  { name: 'new authority', kind: 'form', address: 'POST /desk/vocabularies/:kind', leaves: 'nothing' },
  {
    name: 'authority',
    kind: 'page',
    address: '/desk/vocabularies/:kind/:id',
    leaves: 'to staff: a place, person or term, where it is used, who changed it',
  },
  {
    name: 'saving an authority',
    kind: 'form',
    address: 'POST /desk/vocabularies/:kind/:id',
    leaves: 'to staff: as the authority',
  },
  {
    name: 'joining authorities',
    kind: 'form',
    address: 'POST /desk/vocabularies/:kind/:id/join',
    leaves: 'to staff: both, side by side',
  },
  {
    name: 'earlier authority',
    kind: 'form',
    address: 'POST /desk/vocabularies/:kind/:id/undo',
    leaves: 'nothing',
  },
  {
    name: 'vocabulary as SKOS',
    kind: 'data',
    address: '/desk/vocabularies/:kind/export.rdf',
    leaves: 'to staff: every name of every place, person or term',
  },
  {
    name: 'vocabulary as a table',
    kind: 'data',
    address: '/desk/vocabularies/:kind/export.csv',
    leaves: 'to staff: as SKOS',
  },
  {
    name: 'vocabulary brought in',
    kind: 'form',
    address: 'POST /desk/vocabularies/:kind/import',
    leaves: 'to staff: what was added and what was refused',
  },
  { name: 'date understood', kind: 'data', address: '/desk/dates', leaves: 'nothing of the archive' },
  {
    name: 'outbox',
    kind: 'page',
    address: '/desk/mail',
    leaves: 'to staff: mails written, to whom; to administrators those with links that open accounts',
  },
  {
    name: 'mail in the outbox',
    kind: 'page',
    address: '/desk/mail/:id',
    leaves: 'to staff: a mail, with its link until sent',
  },
  { name: 'mail sent again', kind: 'form', address: 'POST /desk/mail/:id/again', leaves: 'a mail' },
  { name: 'mail passed on', kind: 'form', address: 'POST /desk/mail/:id/delivered', leaves: 'nothing' },
  { name: 'sign-in code page', kind: 'page', address: '/sign-in/code', leaves: 'nothing of the archive' },
  { name: 'sign-in code', kind: 'form', address: 'POST /sign-in/code', leaves: 'a cookie' },
  { name: 'sign-up page', kind: 'page', address: '/account/new', leaves: 'nothing of the archive' },
  { name: 'sign-up', kind: 'form', address: 'POST /account/new', leaves: 'a mail' },
  { name: 'password forgotten page', kind: 'page', address: '/account/forgot', leaves: 'nothing of the archive' },
  {
    name: 'password forgotten',
    kind: 'form',
    address: 'POST /account/forgot',
    leaves: 'a mail, where there is an account',
  },
  { name: 'password page', kind: 'page', address: '/account/password', leaves: 'the address of whose link it is' },
  { name: 'password', kind: 'form', address: 'POST /account/password', leaves: 'a cookie' },
  { name: 'own account', kind: 'page', address: '/account', leaves: 'to its owner: name, browsers signed in' },
  { name: 'own name', kind: 'form', address: 'POST /account/name', leaves: 'nothing' },
  { name: 'own password', kind: 'form', address: 'POST /account/change-password', leaves: 'a cookie, a mail' },
  { name: 'own browsers', kind: 'form', address: 'POST /account/browsers', leaves: 'nothing' },
  { name: 'own account deleted', kind: 'form', address: 'POST /account/delete', leaves: 'nothing' },
  { name: 'one-time codes page', kind: 'page', address: '/account/codes', leaves: 'to its owner: a new secret' },
  {
    name: 'one-time codes on',
    kind: 'form',
    address: 'POST /account/codes/on',
    leaves: 'to its owner: codes on paper',
  },
  {
    name: 'codes on paper',
    kind: 'form',
    address: 'POST /account/codes/paper',
    leaves: 'to its owner: codes on paper',
  },
  { name: 'one-time codes off', kind: 'form', address: 'POST /account/codes/off', leaves: 'a mail' },
  { name: 'accounts', kind: 'page', address: '/desk/accounts', leaves: 'to administrators: names, addresses, roles' },
  { name: 'invitation', kind: 'form', address: 'POST /desk/accounts', leaves: 'a mail' },
  {
    name: 'account',
    kind: 'page',
    address: '/desk/accounts/:id',
    leaves: 'to administrators: an account, its browsers',
  },
  { name: 'role of an account', kind: 'form', address: 'POST /desk/accounts/:id/role', leaves: 'nothing' },
  { name: 'account closed', kind: 'form', address: 'POST /desk/accounts/:id/disable', leaves: 'nothing' },
  { name: 'account opened again', kind: 'form', address: 'POST /desk/accounts/:id/enable', leaves: 'nothing' },
  { name: 'codes of an account off', kind: 'form', address: 'POST /desk/accounts/:id/codes-off', leaves: 'a mail' },
  { name: 'account signed out', kind: 'form', address: 'POST /desk/accounts/:id/sign-out', leaves: 'nothing' },
  { name: 'link for an account', kind: 'form', address: 'POST /desk/accounts/:id/reset', leaves: 'a mail' },
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
      'what the templates of server/mail say, to whom it is about; words of the archive only where a person wrote them',
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
    address: 'kolot import, check, account',
    leaves: 'accession numbers, titles, reasons',
  },
  { name: 'backup', kind: 'command', address: 'kolot backup', leaves: 'the whole archive, closed things as well' },
];
