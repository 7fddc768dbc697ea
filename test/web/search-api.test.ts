/** GET /api/v1/search answers in the form that is promised (docs in server/web/api/search.ts). */
import { FACETS } from '../../server/search/engine.ts';
import { canary, type PlantedTestimony, plant } from './planted.ts';
import { plantRich } from './rich.ts';
import { type OpenSite, openSite, signedIn } from './site.ts';

let site: OpenSite;
let plain: PlantedTestimony;
beforeAll(async () => {
  site = await openSite(async (archive) => {
    const reader = signedIn(archive, 'reader').id;
    const { testimonies } = await plant(archive, { granted: reader, ended: reader, giver: reader });
    plain = testimonies.find(({ state }) => state === 'plain')!;
    plantRich(archive);
  });
});
afterAll(() => site.close());

const search = async (query: string) => JSON.parse((await site.ask(`/api/v1/search${query}`)).text);

test('an answer has just the parts that are promised, whatever else it has', async () => {
  const answer = await search(`?q=${canary('plain', 'words')}`);
  expect(answer).toMatchObject({
    total: 1,
    page: 1,
    pages: 1,
    results: [
      {
        accession: plain.accession,
        title: `Of ${canary('plain', 'title')}`,
        narrators: [`Anna ${canary('plain', 'narrator')}`],
        departures: [{ country: 'IQ', year: plain.firstYear }],
        url: `http://kolot.example/en/testimonies/${plain.accession}`,
        passages: [
          {
            id: plain.passages[0],
            part: 1,
            start_ms: 0,
            end_ms: 15_000,
            speaker: canary('plain', 'label'),
            lang: 'en',
            machine_draft: false,
            text: `We spoke of ${canary('plain', 'words')} there.`,
            html: `We spoke of <mark>${canary('plain', 'words')}</mark> there.`,
          },
        ],
      },
    ],
    years: [{ year: plain.firstYear, count: 1 }],
    undated: 0,
  });
  expect(Object.keys(answer.facets)).toEqual([...FACETS]);
  expect(answer.facets.country).toEqual([{ value: 'IQ', label: 'Iraq', count: 1 }]);
  expect(answer.facets.form).toEqual([{ value: 'interview', label: 'Interview', count: 1 }]);
  expect(answer.facets.collection).toEqual([
    { value: plain.collection, label: canary('plain', 'collectionTitle'), count: 1 },
  ]);
});

test('labels are in the language asked for, and addresses lead to it', async () => {
  const answer = await search(`?q=${canary('plain', 'words')}&lang=ar`);
  expect(answer.facets.country[0].label).toBe('العراق');
  expect(answer.results[0].url).toBe(`http://kolot.example/ar/testimonies/${plain.accession}`);
  expect((await search('?lang=xx')).facets.country[0].label).toBe('Iraq');
});

test('every facet is a parameter of its name, several values mean either, several facets both', async () => {
  const { facets } = await search('');
  for (const facet of FACETS) {
    for (const { value, count } of facets[facet].slice(0, 3)) {
      const { total } = await search(`?${facet}=${encodeURIComponent(value)}`);
      expect({ facet, value, total }).toEqual({ facet, value, total: count });
    }
  }
  expect((await search('?country=iq&country=EG&form=family-story')).results[0].accession).toBe('K-RICH');
});

test('years are between the two, whichever was given first', async () => {
  const { total } = await search('?year_from=1941&year_to=1960');
  expect(total).toBeGreaterThan(0);
  expect((await search('?year_from=1960&year_to=1941')).total).toBe(total);
});

test('country and years are asked of the same departure', async () => {
  expect((await search('?country=EG&year_from=1956&year_to=1956')).total).toBe(1);
  expect((await search(`?country=EG&year_from=${plain.firstYear}&year_to=${plain.firstYear}`)).total).toBe(0);
  expect(
    (await search(`?country=IQ&year_from=${plain.firstYear}&year_to=${plain.firstYear}`)).results[0].accession,
  ).toBe(plain.accession);
});

test('pages follow each other without gap or repetition, and beyond the last there is nothing', async () => {
  const first = await search('?sort=title');
  const all = first.total;
  const seen = new Set<string>();
  for (let page = 1; page <= first.pages; page++) {
    for (const { accession } of (await search(`?sort=title&page=${page}`)).results) seen.add(accession);
  }
  expect(seen.size).toBe(all);
  expect(await search(`?page=${first.pages + 1}`)).toMatchObject({ total: all, results: [] });
});

test('how testimonies may be opened is offered as far as the one who searches may use it, and to staff what was withdrawn', async () => {
  const hidden = ['draft', 'withdrawn', 'embargoed', 'closed'];
  for (const role of ['visitor', 'reader', 'archivist'] as const) {
    const headers: Record<string, string> =
      role === 'visitor' ? {} : { cookie: signedIn(site.archive, role, `access-${role}`).cookie };
    const asked = async (query: string) => JSON.parse((await site.ask(`/api/v1/search${query}`, headers)).text);
    const offered: { value: string; label: string; count: number }[] = (await asked('')).facets.access;
    for (const { value, count } of offered) {
      expect({ role, value, total: (await asked(`?access=${value}`)).total }).toEqual({ role, value, total: count });
      expect(count).toBeGreaterThan(0);
    }
    const values = offered.map(({ value }) => value);
    if (role === 'archivist') {
      expect(values).toEqual(expect.arrayContaining(hidden));
      expect(offered.find(({ value }) => value === 'withdrawn')?.label).toBe('Taken back by the family');
    } else {
      expect(values.filter((value) => hidden.includes(value))).toEqual([]);
      expect((await asked('?access=withdrawn')).total).toBe(0);
    }
  }
});

test('health says whether the archive is well, and only to staff what is not', async () => {
  const { status, body } = await site.ask('/api/v1/health');
  expect([status, JSON.parse(body.toString())]).toEqual([
    200,
    { ok: true, search: { engine: 'embedded', ready: true, message: null } },
  ]);
});
