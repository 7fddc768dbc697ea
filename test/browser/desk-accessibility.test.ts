import type { BrowserContext } from 'playwright-core';
import { putToWork } from './at-work.ts';
import { axeFinds } from './axe.ts';
import { describeInBrowser } from './chromium.ts';
import { accountPages, deskPages } from './desk-pages.ts';
import { familyPages } from './family-pages.ts';
import { openSampleSite, visited } from './site.ts';

describeInBrowser('the desk, accounts and families: WCAG 2.2 AA, as far as axe can tell', () => {
  let work: Awaited<ReturnType<typeof putToWork>>;
  let desk: string[];
  const here = visited(() =>
    openSampleSite(async (archive) => {
      work = await putToWork(archive);
    }),
  );
  beforeAll(async () => {
    const staff = await here.browser.newContext({ baseURL: here.site.address });
    await signIn(staff, work.administrator.cookie);
    desk = await deskPages(here.site.archive, work, staff.request);
    await staff.close();
  }, 240_000);

  async function signIn(context: BrowserContext, cookie: string): Promise<void> {
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url: here.site.address }]);
  }

  /** What axe finds, what is wider than the screen, and what went wrong in a script of the page. */
  async function foundOn(context: BrowserContext, lang: string, paths: string[]): Promise<string[]> {
    const page = await context.newPage();
    const found: string[] = [];
    page.on('pageerror', ({ message }) => found.push(message));
    for (const path of paths) {
      const answer = await page.goto(`${here.site.address}/${lang}${path}`);
      if ((answer?.status() ?? 500) >= 500) found.push(`${path} failed`);
      found.push(...(await axeFinds(page)).map((line) => `${path} ${line}`));
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wider > 0) found.push(`${path} is ${wider} px wider than the screen`);
    }
    await page.close();
    return found;
  }

  for (const [lang, colorScheme, width] of [
    ['en', 'light', 390],
    ['ar', 'dark', 1280],
  ] as const) {
    const open = (wide: number = width) =>
      here.browser.newContext({
        colorScheme,
        viewport: { width: wide, height: 844 },
        bypassCSP: true,
        reducedMotion: 'reduce',
      });

    it(`finds nothing on any page of an account in ${lang}, ${colorScheme}, ${width} px wide`, async () => {
      const context = await open();
      const found = await foundOn(context, lang, accountPages(work, false));
      await signIn(context, work.reader.cookie);
      expect([...found, ...(await foundOn(context, lang, accountPages(work, true)))]).toEqual([]);
      await context.close();
    }, 120_000);

    it(`finds nothing on any page of a family in ${lang}, ${colorScheme}, 390 px wide`, async () => {
      const context = await open(390);
      expect(await foundOn(context, lang, await familyPages(work, context, here.site.address))).toEqual([]);
      await context.close();
    }, 300_000);

    it(`finds nothing on any page of the desk in ${lang}, ${colorScheme}, ${width} px wide`, async () => {
      const context = await open();
      await signIn(context, work.administrator.cookie);
      expect(await foundOn(context, lang, desk)).toEqual([]);
      await context.close();
    }, 300_000);
  }
});
