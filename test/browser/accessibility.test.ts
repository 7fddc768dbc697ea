import { axeFinds, axeFindsInBothSchemes } from './axe.ts';
import { describeInBrowser } from './chromium.ts';
import { publicPages } from './public-pages.ts';
import { visited } from './site.ts';

describeInBrowser('WCAG 2.2 AA, as far as axe can tell', () => {
  const here = visited();

  for (const [lang, colorScheme, find] of [
    ['en', 'light and dark', axeFindsInBothSchemes],
    ['he', 'light', axeFinds],
    ['fa', 'dark', axeFinds],
  ] as const) {
    it(`finds nothing on any page in ${lang}, ${colorScheme}`, async () => {
      const page = await here.browser.newPage({
        colorScheme: colorScheme === 'dark' ? 'dark' : 'light',
        viewport: { width: 1280, height: 900 },
        bypassCSP: true,
        reducedMotion: 'reduce',
      });
      const found: string[] = [];
      for (const path of publicPages(here.site.archive)) {
        await page.goto(`${here.site.address}/${lang}${path}`);
        found.push(...(await find(page)).map((line) => `${path} ${line}`));
      }
      await page.close();
      expect(found).toEqual([]);
    }, 120_000);
  }
});
