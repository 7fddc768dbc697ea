/** What a page weighs when it comes over the network, and that it asks nobody but the archive. */
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { addSample } from '../../scripts/sample/load.ts';
import { publicPages } from '../browser/public-pages.ts';
import { type OpenSite, openSite, signedIn } from './site.ts';
import { plantStrange } from './strange.ts';

const MOST = 100 * 1024; // bytes of a page with its style and scripts, compressed
const LONG = ['', '?beside=en', '?beside=en&chapter=40', '?q=البيت', '?q=house&text=en'];

let site: OpenSite;
let pages: string[];
let reader: string;
const files = new Map<string, Promise<{ bytes: number; text: string }>>();

beforeAll(async () => {
  site = await openSite(async (archive) => {
    await addSample(archive);
    plantStrange(archive);
    reader = signedIn(archive, 'reader').cookie;
  });
  pages = [
    ...publicPages(site.archive),
    ...LONG.map((query) => `/testimonies/K-LONG${encodeURI(query)}`),
    '/contribute',
    '/contribute/begin',
  ];
}, 120_000);
afterAll(() => site.close());

/** A page or a file of one as it travels, and as it reads. */
async function take(path: string): Promise<{ bytes: number; text: string }> {
  const { body, headers } = await site.ask(path, { 'accept-encoding': 'br' });
  if (headers['content-encoding'] !== 'br') return { bytes: brotliCompressSync(body).length, text: body.toString() };
  return { bytes: body.length, text: brotliDecompressSync(body).toString() };
}
function file(address: string) {
  const known = files.get(address) ?? take(address);
  files.set(address, known);
  return known;
}

/** The addresses of style sheets and scripts of a page, and of the scripts that these ask for. */
async function partsOf(html: string): Promise<Set<string>> {
  const parts = new Set(
    [...html.matchAll(/<(?:script[^>]* src|link rel="stylesheet" href)="([^"]+)"/g)].map(([, to]) => to!),
  );
  for (const part of parts) {
    for (const [, other] of (await file(part)).text.matchAll(/^import .*?'(\/[^']+)';$/gm)) parts.add(other!);
  }
  return parts;
}

test('every page of a visitor is at most 100 kB with its style and scripts, also that of a life in 2,000 passages', async () => {
  const heavy: string[] = [];
  for (const lang of ['en', 'ar']) {
    for (const path of pages) {
      const page = await take(`/${lang}${path === '/' ? '' : path}`);
      let bytes = page.bytes;
      for (const part of await partsOf(page.text)) bytes += (await file(part)).bytes;
      if (bytes > MOST) heavy.push(`${lang}${path}: ${bytes}`);
    }
  }
  expect(heavy).toEqual([]);
}, 240_000);

test('a page asks no other host for anything, and a style sheet nothing that is not of the archive', async () => {
  const asked: string[] = [];
  for (const path of pages) {
    const { text } = await take(`/en${path === '/' ? '' : path}`);
    const loaded = [
      ...text.matchAll(
        /<(?:script|img|audio|video|source|track|iframe|embed|object|input)\b[^>]*? (?:src|poster|data)="([^"]*)"/g,
      ),
      ...text.matchAll(/<link (?!rel="(?:canonical|alternate)")[^>]*?href="([^"]*)"/g),
      ...[...text.matchAll(/srcset="([^"]*)"/g)].flatMap(([, set]) => set!.split(',').map((one) => ['', one.trim()])),
    ].map(([, to]) => to!);
    asked.push(...loaded.filter((to) => !/^\/(assets|media|en)\//.test(to)).map((to) => `${path} ${to}`));
    for (const part of await partsOf(text)) {
      const { text: style } = await file(part);
      asked.push(
        ...[...style.matchAll(/url\((?!["']?(?:\/assets\/|data:image\/svg))[^)]*\)|@import/g)].map(
          ([to]) => `${part} ${to}`,
        ),
      );
    }
  }
  expect([...new Set(asked)]).toEqual([]);
}, 240_000);

test('a picture has its width and height, and comes in modern formats', async () => {
  const wrong: string[] = [];
  let seen = 0;
  for (const path of pages) {
    const { text } = await take(`/en${path === '/' ? '' : path}`);
    for (const [picture] of text.matchAll(/<picture>[\s\S]*?<\/picture>|<img\b[^>]*>/g)) {
      seen += 1;
      if (!/<img\b[^>]* width="\d+" height="\d+"/.test(picture)) wrong.push(`${path} ${picture.slice(0, 200)}`);
      const modern = /type="image\/avif"[\s\S]*type="image\/webp"|src="[^"]+\.(avif|webp|svg)[?"]/.test(picture);
      const drawn = /src="[^"]+\/card\.png"/.test(picture); // the card itself, which its page hands on
      if (!modern && !drawn) wrong.push(`${path} ${picture.slice(0, 200)}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(seen).toBeGreaterThan(5);
}, 240_000);

test('pages go compressed to visitors as they can read them, and as they are to those signed in', async () => {
  const path = '/en/testimonies/K-LONG';
  const encoding = async (headers: Record<string, string>) =>
    (await site.ask(path, headers)).headers['content-encoding'];
  expect(await encoding({ 'accept-encoding': 'gzip, br' })).toBe('br');
  expect(await encoding({ 'accept-encoding': 'gzip' })).toBe('gzip');
  expect(await encoding({})).toBeUndefined();
  expect(await encoding({ 'accept-encoding': 'br', cookie: reader })).toBeUndefined();
  const [plain, packed] = [await site.ask(path), await site.ask(path, { 'accept-encoding': 'br' })];
  expect(brotliDecompressSync(packed.body).toString()).toBe(plain.text);
  expect(packed.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(packed.headers.vary).toContain('Accept-Encoding');
});
