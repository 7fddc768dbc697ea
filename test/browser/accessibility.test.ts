import type { Browser } from 'playwright-core';
import { addSample } from '../../scripts/sample/load.ts';
import { axeFinds } from './axe.ts';
import { describeInBrowser, openBrowser } from './chromium.ts';
import { publicPages } from './public-pages.ts';
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
      const found: string[] = [];
      for (const path of publicPages(site.archive)) {
        await page.goto(`${site.address}/${lang}${path}`);
        found.push(...(await axeFinds(page)).map((line) => `${path} ${line}`));
      }
      await page.close();
      expect(found).toEqual([]);
    }, 120_000);
  }
});
