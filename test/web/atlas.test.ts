/** What maps and timelines show, and to whom: never more than a search would find. */
import type { Archive } from '../../server/archive/archive.ts';
import { inserter, type Row } from '../insert.ts';
import { type OpenSite, openSite, signedIn } from './site.ts';

let site: OpenSite;
let archivist: string;

interface Told {
  country: string;
  town: string;
  year: number;
  to?: string;
  coarse?: boolean;
  words?: string;
}

function tell({ db }: Archive, accession: string, told: Told, row: Row = {}): { id: number; passage: number } {
  const insert = inserter(db);
  const placeId = db.prepare<[string], number>('SELECT id FROM place WHERE slug = ?').pluck().get(told.town)!;
  const id = insert('testimony', {
    accession,
    form: 'interview',
    title: `Testimony ${accession}`,
    lang: 'en',
    status: 'published',
    access: 'public',
    ...row,
  });
  insert('departure', {
    testimony_id: id,
    country: told.country,
    place_id: placeId,
    date: String(told.year),
    year_min: told.year,
    year_max: told.year,
    coarse: told.coarse ? 1 : 0,
  });
  if (told.to) insert('leg', { testimony_id: id, position: 1, kind: 'destination', country: told.to });
  const session = insert('session', { testimony_id: id });
  const part = insert('part', { session_id: session, testimony_id: id, position: 1 });
  const transcript = insert('transcript', { testimony_id: id, lang: 'en', kind: 'verbatim', status: 'uncorrected' });
  const passage = insert('passage', {
    public_id: `atlas${accession.toLowerCase()}`,
    transcript_id: transcript,
    part_id: part,
    position: 1,
    text: told.words ?? 'We closed the door behind us.',
  });
  return { id, passage };
}

beforeAll(async () => {
  site = await openSite((archive) => {
    archivist = signedIn(archive, 'archivist').cookie;
    tell(archive, 'A1', {
      country: 'IQ',
      town: 'baghdad',
      year: 1951,
      to: 'IL',
      words: 'After the Farhud nobody slept.',
    });
    tell(archive, 'A2', { country: 'IQ', town: 'baghdad', year: 1950, to: 'GB' });
    tell(archive, 'A3', { country: 'IQ', town: 'basra', year: 1941, to: 'IN' });
    tell(archive, 'A4', { country: 'IQ', town: 'mosul', year: 1951, to: 'US', coarse: true });
    tell(archive, 'A5', { country: 'IQ', town: 'amara', year: 1972, to: 'CA' }, { access: 'closed' });
    tell(archive, 'A6', { country: 'DZ', town: 'annaba', year: 1962, to: 'FR' });
    const warned = tell(archive, 'A7', {
      country: 'SY',
      town: 'aleppo',
      year: 1948,
      words: 'Of the Aleppo riots of 1947 I tell no more.',
    });
    inserter(archive.db)('content_note', { testimony_id: warned.id, passage_id: warned.passage, kind: 'violence' });
  });
});
afterAll(() => site.close());

const page = async (path: string, cookie = '') => (await site.ask(path, cookie ? { cookie } : {})).text;
const marks = (html: string) =>
  [...html.matchAll(/<circle class="reach"[^>]*>.*?<title>([^<]*)<\/title>/g)].map(([, words]) => words!);
const rows = (html: string) =>
  [...html.matchAll(/<tr>.*?<\/tr>/g)].map(([row]) =>
    row
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );

