import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { openArchive } from '../../server/archive/archive.ts';
import { makeLink } from '../../server/archive/submission/link.ts';
import { stepOf, textIn } from '../../server/archive/submission/steps.ts';
import { beginSubmission, referenceOf } from '../../server/archive/submission/submission.ts';
import { readConfig } from '../../server/config.ts';
import { openEmbedded } from '../../server/search/embedded/index.ts';
import { createApp } from '../../server/web/app.ts';
import { temporaryArchive } from '../archive-folder.ts';
import { describeInBrowser, openBrowser } from './chromium.ts';

const PICTURE = new URL('../../scripts/sample/collection/pictures/bread-board.jpg', import.meta.url).pathname;

/** Serves an archive folder on a port; stopped and started again, it is another process to its browser. */
async function serve(folder: string, port = 0) {
  const archive = openArchive(folder);
  const engine = openEmbedded(archive, { threads: 1 });
  const failures: string[] = [];
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const at = (server.address() as AddressInfo).port;
  const address = `http://127.0.0.1:${at}`;
  const config = { ...readConfig({}), publicUrl: address };
  const log = ({ error, message }: { error?: unknown; message: string }) => failures.push(`${message}: ${error}`);
  server.on('request', createApp({ archive, engine, config, now: () => new Date(), log }));
  return {
    archive,
    address,
    port: at,
    failures,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await engine.close();
      archive.db.close();
    },
  };
}

describeInBrowser('a family, on a telephone', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  }, 60_000);
  afterAll(() => browser?.close());

  const wider = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  const goOn = async (page: Page) => {
    expect(await wider(page)).toBe(0);
    const here = page.url();
    await page.click('.family-actions button[value="next"]');
    await page.waitForURL(({ href }) => href !== here); // it is saved first, then left
  };

  it.each([
    { lang: 'en', dir: 'ltr', script: true, name: 'Salima Dangoor', story: 'We left at night.' },
    { lang: 'ar', dir: 'rtl', script: true, name: 'سليمة دنكور', story: 'خرجنا في الليل.' },
    { lang: 'he', dir: 'rtl', script: false, name: 'סלימה דנגור', story: 'יצאנו בלילה.' },
  ])(
    'begins in $lang, leaves, comes back after the server was stopped, signs and sends',
    async (told) => {
      const { folder } = temporaryArchive();
      let site = await serve(folder);
      const context = await browser.newContext({
        viewport: { width: 390, height: 844 },
        javaScriptEnabled: told.script,
        colorScheme: told.dir === 'rtl' ? 'dark' : 'light',
      });
      let page = await context.newPage();
      await page.goto(`${site.address}/${told.lang}/contribute`);
      await page.click('.family-go a');
      await page.fill('#name', told.name);
      await page.fill('#word', 'bread board');
      await new Promise((resolve) => setTimeout(resolve, 3_100)); // a person takes longer than a machine
      await page.click('.family-form > button.button');
      const link = (await page.textContent('.family-link'))!.trim();
      await page.click('.family-go a');
      await page.check('[name="teller"][value="narrator"]');
      await page.fill('[name="narrators.0.name"]', told.name);
      await goOn(page);
      await page.fill('[name="place"]', 'Baghdad');
      await goOn(page);
      await page.fill('[name="date"]', 'Nisan 5711');
      if (told.script) {
        // Left without pressing anything: what was typed is kept all the same.
        const saved = page.waitForResponse((answer) => answer.request().method() === 'POST');
        await page.waitForTimeout(100);
        expect((await saved).status()).toBe(200);
      } else {
        await page.click('.family-actions button[value="stop"]');
      }
      await context.close();
      await site.stop();

      site = await serve(folder, site.port);
      const another = await browser.newContext({
        viewport: { width: 390, height: 844 },
        javaScriptEnabled: told.script,
      });
      page = await another.newPage();
      await page.goto(link);
      expect(await page.getAttribute('html', 'dir')).toBe(told.dir);
      await page.click('.family-steps a[href$="/step/left"]');
      expect(await page.inputValue('[name="date"]')).toBe('Nisan 5711');
      await goOn(page);
      await page.fill('[name="legs.0.place"]', 'Baghdad');
      await goOn(page);
      await goOn(page);
      await page.fill('[name="text"]', told.story);
      await goOn(page);
      await goOn(page);
      await page.setInputFiles('#files', PICTURE);
      await page.click('button[value="stay"]');
      await page.fill('input[name$=".what"]', told.name);
      await goOn(page);
      for (const box of ['text', 'image', 'name']) await page.check(`[name="give_${box}"]`);
      for (const [name, value] of [
        ['far', 'public'],
        ['until', 'now'],
        ['name', 'first'],
      ])
        await page.check(`[name="${name}"][value="${value}"]`);
      for (const use of ['research', 'teaching', 'exhibition', 'programme', 'translation', 'statement', 'social', 'ai'])
        await page.check(`[name="use_${use}"][value="${use === 'ai' ? 'no' : 'yes'}"]`);
      await goOn(page);
      await page.click('.family-look a[href$="/agreement"]');
      await page.fill('#given', 'Bread Board');
      await page.click('.family-form button.button');
      expect(await wider(page)).toBe(0);
      await page.fill('#signer', told.name);
      await page.check('[name="read"]');
      await page.click('.family-sign > button.button');
      await page.click('.family-send button');
      await page.waitForSelector('.family-done');
      expect(await wider(page)).toBe(0);
      const { db } = site.archive;
      expect(db.prepare('SELECT state, lang FROM submission').all()).toEqual([{ state: 'submitted', lang: told.lang }]);
      expect(db.prepare('SELECT signer, lang FROM submission_signature').all()).toEqual([
        { signer: told.name, lang: told.lang },
      ]);
      expect(db.prepare('SELECT purpose, what FROM submission_file').all()).toEqual([
        { purpose: 'photograph', what: told.name },
      ]);
      expect(site.failures).toEqual([]);
      await another.close();
      await site.stop();
    },
    120_000,
  );

  it('writes a story as long as a book, and it is saved meanwhile', async () => {
    const site = await serve(temporaryArchive().folder);
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    try {
      const { db } = site.archive;
      const { id, personId } = beginSubmission(db, { kind: 'story', lang: 'ar', now: new Date() });
      const [name, value] = [`kolot_story_${id}`, makeLink(db, personId, new Date())];
      await context.addCookies([{ name, value, domain: '127.0.0.1', path: '/' }]);
      const page = await context.newPage();
      await page.goto(`${site.address}/ar/contribute/${referenceOf(id)}/step/story`);
      const book = 'خرجنا في الليل.\n\n'.repeat(2_500).trim(); // more than a browser sends of a page that is left
      await page.locator('[name="text"]').evaluate((field: HTMLTextAreaElement, text) => {
        field.value = text;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }, book);
      const answer = await page.waitForResponse((one) => one.request().method() === 'POST');
      expect(answer.status()).toBe(200);
      await page.waitForFunction(() => document.querySelector('.family-saved')?.textContent === 'حُفظ.');
      expect(textIn(stepOf(db, id, 'story').answers, 'text')).toHaveLength(book.length);
    } finally {
      await context.close();
      await site.stop();
    }
  }, 60_000);
});
