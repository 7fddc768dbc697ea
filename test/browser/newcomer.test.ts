import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { importPaths } from '../../server/ingest/importer.ts';
import { describeInBrowser } from './chromium.ts';
import { visited } from './site.ts';

describeInBrowser('a newcomer, with the sample collection', () => {
  const here = visited();

  async function open(path: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
    const page = await here.browser.newPage({ viewport: { width: 390, height: 844 }, ...options });
    await page.goto(here.site.address + path);
    return page;
  }

  it('searches, plays the passage found, and finds how to cite it', async () => {
    const page = await open('/en/');
    await page.fill('#q', '"sewing machine"');
    await page.press('#q', 'Enter');
    await page.waitForSelector('.moments a');
    expect(await page.locator('.moments mark').count()).toBeGreaterThan(0);
    await page.locator('.moments a:has(.time)').first().click();
    await page.waitForURL(/\/testimonies\/.*#p-/);
    const passage = page.locator('.passage:target');
    await passage.locator('a.time.play').click();
    await page.waitForFunction(() =>
      [...document.querySelectorAll('audio, video')].some(
        (one) => !(one as HTMLMediaElement).paused && (one as HTMLMediaElement).currentTime > 0,
      ),
    );
    const startMs = Number(await passage.getAttribute('data-start'));
    const at = await page.evaluate(() =>
      Math.max(...[...document.querySelectorAll('audio, video')].map((one) => (one as HTMLMediaElement).currentTime)),
    );
    expect(at).toBeGreaterThanOrEqual(startMs / 1000 - 0.05);
    await page.waitForSelector('.passage.playing');
    expect(await page.locator('.cite-passage .citation').textContent()).toMatch(
      /SAMPLE-\d+, .*\d:\d\d.*\/en\/passages\//,
    );
    await page.close();
  });

  it('imports files of their own, and finds and cites a passage there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kolot-newcomer-'));
    writeFileSync(
      join(folder, 'talk.vtt'),
      'WEBVTT\n\n00:01.000 --> 00:05.000\n<v Rachel>The pomegranate jam was called quincunx at home.\n',
    );
    await importPaths(here.site.archive, [folder], { access: 'public', agreement: 'legacy' });
    await here.site.engine.follow();
    const page = await open('/en/search?q=quincunx');
    await page.locator('.moments a').first().click();
    expect(await page.locator('.passage:target .words').textContent()).toMatch(/pomegranate jam/);
    expect(await page.locator('.cite-passage').textContent()).toMatch(/K-00001, .*0:01–0:05/);
    await page.close();
  });

  it('does all of it without JavaScript', async () => {
    const page = await open('/en/search?q=school', { javaScriptEnabled: false });
    expect(await page.locator('.results > li').count()).toBeGreaterThan(0);
    await page.locator('.facet a').first().click();
    expect(await page.locator('.chosen .chip').count()).toBe(1);
    await page.locator('.moments a').first().click();
    expect(await page.locator('.passage:target').count()).toBe(1);
    await page.close();
  });

  it('narrows by dragging over the years', async () => {
    const page = await open('/en/search', { viewport: { width: 1280, height: 900 } });
    const drawing = page.locator('.facets .histogram svg');
    const box = (await drawing.boundingBox())!;
    await page.mouse.move(box.x + 2, box.y + box.height / 3);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 3, { steps: 6 });
    await page.mouse.up();
    await page.waitForURL(/year_from=\d+/);
    expect(new URL(page.url()).searchParams.get('year_to')).toMatch(/^\d{4}$/);
    await page.close();
  });

  it('meets pages that fit their screen, ask no other host for anything, and log no error', async () => {
    const accession = here.site.archive.db
      .prepare<[], string>(
        "SELECT accession FROM testimony JOIN transcript ON testimony_id = testimony.id WHERE transcript.lang = 'ar' AND testimony.status = 'published' LIMIT 1",
      )
      .pluck()
      .get()!;
    const paths = [
      '/',
      '/search?q=house',
      '/countries',
      '/countries/IQ',
      '/people',
      '/places',
      '/places/baghdad',
      '/topics',
      '/collections',
      '/sign-in',
      `/testimonies/${accession}`,
      '/nothing-here',
    ];
    for (const width of [390, 1440]) {
      for (const lang of ['en', 'ar']) {
        const page = await here.browser.newPage({
          viewport: { width, height: 900 },
          colorScheme: lang === 'ar' ? 'dark' : 'light',
        });
        const elsewhere: string[] = [];
        const errors: string[] = [];
        page.on('request', (request) => {
          if (!request.url().startsWith(here.site.address)) elsewhere.push(request.url());
        });
        page.on('pageerror', (error) => errors.push(error.message));
        page.on('console', (message) => {
          if (message.type() === 'error' && !message.text().includes('404')) errors.push(message.text());
        });
        for (const path of paths) {
          await page.goto(`${here.site.address}/${lang}${path}`);
          const [wider, dir] = await page.evaluate(() => [
            document.documentElement.scrollWidth - window.innerWidth,
            document.documentElement.dir,
          ]);
          expect({ path, width, lang, wider, dir }).toEqual({
            path,
            width,
            lang,
            wider: 0,
            dir: lang === 'ar' ? 'rtl' : 'ltr',
          });
        }
        expect({ elsewhere, errors }).toEqual({ elsewhere: [], errors: [] });
        await page.close();
      }
    }
    expect(here.site.failures).toEqual([]);
  }, 120_000);
});
