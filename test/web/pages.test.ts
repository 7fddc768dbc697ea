/** Every page in every language: answered, in its direction, valid HTML, and no link of it leads nowhere. */
import { LANGUAGES, type Lang } from '../../server/i18n/languages.ts';
import { wrongIn } from './html.ts';
import { type PlantedTestimony, plant } from './planted.ts';
import { plantRich } from './rich.ts';
import { type OpenSite, openSite, signedIn } from './site.ts';

let site: OpenSite;
let open: PlantedTestimony;
let archivist: string;

beforeAll(async () => {
  site = await openSite(
    async (archive) => {
      const reader = signedIn(archive, 'reader').id;
      archivist = signedIn(archive, 'archivist').cookie;
      const { testimonies } = await plant(archive, { granted: reader, ended: reader, giver: reader });
      open = testimonies.find(({ state }) => state === 'public')!;
      plantRich(archive);
    },
    { mediaHosts: ['media.example.org'] },
  );
});
afterAll(() => site.close());

const PAGES: [path: () => string, status: number][] = [
  [() => '/', 200],
  [() => '/search', 200],
  [() => '/search?q=told+NEAR+"what%3F"&country=EG&topic=x&year_from=1900&sort=title', 200],
  [() => '/search?q=nothing-is-called-so', 200],
  [() => '/search?q=told&page=2', 200],
  [() => '/search?view=map', 200],
  [() => '/search?view=map&country=IQ&place=baghdad', 200],
  [() => '/search?view=map&q=nothing-is-called-so', 200],
  [() => '/search?view=timeline&year_from=1950', 200],
  [() => '/search?view=globe', 400],
  [() => '/search?year_from=soon&q=%3Cb%3Etold', 400],
  [() => `/testimonies/${open.accession}`, 200],
  [() => '/testimonies/K-RICH', 200],
  [() => '/testimonies/K-RICH?text=en&beside=he&q=told&chapter=2&cite=richen80', 200],
  [() => '/countries', 200],
  [() => '/countries/EG', 200],
  [() => '/countries/eg', 200],
  [() => '/countries/IQ?year=1938', 200],
  [() => '/countries/IQ?year=soon', 200],
  [() => '/countries/YE?year=%DB%B1%DB%B9%DB%B3%DB%B8', 200],
  [() => '/countries/NO', 200],
  [() => '/people', 200],
  [() => `/people/${open.people[0]}`, 200],
  [() => `/people/${encodeURIComponent('rich-סלימה')}`, 200],
  [() => '/places', 200],
  [() => `/places/${open.places[0]}`, 200],
  [() => '/places/baghdad', 200],
  [() => '/topics', 200],
  [() => `/topics/${open.topics[0]}`, 200],
  [() => '/topics/events/cremieux-decree-1870', 200],
  [() => '/topics/communities/mizrahi', 200],
  [() => '/collections', 200],
  [() => `/collections/${open.collection}`, 200],
  [() => '/sign-in?next=/search', 200],
  [() => '/nothing/here', 404],
  [() => '/testimonies/K-0', 404],
  [() => '/passages/0', 404],
  [() => '/people/nobody', 404],
  [() => '/places/nowhere', 404],
  [() => '/countries/XX', 404],
  [() => '/countries/constructor', 404],
  [() => '/topics/nothing', 404],
  [() => '/topics/events/nothing', 404],
  [() => '/collections/nothing', 404],
  [() => '/testimonies/%E0%A4%A', 400],
];

const rightToLeft: Lang[] = ['ar', 'he', 'fa'];

