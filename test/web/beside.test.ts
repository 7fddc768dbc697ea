/** Two texts of a testimony beside each other, passage by passage, each in its language and direction. */
import { plantRich } from './rich.ts';
import { type OpenSite, openSite } from './site.ts';

let site: OpenSite;
beforeAll(async () => {
  site = await openSite((archive) => plantRich(archive));
}, 60_000);
afterAll(() => site.close());

/** What stands in a passage of the page, and beside it. */
async function pairs(path: string) {
  const { text } = await site.ask(path);
  return [
    ...text.matchAll(/<p class="words">(.*?)<\/p>\s*<div class="translation" lang="(\w+)" dir="(\w+)">(.*?)<\/div>/gs),
  ].map(([, own, lang, dir, other]) => ({ own, lang, dir, other: other!.replace(/<[^>]*>/g, '') }));
}

test('texts that nobody tied to each other stand beside what is said at the same time', async () => {
  const [first, second] = await pairs('/en/testimonies/K-RICH?text=en&beside=he');
  expect(first).toMatchObject({ own: 'This is what she told, 1.', lang: 'he', dir: 'rtl' });
  expect(first?.other).toContain('זה מה שסיפרה, 1,');
  expect(second?.other).toContain('זה מה שסיפרה, 2,');
  const [other] = await pairs('/ar/testimonies/K-RICH?text=he&beside=en');
  expect(other).toMatchObject({ lang: 'en', dir: 'ltr', other: 'This is what she told, 1.' });
});

test('those that are tied stand together, and a side without words says so in the language of the page', async () => {
  const { db } = site.archive;
  const id = (name: string) =>
    db.prepare<[string], number>('SELECT id FROM passage WHERE public_id = ?').pluck().get(name)!;
  db.prepare('UPDATE passage SET original_id = ? WHERE id = ?').run(id('richhe1'), id('richen2'));
  const tied = await pairs('/fr/testimonies/K-RICH?text=he&beside=en');
  expect(tied[0]?.other).toBe('This is what she told, 2.');
  expect(tied[1]?.other).toBe('Pas de texte de ce côté');
});

test('each side has its language above it', async () => {
  const { text } = await site.ask('/en/testimonies/K-RICH?text=he&beside=en');
  expect(text).toMatch(/<div class="two-heads" lang="en"><p dir="rtl">Hebrew<\/p><p dir="ltr">English/);
  expect((await site.ask('/en/testimonies/K-RICH?text=he')).text).not.toContain('two-heads');
});