describe('the page of a country', () => {
  test('draws its towns and roads with their numbers; neither what is closed nor what is told coarsely', async () => {
    const html = await page('/en/countries/IQ');
    expect(marks(html).sort()).toEqual([
      'Baghdad: 2 testimonies',
      'Basra: 1 testimony',
      'India: 1 testimony',
      'Israel: 1 testimony',
      'United Kingdom: 1 testimony',
    ]);
    expect(html).not.toMatch(/Mosul|Amara|Canada/);
    expect(html).toMatch(/<svg class="plate"[^>]*aria-label="Map of Iraq"/);
  });

  test('draws for an archivist what an archivist finds', async () => {
    const words = marks(await page('/en/countries/IQ', archivist));
    expect(words).toEqual(expect.arrayContaining(['Mosul: 1 testimony', 'Amara: 1 testimony', 'Canada: 1 testimony']));
  });

  test('calls towns, neighbours and itself as they were called in a year', async () => {
    const then = await page('/en/countries/DZ?year=1950');
    expect(then).toContain('French Algeria in 1950');
    expect(marks(then)).toContain('Bône: 1 testimony');
    expect(rows(then)).toContain('Bône today Annaba 1');
    expect(await page('/en/countries/IQ?year=1938')).toMatch(
      /<text class="country-label[^>]*>(Imperial State of Iran|French Mandate)/,
    );
    expect(marks(await page('/en/countries/DZ'))).toContain('Annaba: 1 testimony');
    expect(await page('/fa/countries/DZ?year=%DB%B1%DB%B9%DB%B5%DB%B0')).toContain('۱۹۵۰');
  });

  test('keeps a year that cannot be read, and says what to write', async () => {
    const html = await page('/en/countries/IQ?year=soon');
    expect(html).toMatch(/<input id="map-year"[^>]*value="soon"[^>]*aria-invalid="true"/);
    expect(html).toContain('Write a year of four digits');
  });

  test('has events under the departures of their years, and quotes who speaks of one', async () => {
    const html = await page('/en/countries/IQ');
    const number = /<li id="event-farhud-1941"[^>]*>\s*<span class="event-number">(\d+)/.exec(html)![1];
    expect(html).toMatch(new RegExp(`href="#event-farhud-1941" aria-label="[^"]*Farhud"[\\s\\S]*?>${number}</text>`));
    expect(html).toMatch(
      /<blockquote class="event-words"><a href="\/en\/passages\/atlasa1">[\s\S]*?After the Farhud nobody slept/,
    );
  });

  test('does not quote what readers are told something before', async () => {
    expect(await page('/en/countries/SY')).not.toContain('I tell no more');
  });

  test('leads from each number to as many testimonies', async () => {
    const html = await page('/en/countries/IQ');
    const links = [...html.matchAll(/<td><a href="([^"]*)">(\d+)<\/a><\/td>/g)];
    expect(links.length).toBeGreaterThanOrEqual(5);
    for (const [, address, count] of links) {
      const found = await page(address!.replaceAll('&amp;', '&'));
      expect(found).toMatch(new RegExp(`role="status">${count} testimon`));
    }
  });

  test('is made as well of a country that nobody left', async () => {
    const html = await page('/en/countries/NO');
    expect(html).toContain('<svg class="plate"');
    expect(html).toContain('No one who left this country has told their story here yet.');
  });
});

describe('a search seen as a map', () => {
  test('is narrowed by a town, stays a map, and is widened again by the same town', async () => {
    const html = await page('/en/search?view=map');
    const [, narrower] = /<a href="([^"]*)" aria-label="Baghdad: 2 testimonies">/.exec(html)!;
    expect(narrower).toBe('/en/search?place=baghdad&amp;view=map');
    const narrowed = await page(narrower!.replaceAll('&amp;', '&'));
    expect(narrowed).toContain('role="status">2 testimonies');
    expect(narrowed).toMatch(
      /<a href="\/en\/search\?view=map" aria-label="Baghdad: 2 testimonies" aria-current="true">/,
    );
  });

  test('is narrowed by its filters, and by a country of it', async () => {
    const html = await page('/en/search?view=map&year_from=1950&year_to=1951');
    expect(marks(html)).toContain('Baghdad: 2 testimonies');
    expect(html).not.toMatch(/aria-label="Annaba/);
    expect(html).toMatch(
      /<a href="\/en\/search\?country=IQ&amp;year_from=1950&amp;year_to=1951&amp;view=map" aria-label="Iraq: 3 testimonies">/,
    );
  });

  test('says so where nothing found can be shown on one', async () => {
    expect(await page('/en/search?view=map&q=nothing-is-called-so')).not.toContain('class="plate');
  });

  test('is the same for programs', async () => {
    const answer = JSON.parse(await page('/api/v1/search?view=map'));
    expect(answer.map.towns[0]).toMatchObject({ value: 'baghdad', label: 'Baghdad', country: 'IQ', count: 2 });
    expect(answer.map.towns.map(({ value }: { value: string }) => value)).not.toContain('mosul');
    expect(answer.map.destinations).toContainEqual(expect.objectContaining({ value: 'IL', count: 1 }));
    expect(JSON.parse(await page('/api/v1/search')).map).toBeUndefined();
  });
});

describe('a search seen along the years', () => {
  test('sets back the years that are not asked for, and leads from each year to its testimonies', async () => {
    const html = await page('/en/search?view=timeline&year_from=1950&year_to=1951');
    expect(html).toMatch(/class="bar off"/);
    expect(html).toContain('<a href="/en/search?year_from=1962&amp;year_to=1962&amp;view=timeline">1962</a>');
  });

  test('runs from right to left where the text does', async () => {
    const xs = (html: string) =>
      [.../class="histogram timeline">([\s\S]*?)<\/figure>/.exec(html)![1]!.matchAll(/class="bar" x="([\d.]+)"/g)].map(
        ([, x]) => Number(x),
      );
    const [ltr, rtl] = [xs(await page('/en/search?view=timeline')), xs(await page('/ar/search?view=timeline'))];
    expect(ltr[0]).toBeLessThan(ltr.at(-1)!);
    expect(rtl[0]).toBeGreaterThan(rtl.at(-1)!);
  });

  test('is refused under a name that is no view, with those that are', async () => {
    const { status, text } = await site.ask('/api/v1/search?view=globe');
    expect(status).toBe(400);
    expect(text).toContain('list, map, timeline');
  });
});
