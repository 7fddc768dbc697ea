/** Nothing closed leaves by any exit, whoever asks: each exit, from the app's own router, with each state and each role. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Database } from '../../server/db/open.ts';
import { EXITS, type Exit } from '../../server/exits.ts';
import { mediaTools } from '../../server/media/sound.ts';
import { inserter } from '../insert.ts';
import { type Audience, CANARY, canary, type Planted, type PlantedTestimony, plant } from './planted.ts';
import { routesOf } from './routes.ts';
import { type OpenSite, openSite, signedIn } from './site.ts';

/** Who asks, and how far each reaches into every testimony of this archive. */
const VIEWERS: { name: string; role: string | null; reach: Audience }[] = [
  { name: 'visitor', role: null, reach: 0 },
  { name: 'reader', role: 'reader', reach: 1 },
  { name: 'granted', role: 'reader', reach: 2 },
  { name: 'giver', role: 'reader', reach: 3 },
  { name: 'archivist', role: 'archivist', reach: 4 },
];
/** Others, and which of the first are answered the same. */
const LIKE: { name: string; role: string; like: string }[] = [
  { name: 'ended', role: 'reader', like: 'reader' },
  { name: 'translator', role: 'translator', like: 'reader' },
  { name: 'coordinator', role: 'coordinator', like: 'reader' },
  { name: 'administrator', role: 'administrator', like: 'archivist' },
];

let site: OpenSite;
let words: Planted[];
let testimonies: PlantedTestimony[];
const cookies = new Map<string, string>();
const planted = new Map<string, Planted>();
const requests: number[] = []; // of two readers, for every testimony: once each could be asked for

function askedFor(db: Database, account: number, testimony: number): number {
  return inserter(db)('access_request', {
    account_id: account,
    testimony_id: testimony,
    who: 'A reader',
    purpose: 'A lesson',
  });
}

beforeAll(async () => {
  site = await openSite(async (archive) => {
    const ids = new Map<string, number>();
    for (const { name, role } of [...VIEWERS, ...LIKE]) {
      if (!role) continue;
      const { id, cookie } = signedIn(archive, role, name);
      ids.set(name, id);
      cookies.set(name, cookie);
    }
    const accounts = { granted: ids.get('granted')!, ended: ids.get('ended')!, giver: ids.get('giver')! };
    ({ words, testimonies } = await plant(archive, accounts));
    for (const one of words) planted.set(one.word, one);
    for (const reader of ['reader', 'ended']) {
      for (const { id } of testimonies) requests.push(askedFor(archive.db, ids.get(reader)!, id));
    }
  });
});
afterAll(() => site.close());

const ask = (path: string, viewer: string, headers: Record<string, string> = {}) =>
  site.ask(path, cookies.has(viewer) ? { cookie: cookies.get(viewer)!, ...headers } : headers);

