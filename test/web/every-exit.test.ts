/** Nothing closed leaves by any exit, whoever asks: each exit, from the app's own router, with each state and each role. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Database } from '../../server/db/open.ts';
import { EXITS, type Exit } from '../../server/exits.ts';
import { mediaTools } from '../../server/media/sound.ts';
import { inserter } from '../insert.ts';
import { type Audience, CANARY, canary, type Planted, type PlantedTestimony, plant } from './planted.ts';
import { plantCompositions } from './planted-compositions.ts';
import { type PlantedShelf, plantShelf } from './planted-shelf.ts';
import { routesOf } from './routes.ts';
import { type OpenSite, openSite, signedIn } from './site.ts';
import { ACCOUNT } from './tried/account.ts';
import { CATALOGUE } from './tried/catalogue.ts';
import { COMPOSITIONS } from './tried/compositions.ts';
import { CONTRIBUTE } from './tried/contribute.ts';
import { DESK } from './tried/desk.ts';
import { EVENTS } from './tried/events.ts';
import { NEWSLETTER } from './tried/newsletter.ts';
import { PROGRAMS } from './tried/programs.ts';
import { READING } from './tried/reading.ts';
import { TRANSCRIPTS } from './tried/transcripts.ts';
import type { Tried } from './tried/tried.ts';
import { WORKBENCH } from './tried/workbench.ts';

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
let shelf: PlantedShelf;
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
    plantCompositions(archive.db, testimonies);
    // What one reader writes for themself is shown to none of the others that ask.
    const note = (name: string) => (name === 'ended' ? `Of ${canary('every', 'note')}` : '');
    const keeping = (names: string[]) =>
      plantShelf(
        archive.db,
        testimonies,
        names.map((name) => ({
          id: ids.get(name)!,
          role: name === 'archivist' || name === 'administrator' ? 'archivist' : 'reader',
          note: note(name),
        })),
      );
    shelf = keeping(['reader', 'granted', 'giver', 'archivist', 'ended']);
    keeping(['translator', 'coordinator', 'administrator']);
    for (const reader of ['reader', 'ended']) {
      for (const { id } of testimonies) requests.push(askedFor(archive.db, ids.get(reader)!, id));
    }
  });
});
afterAll(() => site.close());

const ask = (path: string, viewer: string, headers: Record<string, string> = {}) =>
  site.ask(path, cookies.has(viewer) ? { cookie: cookies.get(viewer)!, ...headers } : headers);

/** How each exit is tried, as the register lists them. */
const TRIED: Record<string, Tried> = {
  ...READING,
  ...ACCOUNT,
  ...WORKBENCH,
  ...CONTRIBUTE,
  ...DESK,
  ...CATALOGUE,
  ...COMPOSITIONS,
  ...TRANSCRIPTS,
  ...PROGRAMS,
  ...NEWSLETTER,
  ...EVENTS,
};

function addresses(exit: Exit): string[] {
  const { once = () => [], each = () => [] } = TRIED[exit.address]!;
  return [...once({ testimonies, requests, shelf }), ...testimonies.flatMap(each)];
}

const isRoute = ({ address }: Exit) => /^([A-Z]+ )?\//.test(address);
const described = (word: Planted) => `${word.word}: the ${word.place} of “${word.state}”, for ${word.audience}`;
const wordsIn = (text: string) => new Set(text.match(CANARY)?.filter((word) => word !== TAG) ?? []);
/** What a translator is offered at the foot of a page: its texts, to be corrected. */
const CORRECTING = /<details class="wording-here">.*?<\/details>/s;
const plainly = (text: string) => text.replace(CORRECTING, '').replace(/\s+/g, ' ');
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

  test('is shown by no form, of places that a browser names, what is closed to them', async () => {
    const leaks: string[] = [];
    const read = new Set<string>();
    await together(testimonies, async ({ accession, passages }) => {
      const sha256 = '0'.repeat(64);
      const places = [null, ...passages].map((passage) => ({
        place: passage === null ? `testimony:${accession}` : `passage:${passage}`,
        accession,
        sha256,
      }));
      const shelf = new URLSearchParams({ shelf: JSON.stringify({ places }) }).toString();
      for (const [path, type, sent] of [
        ['/workbench/places', 'application/json', JSON.stringify({ places })],
        ['/workbench/reader', 'application/x-www-form-urlencoded', shelf],
        ['/workbench/export.txt', 'application/x-www-form-urlencoded', shelf],
        ...(name === 'visitor'
          ? places.map(({ place }) => ['/workbench/save', 'application/json', JSON.stringify({ keep: place })] as const)
          : []),
      ] as const) {
        const cookie = cookies.get(name);
        const { status, text } = await site.ask(
          path,
          { 'content-type': type, ...(cookie && { cookie }) },
          'POST',
          sent,
        );
        if (status >= 500) leaks.push(`${path} failed`);
        const named = wordsIn(sent);
        for (const word of wordsIn(text)) {
          read.add(word);
          const known = planted.get(word);
          if (!named.has(word) && (!known || known.audience > reach))
            leaks.push(`${path} shows ${known ? described(known) : word}`);
        }
      }
    });
    expect(leaks).toEqual([]);
    expect(read.size).toBeGreaterThan(testimonies.length); // of the testimonies that are open to all
  });

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
      const same = own.status === other.status && plainly(own.text.replaceAll(name, like)) === plainly(other.text);
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
