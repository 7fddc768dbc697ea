/** A reader keeps a passage, writes a note on it and finds both again, by keyboard alone: in this browser, then in an account. */
import type { Browser, Page } from 'playwright-core';
import { addSample } from '../../scripts/sample/load.ts';
import { signedIn } from '../web/site.ts';
import { describeInBrowser, openBrowser } from './chromium.ts';
import { openSite } from './site.ts';

describeInBrowser('the workbench', () => {
  let site: Awaited<ReturnType<typeof openSite>>;
  let browser: Browser;
  let cookie: string;
  let accession: string;
  beforeAll(async () => {
    [site, browser] = await Promise.all([
      openSite(async (archive) => {
        await addSample(archive);
        ({ cookie } = signedIn(archive, 'reader', 'rachel'));
      }),
      openBrowser(),
    ]);
    accession = site.archive.db
      .prepare<[], string>(`
        SELECT accession FROM testimony JOIN part ON part.testimony_id = testimony.id JOIN passage ON passage.part_id = part.id
        WHERE testimony.status = 'published' AND access = 'public' AND testimony.lang = 'en' AND length(passage.text) > 80
        ORDER BY accession LIMIT 1`)
      .pluck()
      .get()!;
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  /** Presses the ribbon of a passage by keyboard; nothing on the page may move. Gives the words kept. */
  async function keepPassage(page: Page, at: number): Promise<string> {
    await page.goto(`${site.address}/en/testimonies/${accession}`);
    const passage = page.locator('.passage').nth(at);
    const mark = passage.locator('.save-mark');
    await mark.focus();
    const before = await passage.boundingBox();
    await page.keyboard.press('Enter');
    await page.locator('.save-note a').waitFor();
    expect(await mark.getAttribute('aria-pressed')).toBe('true');
    expect(await passage.boundingBox()).toEqual(before);
    expect(await page.locator('.save-said').textContent()).toBe('On your workbench.');
    return (await passage.locator('.words').textContent())!.trim().slice(0, 60);
  }

  it('keeps a search in the browser of who has no account, and takes it into one', async () => {
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(`${site.address}/en/search?q=house&country=IQ`);
    await page.getByRole('button', { name: 'Save it in this browser' }).focus();
    await page.keyboard.press('Enter');
    const kept = page.getByRole('link', { name: 'Saved in this browser' });
    await kept.waitFor();
    expect(await kept.evaluate((link) => link === document.activeElement)).toBe(true);
    await page.goto(`${site.address}/en/search?q=suitcase`);
    await page.getByRole('button', { name: 'Save it in this browser' }).press('Enter');
    await kept.click();
    const searches = page.locator('[data-searches] li');
    await searches.nth(1).waitFor();
    expect(await searches.locator('.line-title').allTextContents()).toEqual([
      'suitcase',
      expect.stringContaining('house'),
    ]);
    const addresses = await searches
      .nth(1)
      .locator('a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(addresses.map((one) => one!.replace(site.address, ''))).toEqual([
      '/en/search?q=house&country=IQ&sort=published',
      '/en/search/feed.atom?q=house&country=IQ',
    ]);
    expect(site.archive.db.prepare('SELECT count(*) FROM saved_search').pluck().get()).toBe(0);
    await searches.nth(0).getByRole('button').press('Enter');
    await page.locator('[data-said-search]:focus').waitFor();
    expect(await searches.count()).toBe(1);

    await context.addCookies([{ name: 'kolot_sign_in', value: cookie.split('=')[1]!, url: site.address }]);
    await page.goto(`${site.address}/en/workbench`);
    await page.locator('.shelf-take-in button').press('Enter');
    await page.locator('.done').waitFor();
    expect(await page.locator('[aria-labelledby="searches"] .line-title').textContent()).toContain('house');
    expect(await page.evaluate(() => JSON.parse(localStorage.getItem('kolot-workbench')!).searches)).toEqual([]);
    await context.close();
  }, 120_000);

  it('keeps a passage and its note in the browser of who has no account, and takes them into one', async () => {
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    const page = await context.newPage();
    const words = await keepPassage(page, 0);
    await page.keyboard.press('Tab'); // from the ribbon to “Write a note”
    await page.keyboard.press('Enter');
    await page.locator('.shelf textarea:focus').waitFor();
    await page.keyboard.type('The well in the yard');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.shelf-note:visible').waitFor();
    expect(await page.locator('.shelf').textContent()).toContain(words);
    expect(await page.locator('.lede:visible').first().textContent()).toContain('lies in this browser');
    await page.locator('#new-folder').focus();
    await page.keyboard.type('Wells');
    await page.keyboard.press('Enter');
    await page.locator('.shelf-folders a', { hasText: 'Wells' }).waitFor();
    await page.locator('.shelf summary', { hasText: 'Note and folders' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('checkbox', { name: 'Wells' }).focus();
    await page.keyboard.press('Space');
    await page.locator('.shelf form .button').focus();
    await page.keyboard.press('Enter');
    await page.locator('.shelf .chip', { hasText: 'Wells' }).waitFor();
    expect(site.archive.db.prepare('SELECT count(*) FROM bookmark').pluck().get()).toBe(0);

    await context.addCookies([{ name: 'kolot_sign_in', value: cookie.split('=')[1]!, url: site.address }]);
    await page.goto(`${site.address}/en/workbench`);
    await page.locator('.shelf-take-in button').focus();
    await page.keyboard.press('Enter');
    await page.locator('.done').waitFor();
    const kept = await page.locator('.shelf').textContent();
    expect(kept).toContain(words);
    expect(kept).toContain('The well in the yard');
    expect(await page.locator('.shelf .chip').textContent()).toBe('Wells');
    expect(await page.evaluate(() => JSON.parse(localStorage.getItem('kolot-workbench')!).places)).toEqual([]);

    // Now in the account: another passage, put into the same folder, and moved before the first.
    const other = await keepPassage(page, 1);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('#note').focus();
    await page.keyboard.type('Ask his sister');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.locator('.shelf-form .button').focus();
    await page.keyboard.press('Enter');
    await page.locator('.done').waitFor();
    await page.locator('.shelf-folders a').focus();
    await page.keyboard.press('Enter');
    const second = page.locator('.shelf > li').nth(1);
    await second.locator('[data-step="up"]').focus();
    await page.keyboard.press('Enter');
    await page.locator('p[role="status"]', { hasText: 'Moved.' }).waitFor({ state: 'attached' });
    expect(await page.locator('.shelf > li').first().textContent()).toContain(other);
    await page.reload();
    expect(await page.locator('.shelf > li').first().textContent()).toContain('Ask his sister');
    expect(site.failures).toEqual([]);
    await context.close();
  }, 60_000);
});