describe.each(LANGUAGES)('in %s', (lang) => {
  test('every page is answered in the language and its direction, and is valid', async () => {
    for (const [path, status] of PAGES) {
      const address = `/${lang}${path() === '/' ? '' : path()}`;
      const answer = await site.ask(address, lang === 'fr' ? { cookie: archivist } : {});
      const text = answer.text;
      const [, ...tag] = /^<!doctype html>\n<html lang="(\w+)" dir="(\w+)">/.exec(text) ?? [];
      expect({ address, status: answer.status, tag, type: answer.headers['content-type'] }).toEqual({
        address,
        status,
        tag: [lang, rightToLeft.includes(lang) ? 'rtl' : 'ltr'],
        type: 'text/html; charset=utf-8',
      });
      expect(text).not.toMatch(/undefined|\[object |NaN|>null</);
      if (lang !== 'en' && lang !== 'fa') continue; // one of each direction
      expect({ address, problems: await wrongIn(text) }).toEqual({ address, problems: [] });
    }
  });
});

test('no link of a page leads nowhere or out of its language', async () => {
  const known = new Set(['/ar']);
  const left = [...known];
  const wrong: string[] = [];
  for (let path = left.pop(); path !== undefined; path = left.pop()) {
    const { status, text } = await site.ask(path);
    if (![200, 302, 303].includes(status)) wrong.push(`${path} ${status}`);
    const read = text.replace(/<form[^>]*method="post"[^>]*>/g, ''); // where something is sent is no page
    const links = [...read.matchAll(/(?:href|src|action)="(\/[^"#]*)/g)].map(([, link]) =>
      link!.replaceAll('&amp;', '&'),
    );
    for (const link of links) {
      const here = /^\/(ar|assets|media)(\/|\?|$)/.test(link);
      const switching = /^\/(en|fr|he|fa)(\/|\?|$)/.test(link) && text.includes(`hreflang="${link.slice(1, 3)}"`);
      if (!here && !switching) wrong.push(`${path} links to ${link}`);
      // A search leads to ever more searches: the first of each kind is enough.
      const kind = link.replace(/=[^&]*/g, '').replace(/(beside|chapter|cite|text|q)(&|$)/g, '');
      if (!here || /^\/(media|assets)/.test(link) || known.has(kind) || known.size > 400) continue;
      known.add(kind);
      left.push(link);
    }
  }
  expect(wrong).toEqual([]);
  expect(known.size).toBeGreaterThan(60);
});

test('a page without a language is in the default one, and points to itself in each', async () => {
  const { text } = await site.ask('/countries?x=1');
  expect(text).toContain('<html lang="en" dir="ltr">');
  expect(text).toContain('<link rel="canonical" href="http://kolot.example/en/countries?x=1">');
  for (const lang of LANGUAGES) {
    expect(text).toContain(
      `<link rel="alternate" hreflang="${lang}" href="http://kolot.example/${lang}/countries?x=1">`,
    );
  }
});

test('a language that the interface does not have is a page that is not there', async () => {
  for (const path of ['/de', '/de/search', '/EN/search', '/xx/testimonies/K-RICH']) {
    expect((await site.ask(path)).status).toBe(404);
  }
});

test('what sources wrote is shown as they wrote it, and runs nothing', async () => {
  const text = (await site.ask('/testimonies/K-RICH')).text;
  expect(text).toContain('השער &lt;הישן&gt; &amp; ');
  expect(text).toContain('זה מה שסיפרה, 1, &lt;על&gt;');
  expect(text).not.toContain('javascript:');
  const { headers } = await site.ask('/testimonies/K-RICH');
  expect(headers['content-security-policy']).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; media-src 'self' https://media.example.org; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  );
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['x-powered-by']).toBeUndefined();
});

test('HEAD is answered as GET, without the page', async () => {
  for (const path of [
    '/',
    '/search?q=told',
    '/testimonies/K-RICH',
    '/api/v1/search',
    '/media/f2/320.webp',
    '/robots.txt',
    '/nothing',
  ]) {
    const [get, head] = [await site.ask(path), await site.ask(path, {}, 'HEAD')];
    expect({ path, status: head.status, type: head.headers['content-type'], length: head.body.length }).toEqual({
      path,
      status: get.status,
      type: get.headers['content-type'],
      length: 0,
    });
  }
});

test('a film and its words: captions are offered in each language, and lead somewhere', async () => {
  const text = (await site.ask('/testimonies/K-RICH')).text;
  expect([...text.matchAll(/<track [^>]*src="([^"]+)"/g)].map(([, src]) => src)).toEqual([
    '/media/rich-film/he.vtt',
    '/media/rich-film/en.vtt',
  ]);
  const captions = await site.ask('/media/rich-film/he.vtt');
  expect(captions.headers['content-type']).toBe('text/vtt; charset=utf-8');
  expect(captions.text).toMatch(/^WEBVTT\n\n00:00:20\.000 --> [\d:.]+\n<v סלימה>\u200fזה מה שסיפרה, 1, &lt;על&gt;/);
});
