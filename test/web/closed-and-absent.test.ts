/** What is closed is answered just as what never was: status, headers and page tell nothing of the difference. */
import { mediaTools } from '../../server/media/sound.ts';
import { type PlantedTestimony, plant } from './planted.ts';
import { type Answered, type OpenSite, openSite, signedIn } from './site.ts';

let site: OpenSite;
let of: (state: string) => PlantedTestimony;
let reader: string;
let archivist: string;

beforeAll(async () => {
  site = await openSite(async (archive) => {
    const [granted, ended, giver] = ['granted', 'ended', 'giver'].map((name) => signedIn(archive, 'reader', name).id);
    reader = signedIn(archive, 'reader').cookie;
    archivist = signedIn(archive, 'archivist').cookie;
    const { testimonies } = await plant(archive, { granted: granted!, ended: ended!, giver: giver! });
    of = (state) => testimonies.find((one) => one.state === state)!;
  });
});
afterAll(() => site.close());

/** All of an answer but when it was given, with what was asked for taken out of it. */
function without(asked: string, { status, headers: { date: _, ...headers }, text }: Answered) {
  return JSON.parse(
    JSON.stringify({ status, headers: { ...headers, 'content-length': null }, text }).replaceAll(asked, '…'),
  );
}

const CLOSED: [what: string, path: (name: string) => string, closed: () => string][] = [
  ['testimony', (name) => `/testimonies/${name}`, () => of('closed').accession],
  ['draft', (name) => `/he/testimonies/${name}?text=ar&q=words`, () => of('draft').accession],
  ['withdrawn testimony', (name) => `/testimonies/${name}`, () => of('withdrawn').accession],
  ['passage of it', (name) => `/passages/${name}`, () => of('closed').passages[0]!],
  ['passage of a section', (name) => `/fr/passages/${name}`, () => of('public').passages[2]!],
  ['narrator of it', (name) => `/people/${name}`, () => of('closed').people[0]!],
  ['pseudonymous narrator', (name) => `/people/${name}`, () => of('public').people[3]!],
  ['person who is only mentioned', (name) => `/people/${name}`, () => of('public').people[4]!],
  ['minor', (name) => `/people/${name}`, () => of('public').people[5]!],
  ['collection of it alone', (name) => `/ar/collections/${name}`, () => of('closed').collection],
  ['place of it alone', (name) => `/places/${name}`, () => of('closed').places[0]!],
  ['place told coarsely', (name) => `/places/${name}`, () => of('public').places[1]!],
  ['topic of it alone', (name) => `/topics/${name}`, () => of('closed').topics[0]!],
  ['photograph', (name) => `/media/${name}`, () => of('closed').files[0]!.publicId],
  [
    'closed photograph of an open testimony',
    (name) => `/media/${name}/320.webp`,
    () => of('public').files[1]!.publicId,
  ],
  ['embargoed photograph', (name) => `/media/${name}`, () => of('public').files[2]!.publicId],
  ['withdrawn photograph', (name) => `/media/${name}/960.avif`, () => of('public').files[3]!.publicId],
  [
    'recording',
    (name) => `/media/${name}`,
    () => of('sound restricted').files.find(({ kind }) => kind === 'audio')!.publicId,
  ],
  [
    'captions',
    (name) => `/media/${name}/en.vtt`,
    () => of('closed').files.find(({ kind }) => kind === 'audio')!.publicId,
  ],
  ['source file', (name) => `/media/${name}`, () => of('public').files.find(({ kind }) => kind === 'source')!.publicId],
  [
    'agreement',
    (name) => `/media/${name}`,
    () => of('public').files.find(({ kind }) => kind === 'agreement')!.publicId,
  ],
];

describe.each(CLOSED)('a %s', (_what, path, closed) => {
  test.each([
    ['a visitor', () => ({})],
    ['a reader', () => ({ cookie: reader })],
  ])('is to %s as one that never was', async (_who, headers) => {
    const [there, absent] = [closed(), 'zz-nowhere-zz'];
    for (const method of ['GET', 'HEAD']) {
      const own = without(there, await site.ask(path(there), headers(), method));
      expect(own.status).toBe(404);
      expect(own).toEqual(without(absent, await site.ask(path(absent), headers(), method)));
    }
  });

  test('gives no part, no condition and no tag away', async () => {
    const asked = path(closed());
    const conditions: Record<string, string>[] = [
      { range: 'bytes=0-0' },
      { 'if-none-match': '*' },
      { 'if-match': '*' },
      { 'if-range': '"x"', range: 'bytes=0-' },
    ];
    for (const condition of conditions) {
      const { status, headers: answered } = await site.ask(asked, condition);
      expect({ status, etag: answered.etag, cache: answered['cache-control'] }).toEqual({
        status: 404,
        etag: undefined,
        cache: 'no-store',
      });
    }
  });
});

test('captions in a language that a recording has none in are as those of a closed one', async () => {
  const sound = of('public').files.find(({ kind }) => kind === 'audio')!.publicId;
  const closed = of('closed').files.find(({ kind }) => kind === 'audio')!.publicId;
  const one = without(sound, await site.ask(`/media/${sound}/de.vtt`));
  expect(one).toEqual(without(closed, await site.ask(`/media/${closed}/de.vtt`)));
});

describe('what is open', () => {
  const photograph = () => `/media/${of('public').files[0]!.publicId}/320.webp`;

  test('may be kept by a cache that asks each time, and is told apart by a strong tag', async () => {
    const { status, headers } = await site.ask(photograph());
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-cache');
    expect(headers.etag).toMatch(/^"[0-9a-f]{32}"$/);
    expect((await site.ask(photograph(), { 'if-none-match': headers.etag! })).status).toBe(304);
    expect((await site.ask(photograph(), { range: 'bytes=0-9' })).status).toBe(206);
    expect((await site.ask(photograph(), { cookie: archivist })).headers.etag).toBe(headers.etag);
  });

  test('to some alone is kept nowhere', async () => {
    const restricted = `/media/${of('closed').files[0]!.publicId}`;
    const { status, headers } = await site.ask(restricted, { cookie: archivist });
    expect({ status, cache: headers['cache-control'] }).toEqual({ status: 200, cache: 'no-store' });
  });

  test('a recording with something withheld is another file to each who hears more, and no cache keeps theirs', async () => {
    const sound = `/media/${of('public').files.find(({ kind }) => kind === 'audio')!.publicId}`;
    const everyones = await site.ask(sound);
    const staffs = await site.ask(sound, { cookie: archivist });
    if (!mediaTools()) return expect([everyones.status, staffs.status]).toEqual([404, 200]); // nothing could be silenced
    expect(everyones.headers['cache-control']).toBe('no-cache');
    expect(staffs.headers['cache-control']).toBe('no-store');
    expect(staffs.headers.etag).not.toBe(everyones.headers.etag);
    expect((await site.ask(sound, { 'if-none-match': staffs.headers.etag! })).status).toBe(200);
  });

  test('a document is saved under a name the archive made', async () => {
    const { publicId } = of('public').files.find(({ kind }) => kind === 'document')!;
    const { headers } = await site.ask(`/media/${publicId}`);
    expect(headers['content-disposition']).toContain(`${of('public').accession}-${publicId}`);
  });

  test('a page is never kept, and has no tag', async () => {
    for (const path of ['/', '/search', `/testimonies/${of('public').accession}`, '/api/v1/search', '/people']) {
      const { headers } = await site.ask(path);
      expect({ path, cache: headers['cache-control'], etag: headers.etag }).toEqual({
        path,
        cache: 'no-store',
        etag: undefined,
      });
    }
  });
});