/** The addresses by which an exit is tried: some once, some for each testimony. */
const TRIED: Record<string, { once?: () => string[]; each?: (one: PlantedTestimony) => string[] }> = {
  '/': { once: () => ['/', '/fr', '/ar'] },
  '/search': {
    once: () => [
      ...['', '?sort=departure', '?sort=title', '?page=2', '?year_from=1880&year_to=1889'].map(
        (query) => `/search${query}`,
      ),
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
  '/countries/:code': { once: () => ['/countries/IQ', '/countries/SY'] },
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
  '/sign-in': { once: () => ['/sign-in'] },
  '/testimonies/:accession/ask': { each: ({ accession }) => [`/testimonies/${accession}/ask`] },
  '/collections/:slug/ask': { each: ({ collection }) => [`/collections/${collection}/ask`] },
  '/account/requests': { once: () => ['/account/requests'] },
  '/account/requests/:id': { once: () => requests.map((id) => `/account/requests/${id}`) },
  '/desk/access': { once: () => ['/desk/access'] },
  '/desk/access/:id': { once: () => requests.map((id) => `/desk/access/${id}`) },
  '/desk': { once: () => ['/desk'] },
  '/sign-in/code': { once: () => ['/sign-in/code'] },
  '/account': { once: () => ['/account'] },
  '/account/new': { once: () => ['/account/new'] },
  '/account/forgot': { once: () => ['/account/forgot'] },
  '/account/password': { once: () => ['/account/password?key=x'] },
  '/account/codes': { once: () => ['/account/codes'] },
  '/desk/accounts': { once: () => ['/desk/accounts'] },
  '/desk/accounts/:id': { once: () => ['/desk/accounts/1'] },
  '/desk/questions': { once: () => ['/desk/questions', '/desk/questions?of=ar'] },
  '/desk/queue': { once: () => ['/desk/queue', '/desk/queue?view=all'] },
  '/desk/queue/:id': { once: () => ['/desk/queue/1'] },
  '/desk/queue/:id/files/:file': { once: () => ['/desk/queue/1/files/x'] },
  '/desk/health': { once: () => ['/desk/health'] },
  '/desk/jobs': { once: () => ['/desk/jobs', '/desk/jobs?state=failed'] },
  '/desk/audit': { once: () => ['/desk/audit', '/desk/audit?q=x&from=2026-01-01'] },
  '/desk/settings': { once: () => ['/desk/settings'] },
  '/desk/settings/mail/:name/:lang': { once: () => ['/desk/settings/mail/account_reset/ar'] },
  '/desk/mail': { once: () => ['/desk/mail', '/desk/mail?state=sent&page=2'] },
  '/desk/mail/:id': { once: () => ['/desk/mail/1'] },
  '/desk/testimonies': { once: () => ['/desk/testimonies'] },
  '/desk/testimonies/:accession': { each: ({ accession }) => [`/desk/testimonies/${accession}`] },
  '/desk/testimonies/:accession/history': { each: ({ accession }) => [`/desk/testimonies/${accession}/history`] },
  '/desk/testimonies/:accession/photographs': {
    each: ({ accession }) => [`/desk/testimonies/${accession}/photographs`],
  },
  '/desk/testimonies/:accession/care': { each: ({ accession }) => [`/desk/testimonies/${accession}/care?q=a`] },
  '/desk/agreements': { once: () => ['/desk/agreements'] },
  '/desk/batch': { once: () => ['/desk/batch'] },
  '/desk/batch/:id': { once: () => ['/desk/batch/1'] },
  '/desk/testimonies/:accession/transcripts': {
    each: ({ accession }) => [`/desk/testimonies/${accession}/transcripts`],
  },
  '/desk/testimonies/:accession/transcripts/:id': {
    each: ({ accession, transcripts: [own, other] }) => [
      `/desk/testimonies/${accession}/transcripts/${own}?beside=${other}&find=a`,
      `/desk/testimonies/${accession}/transcripts/${other}`,
    ],
  },
  '/desk/testimonies/:accession/peaks/:part': { each: ({ accession }) => [`/desk/testimonies/${accession}/peaks/1`] },
  '/desk/testimonies/:accession/transcripts/:id/synchronise': {
    each: ({ accession, transcripts: [own] }) => [
      `/desk/testimonies/${accession}/transcripts/${own}/synchronise?part=1`,
    ],
  },
  '/desk/testimonies/:accession/transcripts/:id/export/:format': {
    each: ({ accession, transcripts: [own, other] }) => [
      ...['webvtt', 'srt', 'text', 'csv', 'docx', 'ohms'].map(
        (format) => `/desk/testimonies/${accession}/transcripts/${own}/export/${format}`,
      ),
      `/desk/testimonies/${accession}/transcripts/${other}/export/csv?part=1`,
    ],
  },
  '/desk/testimonies/:accession/index-points': {
    each: ({ accession }) => [`/desk/testimonies/${accession}/index-points`],
  },
  '/desk/testimonies/:accession/redactions': {
    each: ({ accession, passages }) => [
      `/desk/testimonies/${accession}/redactions`,
      `/desk/testimonies/${accession}/redactions?passage=${passages[0]}`,
    ],
  },
  '/desk/import': { once: () => ['/desk/import'] },
  '/desk/import/:id': { once: () => ['/desk/import/1'] },
  '/desk/import/:id/report.csv': { once: () => ['/desk/import/1/report.csv'] },
  '/desk/testimonies/:accession/closing': { each: ({ accession }) => [`/desk/testimonies/${accession}/closing`] },
  '/desk/testimonies/:accession/leaks': { each: ({ accession }) => [`/desk/testimonies/${accession}/leaks`] },
  '/desk/testimonies/:accession/erase': { each: ({ accession }) => [`/desk/testimonies/${accession}/erase`] },
  '/desk/erasures': { once: () => ['/desk/erasures'] },
  '/desk/authorities': {
    once: () => [
      '/desk/authorities?kind=person&q=a',
      '/desk/authorities?kind=place&q=p',
      '/desk/authorities?kind=topic&q=t',
    ],
  },
  '/desk/vocabularies': { once: () => ['/desk/vocabularies'] },
  '/desk/vocabularies/:kind': { once: () => ['topic', 'place', 'person'].map((kind) => `/desk/vocabularies/${kind}`) },
  '/desk/vocabularies/:kind/:id': {
    once: () => ['topic', 'place', 'person'].map((kind) => `/desk/vocabularies/${kind}/1`),
  },
  '/desk/vocabularies/:kind/export.rdf': { once: () => ['/desk/vocabularies/person/export.rdf'] },
  '/desk/vocabularies/:kind/export.csv': { once: () => ['/desk/vocabularies/person/export.csv'] },
  '/desk/dates': { once: () => ['/desk/dates?text=1951'] },
  '/contribute': { once: () => ['/contribute'] },
  '/contribute/begin': { once: () => ['/contribute/begin'] },
  '/contribute/open': { once: () => ['/contribute/open'] },
  '/contribute/lost': { once: () => ['/contribute/lost'] },
  '/contribute/tape': { once: () => ['/contribute/tape'] },
  '/contribute/concern': { each: ({ accession }) => [`/contribute/concern?testimony=${accession}`] },
  '/contribute/thanks': { once: () => ['/contribute/thanks'] },
  '/contribute/paper': { once: () => ['/contribute/paper'] },
  '/contribute/:reference': { once: () => ['/contribute/S-00001/'] },
  '/contribute/:reference/link': { once: () => ['/contribute/S-00001/link'] },
  '/contribute/:reference/look': { once: () => ['/contribute/S-00001/look'] },
  '/contribute/:reference/step/:step': { once: () => ['/contribute/S-00001/step/story'] },
  '/contribute/:reference/people': { once: () => ['/contribute/S-00001/people'] },
  '/contribute/:reference/confirm': { once: () => ['/contribute/S-00001/confirm'] },
  '/contribute/:reference/files/:id/picture': { once: () => ['/contribute/S-00001/files/abcdefghjkmn/picture'] },
  '/contribute/:reference/files/:id': { once: () => ['/contribute/S-00001/files/abcdefghjkmn'] },
  '/contribute/:reference/record': { once: () => ['/contribute/S-00001/record'] },
  '/contribute/:reference/uploads/:id': { once: () => ['/contribute/S-00001/uploads/0123456789abcdef'] },
  '/contribute/:reference/copy.zip': { once: () => ['/contribute/S-00001/copy.zip'] },
  '/contribute/:reference/agreement': { once: () => ['/contribute/S-00001/agreement'] },
  '/contribute/:reference/agreement/print': { once: () => ['/contribute/S-00001/agreement/print'] },
  '/contribute/:reference/withdraw': { once: () => ['/contribute/S-00001/withdraw'] },
  '/contribute/:reference/reading': { once: () => ['/contribute/S-00001/reading'] },
  '/api/v1/search': { once: () => ['/api/v1/search', '/api/v1/search?lang=fr&page=2&sort=title'] },
  '/api/v1/suggest': {
    once: () => ['anna', 'of', 'b', 'ir', 'a', 's', 'ا', 'ב'].map((q) => `/api/v1/suggest?q=${encodeURIComponent(q)}`),
    each: ({ accession, people, topics, places }) => [
      `/api/v1/suggest?q=${accession}&lang=he`,
      ...[...people, ...topics, ...places.slice(-5)].map((slug) => `/api/v1/suggest?q=${slug.slice(0, 12)}`),
    ],
  },
  '/api/v1/health': { once: () => ['/api/v1/health'] },
  '/media/:id': { each: ({ files }) => files.map(({ publicId }) => `/media/${publicId}`) },
  '/media/:id/:name': {
    each: ({ files }) =>
      files
        .filter(({ kind }) => kind === 'photograph')
        .flatMap(({ publicId }, at) => [
          `/media/${publicId}/320.jpeg`,
          ...(at === 1 ? [`/media/${publicId}/thumb-320.jpeg`] : []),
        ]),
  },
  '/media/:id/:lang.vtt': {
    each: ({ files }) =>
      files
        .filter(({ kind }) => kind === 'audio')
        .flatMap(({ publicId }) => [`/media/${publicId}/en.vtt`, `/media/${publicId}/ar.vtt`]),
  },
  '/assets/{*name}': { once: () => ['/assets/site.css'] },
  '/robots.txt': { once: () => ['/robots.txt'] },
};

function addresses(exit: Exit): string[] {
  const { once = () => [], each = () => [] } = TRIED[exit.address]!;
  return [...once(), ...testimonies.flatMap(each)];
}

const isRoute = ({ address }: Exit) => /^([A-Z]+ )?\//.test(address);
const described = (word: Planted) => `${word.word}: the ${word.place} of “${word.state}”, for ${word.audience}`;
const wordsIn = (text: string) => new Set(text.match(CANARY)?.filter((word) => word !== TAG) ?? []);
/** Where nothing can take it off, a recording is served as it came, to those who may know every name in it. */
const TAG = mediaTools() ? null : canary('every', 'tag');

test('every route of the app is in the register of exits, and every route of the register in the app', () => {
  expect(
    EXITS.filter(isRoute)
      .map(({ address }) => address)
      .sort(),
  ).toEqual(routesOf(site.app).sort());
});

test('the first page opens with a voice that everyone may hear', async () => {
  const { text } = await ask('/', 'visitor');
  const spoken = [...wordsIn(text.split('class="voice"')[1]!.split('</section>')[0]!)].map(
    (word) => planted.get(word)!,
  );
  expect(spoken.map(({ place }) => place)).toEqual(expect.arrayContaining(['besideRedacted', 'narrator']));
  for (const { state } of spoken) expect(state).toBe('plain');
});

test('every exit that answers a request is tried here', () => {
  const asked = EXITS.filter((exit) => isRoute(exit) && exit.kind !== 'form').map(({ address }) => address);
  expect(Object.keys(TRIED).sort()).toEqual(asked.sort());
});

describe.each(VIEWERS)('$name', ({ name, reach }) => {
  test('is shown by no exit what is closed to them, and by some exit all that is not', async () => {
    const shown = new Set<string>();
    const leaks: string[] = [];
    for (const exit of EXITS.filter((one) => isRoute(one) && one.kind !== 'form')) {
      await together(addresses(exit), async (path) => {
        const { status, headers, text } = await ask(path, name);
        if (status >= 500) leaks.push(`${path} failed`);
        const asked = wordsIn(path);
        for (const word of wordsIn(`${JSON.stringify(headers)} ${text}`)) {
          if (asked.has(word)) continue;
          shown.add(word);
          const known = planted.get(word);
          if (!known || known.audience > reach) leaks.push(`${path} shows ${known ? described(known) : word}`);
        }
      });
    }
    expect(leaks).toEqual([]);
    const missing = words.filter((one) => one.shown && one.audience <= reach && !shown.has(one.word));
    expect(missing.map(described)).toEqual([]);
  }, 120_000); // hundreds of addresses, of the desk too, on whatever machine this is

  test('finds every word open to them, and no other, whole or begun', async () => {
    const wrong: string[] = [];
    await together(testimonies, async ({ state, described: D }) => {
      const of = words.filter((one) => one.state === state && one.found);
      const open = of.filter(({ audience }) => Math.max(audience, D) <= reach).map(({ word }) => word);
      const closed = words.filter((one) => one.state === state && Math.max(one.found ? one.audience : 9, D) > reach);
      const searches: [string, number][] = [
        ...inSome(open).map((some): [string, number] => [some.join(' '), 1]),
        ...inSome(closed.map(({ word }) => word)).flatMap((some): [string, number][] => [
          [some.join(' OR '), 0],
          [some.map((word) => `${word.slice(0, 9)}*`).join(' OR '), 0],
        ]),
      ];
      for (const [q, expected] of searches) {
        const { text } = await ask(`/api/v1/search?q=${encodeURIComponent(q)}`, name);
        const { total, results } = JSON.parse(text);
        if (total !== expected || results.length !== expected) wrong.push(`${state}: ${total} for ${q}`);
      }
    });
    expect(wrong).toEqual([]);
  });

  test('counts only what they may know of', async () => {
    const known = testimonies.filter((one) => one.described <= reach);
    const answer = JSON.parse((await ask('/api/v1/search', name)).text);
    expect(answer.total).toBe(known.length);
    const counts = (facet: string) =>
      Object.fromEntries(answer.facets[facet].map((one: { value: string; count: number }) => [one.value, one.count]));
    expect(counts('form')).toEqual({ interview: known.length });
    expect(counts('collection')).toEqual(Object.fromEntries(known.map(({ collection }) => [collection, 1])));
    expect(answer.years).toEqual(known.map(({ firstYear }) => ({ year: firstYear, count: 1 })));
    expect(answer.undated).toBe(0);
    expect(Object.keys(counts('recorded'))).toHaveLength(known.length);
  });
});

describe.each(LIKE)('$name', ({ name, like }) => {
  test(`is shown and served just what the ${like} is`, async () => {
    const asked = [
      ...['/', '/search', '/people', '/places', '/topics', '/collections', '/api/v1/search', '/api/v1/health'],
      ...testimonies.map(({ accession }) => `/testimonies/${accession}?beside=ar`),
      ...testimonies
        .flatMap(({ files }) => files.filter(({ kind }) => kind !== 'photograph'))
        .map(({ publicId }) => `/media/${publicId}`),
    ];
    const different: string[] = [];
    await together(asked, async (path) => {
      const [own, other] = await Promise.all([ask(path, name), ask(path, like)]);
      const same = own.status === other.status && own.text.replaceAll(name, like) === other.text;
      if (!same) different.push(path);
    });
    expect(different).toEqual([]);
  });
});

test('the search index of each audience knows no word that is not for it', () => {
  const name = readdirSync(site.archive.folder).find((file) => /^search.*\.db$/.test(file))!;
  const index = new Sqlite(join(site.archive.folder, name), { readonly: true });
  const wrong: string[] = [];
  let met = 0;
  for (const audience of [0, 1, 2, 3]) {
    for (const word of index.prepare<[], string>(`SELECT word FROM term_${audience}`).pluck().all()) {
      const known = planted.get(word);
      if (!known) continue;
      met += 1;
      if (known.audience > audience || !known.found) wrong.push(`${audience}: ${described(known)}`);
    }
  }
  index.close();
  expect(wrong).toEqual([]);
  expect(met).toBeGreaterThanOrEqual(words.filter(({ found }) => found).length);
});

test('no rendition carries what was written in its original', () => {
  const folder = join(site.archive.folder, 'derived');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(1);
  for (const { parentPath, name } of files) {
    expect([name, ...wordsIn(readFileSync(join(parentPath, name), 'latin1'))]).toEqual([name]);
  }
});

test('the log has no word of the archive', () => {
  expect(site.logged).toEqual([]);
});

/** Works through a list, a few at a time. */
async function together<T>(list: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = [...list];
  const workers = Array.from({ length: 6 }, async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
  });
  await Promise.all(workers);
}

function inSome<T>(list: T[]): T[][] {
  const some: T[][] = [];
  for (let at = 0; at < list.length; at += 30) some.push(list.slice(at, at + 30));
  return some;
}
