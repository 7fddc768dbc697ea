import type { Browser, Page } from 'playwright-core';
import { addSample } from '../../scripts/sample/load.ts';
import { describeInBrowser, openBrowser } from './chromium.ts';
import { openSite } from './site.ts';

const PAGES = [
  '/',
  '/search?q=house',
  '/search?view=map',
  '/search?view=timeline',
  '/countries/IQ',
  '/testimonies/SAMPLE-001',
  '/people',
  '/contribute',
];

describeInBrowser('Pages enlarged, without style, without scripts, without motion', () => {
  let site: Awaited<ReturnType<typeof openSite>>;
  let browser: Browser;
  beforeAll(async () => {
    [site, browser] = await Promise.all([openSite((archive) => addSample(archive)), openBrowser()]);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  async function eachPage(page: Page, lang: string, look: (path: string) => Promise<unknown>): Promise<unknown[]> {
    const found: unknown[] = [];
    for (const path of PAGES) {
      await page.goto(`${site.address}/${lang}${path}`);
      const seen = await look(path);
      if (seen) found.push([lang, path, seen]);
    }
    return found;
  }

  // A window of 1280 px shows 640 of them at 200 %, and 320 at 400 %: https://www.w3.org/TR/WCAG22/#reflow
  it.each([
    ['en', 640],
    ['ar', 320],
  ])(
    'in %s, nothing scrolls sideways or is cut %i px wide',
    async (lang, width) => {
      const page = await browser.newPage({ viewport: { width, height: 800 }, reducedMotion: 'reduce' });
      const wrong = await eachPage(page, lang, () =>
        page.evaluate(() => {
          const wider = document.documentElement.scrollWidth - window.innerWidth;
          const cut = [...document.querySelectorAll('h1, h2, p, a, button, label')].filter((one) => {
            const { overflowX, overflowY } = getComputedStyle(one);
            const hides = [overflowX, overflowY].some((way) => way === 'hidden' || way === 'clip');
            const { width: across } = one.getBoundingClientRect();
            return (
              hides &&
              across > 2 &&
              one.scrollWidth > one.clientWidth + 1 &&
              getComputedStyle(one).textOverflow !== 'ellipsis'
            );
          });
          return wider > 0 || cut.length > 0 ? `${wider} ${cut.map((one) => one.outerHTML.slice(0, 120))}` : null;
        }),
      );
      expect(wrong).toEqual([]);
      await page.close();
    },
    120_000,
  );

  it('reads well without its style: the way to the words first, headings in order, nothing said twice', async () => {
    const page = await browser.newPage();
    await page.route('**/*.css', (route) => route.abort());
    const wrong = await eachPage(page, 'en', () =>
      page.evaluate(() => {
        const first = document.querySelector('a[href]');
        const levels = [...document.querySelectorAll('h1, h2, h3, h4')].map(({ tagName }) => Number(tagName[1]));
        const skipped = levels.find((level, at) => level > (levels[at - 1] ?? 0) + 1);
        const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
        return first?.getAttribute('href')?.startsWith('#') &&
          levels.filter((level) => level === 1).length === 1 &&
          !skipped &&
          new Set(ids).size === ids.length
          ? null
          : { first: first?.outerHTML, levels };
      }),
    );
    expect(wrong).toEqual([]);
    await page.close();
  }, 120_000);

  it('is whole without scripts: a search, a testimony with its words, a country, a map and a timeline with their tables', async () => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    const count = (selector: string) => page.locator(selector).count();
    await page.goto(`${site.address}/en/`);
    await page.fill('#q', 'house');
    await page.locator('.search-box.large button').click();
    await page.waitForURL(/search\?q=house/);
    expect(await count('.results > li')).toBeGreaterThan(3);
    await page.goto(`${site.address}/en/testimonies/SAMPLE-001?q=house`);
    expect(await count('.passage')).toBeGreaterThan(3);
    expect(await count('audio[controls], video[controls]')).toBeGreaterThan(0);
    await page.goto(`${site.address}/en/countries/IQ`);
    expect(await count('svg.plate a')).toBeGreaterThan(0);
    expect(await count('table.figures a')).toBeGreaterThan(0);
    for (const view of ['map', 'timeline']) {
      await page.goto(`${site.address}/en/search?view=${view}`);
      expect(await count('main svg a')).toBeGreaterThan(0);
      expect(await count('main table a')).toBeGreaterThan(0);
    }
    await page.close();
  }, 120_000);

  it('moves nothing for those who ask for less motion', async () => {
    const page = await browser.newPage({ reducedMotion: 'reduce' });
    const moving = await eachPage(page, 'en', () =>
      page.evaluate(() => {
        const long = (time: string) => time.split(',').some((one) => Number.parseFloat(one) > 0.02);
        const one = [...document.querySelectorAll('*')].find((element) => {
          const { animationName, animationDuration, transitionDuration, scrollBehavior } = getComputedStyle(element);
          return (
            (animationName !== 'none' && long(animationDuration)) ||
            long(transitionDuration) ||
            scrollBehavior === 'smooth'
          );
        });
        return one ? one.outerHTML.slice(0, 120) : null;
      }),
    );
    expect(moving).toEqual([]);
    await page.close();
  }, 120_000);
});
