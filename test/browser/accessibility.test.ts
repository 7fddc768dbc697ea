import type { Browser } from 'playwright-core';
import { addSample } from '../../scripts/sample/load.ts';
import { axeFinds } from './axe.ts';
import { describeInBrowser, openBrowser } from './chromium.ts';
import { openSite } from './site.ts';

describeInBrowser('WCAG 2.2 AA, as far as axe can tell', () => {
  let site: Awaited<ReturnType<typeof openSite>>;
  let browser: Browser;
  beforeAll(async () => {
    [site, browser] = await Promise.all([openSite((archive) => addSample(archive)), openBrowser()]);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  for (const [lang, colorScheme] of [
    ['en', 'light'],
    ['en', 'dark'],
    ['he', 'light'],
    ['fa', 'dark'],
  ] as const) {
    it(`finds nothing on any page in ${lang}, ${colorScheme}`, async () => {
      const page = await browser.newPage({
        colorScheme,
        viewport: { width: 1280, height: 900 },
        bypassCSP: true,
        reducedMotion: 'reduce',
      });
      const accessions = site.archive.db
        .prepare<[], string>(
          "SELECT accession FROM testimony WHERE status = 'published' AND access = 'public' ORDER BY accession",
        )
        .pluck()
        .all();
      const one = (sql: string) => site.archive.db.prepare<[], string>(sql).pluck().get();
      const picture = one(`
        SELECT public_id FROM asset JOIN testimony ON testimony.id = asset.testimony_id
        WHERE kind = 'photograph' AND accession = '${accessions[0]}' LIMIT 1`);
      const ofPassage = (accession: string) =>
        one(`
          SELECT public_id FROM passage JOIN transcript ON transcript.id = passage.transcript_id
            JOIN testimony ON testimony.id = transcript.testimony_id
          WHERE accession = '${accession}' ORDER BY position LIMIT 1 OFFSET 2`);
      const [shared, kept] = [ofPassage('SAMPLE-009'), ofPassage('SAMPLE-002')]; // whose narrators agreed to it, and did not
      const paths = [
        '/',
        '/search?q=house&country=IQ',
        '/search?q=%22zzzz%22',
        '/search?q=Bagdad',
        '/search?q=Bagdad&spellings=as-typed',
        '/search?q=tialor',
        '/search?q=Shlomo',
        '/countries',
        '/countries/IQ',
        '/people',
        '/places',
        '/places/baghdad',
        '/topics',
        '/collections',
        '/sign-in',
        '/nothing',
        `/testimonies/${accessions[0]}`,
        `/testimonies/${accessions[0]}?q=house&match=2`,
        `/testimonies/${accessions[0]}?q=tialor`,
        `/testimonies/${accessions[1]}?beside=en`,
        `/testimonies/${accessions[0]}/photographs/${picture}`,
        `/contribute/concern?what=recognised&testimony=${accessions[0]}&photograph=${picture}`,
        `/passages/${shared}/share`,
        `/embed/passages/${shared}`,
        `/passages/${kept}/share`,
      ];
      const found: string[] = [];
      for (const path of paths) {
        await page.goto(`${site.address}/${lang}${path}`);
        found.push(...(await axeFinds(page)).map((line) => `${path} ${line}`));
      }
      await page.close();
      expect(found).toEqual([]);
    }, 120_000);
  }
});
