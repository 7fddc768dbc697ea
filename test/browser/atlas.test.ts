import type { Browser, Page } from 'playwright-core';
import { axeFinds } from './axe.ts';
import { describeInBrowser } from './chromium.ts';
import { visited } from './site.ts';

describeInBrowser('maps and timelines, with the sample collection', () => {
  const here = visited();

  async function open(path: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
    const page = await here.browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
    await page.goto(here.site.address + path);
    return page;
  }

  /** Names drawn on a plate that lie on each other, as the browser measures them. */
  const overlapping = (page: Page) =>
    page.evaluate(() =>
      [...document.querySelectorAll('svg.plate')].flatMap((plate) => {
        const drawn = [...plate.querySelectorAll('text')]
          .filter((text) => getComputedStyle(text).display !== 'none')
          .map((text) => ({ name: text.textContent, box: text.getBoundingClientRect() }));
        return drawn.flatMap(({ name, box }, at) =>
          drawn
            .slice(at + 1)
            .filter(
              (other) =>
                Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left) > 1 &&
                Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top) > box.height * 0.45,
            )
            .map((other) => `${name} × ${other.name}`),
        );
      }),
    );

  it('keeps names on plates apart, in each script, on a telephone and on a desk', async () => {
    for (const lang of ['en', 'ar', 'he']) {
      for (const width of [390, 1280]) {
        const page = await here.browser.newPage({ viewport: { width, height: 900 } });
        const met: string[] = [];
        for (const path of ['/search?view=map', '/countries/IR?year=1938', '/countries/LB']) {
          await page.goto(`${here.site.address}/${lang}${path}`);
          met.push(...(await overlapping(page)).map((pair) => `${path} ${pair}`));
        }
        expect(met).toEqual([]);
        await page.close();
      }
    }
  }, 180_000);

  it('narrows by a town with the keyboard alone, and without JavaScript', async () => {
    const page = await open('/en/search?view=map', { javaScriptEnabled: false });
    const town = page.locator('svg.plate a[aria-label^="Baghdad"]').first();
    await town.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/place=baghdad/);
    expect(new URL(page.url()).searchParams.get('view')).toBe('map');
    expect(await page.locator('.chosen .chip').count()).toBe(1);
    const total = Number(/\d+/.exec((await page.locator('.total').textContent())!)![0]);
    expect(await page.locator('.results > li').count()).toBe(total);
    await page.locator('.seen-as .as-table summary').first().click();
    await page.locator('.seen-as .figures a[aria-current]').first().click();
    await page.waitForURL((url) => !url.searchParams.has('place'));
    await page.close();
  });

  it('chooses years by dragging over the timeline, and keeps it', async () => {
    const page = await open('/en/search?view=timeline');
    const box = (await page.locator('.timeline svg').boundingBox())!;
    await page.mouse.move(box.x + 4, box.y + box.height / 4);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 4, { steps: 6 });
    await page.mouse.up();
    await page.waitForURL(/year_from=\d+/);
    const { searchParams } = new URL(page.url());
    expect(searchParams.get('view')).toBe('timeline');
    expect(Number(searchParams.get('year_from'))).toBeLessThan(Number(searchParams.get('year_to')));
    expect(await page.locator('.timeline .bar.off').count()).toBeGreaterThan(0);
    await page.close();
  });

  it('chooses years from the right where the text begins there', async () => {
    const page = await open('/ar/search?view=timeline');
    const box = (await page.locator('.timeline svg').boundingBox())!;
    await page.mouse.move(box.x + box.width - 4, box.y + box.height / 4);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.7, box.y + box.height / 4, { steps: 6 });
    await page.mouse.up();
    await page.waitForURL(/year_from=\d+/);
    expect(Number(new URL(page.url()).searchParams.get('year_to'))).toBeLessThan(1965);
    await page.close();
  });

  for (const [lang, colorScheme] of [
    ['en', 'light'],
    ['he', 'dark'],
    ['fa', 'light'],
  ] as const) {
    it(`gives axe nothing to find in ${lang}, ${colorScheme}`, async () => {
      const page = await open(`/${lang}/`, { colorScheme, bypassCSP: true, reducedMotion: 'reduce' });
      const found: string[] = [];
      for (const path of [
        '/countries/IQ',
        '/countries/NO?year=soon',
        '/search?view=map',
        '/search?view=timeline&year_from=1950',
      ]) {
        await page.goto(`${here.site.address}/${lang}${path}`);
        found.push(...(await axeFinds(page)).map((line) => `${path} ${line}`));
      }
      await page.close();
      expect(found).toEqual([]);
    }, 120_000);
  }
});
