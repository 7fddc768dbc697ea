/** Recording in a real browser, with its own false microphone: crashed in the middle, gone on with, sent. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { USES } from '../../server/archive/agreement.ts';
import { type Archive, openArchive } from '../../server/archive/archive.ts';
import { signaturesOf } from '../../server/archive/submission/agreement.ts';
import { clipsOf } from '../../server/archive/submission/clip.ts';
import { chooseWord } from '../../server/archive/submission/confirmation.ts';
import { filesOf } from '../../server/archive/submission/file.ts';
import { makeLink } from '../../server/archive/submission/link.ts';
import { saveStep } from '../../server/archive/submission/step-saving.ts';
import { beginSubmission, referenceOf } from '../../server/archive/submission/submission.ts';
import { readConfig } from '../../server/config.ts';
import { openEmbedded } from '../../server/search/embedded/index.ts';
import { createApp } from '../../server/web/app.ts';
import { temporaryArchive } from '../archive-folder.ts';
import { chromiumPath, describeInBrowser } from './chromium.ts';

let folder: string;
let archive: Archive;
let engine: ReturnType<typeof openEmbedded>;
let server: Server;
let port = 0;

async function open(): Promise<void> {
  archive = openArchive(folder);
  engine = openEmbedded(archive, { threads: 1, poll: 3_600_000 });
  server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  const config = { ...readConfig({}), publicUrl: `http://127.0.0.1:${port}` };
  server.on('request', createApp({ archive, engine, config, now: () => new Date(), log: () => {} }));
}
async function close(): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await engine.close();
  archive.db.close();
}

describeInBrowser.each(['en', 'ar'])('A story told aloud at phone width, in %s', (lang) => {
  let context: BrowserContext;
  beforeAll(async () => {
    folder = temporaryArchive().folder;
    await open();
    const browser = await chromium.launch({
      executablePath: chromiumPath!,
      args: ['--no-sandbox', '--disable-gpu', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
    });
    context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      permissions: ['microphone', 'camera'],
    });
  }, 60_000);
  afterAll(async () => {
    await context.browser()!.close();
    await close();
    port = 0;
  });

  async function record(page: Page, seconds: number): Promise<void> {
    await page.click('#rec-start');
    await page.waitForTimeout(seconds * 1_000);
  }

  test('two answers are recorded; page and server are killed in the second; on return both are sent, in order', async () => {
    const { id, personId } = beginSubmission(archive.db, { kind: 'story', lang, now: new Date() });
    const [name, value] = [`kolot_story_${id}`, makeLink(archive.db, personId, new Date())];
    await context.addCookies([{ name, value, domain: '127.0.0.1', path: '/' }]);
    const address = `http://127.0.0.1:${port}/${lang}/contribute/${referenceOf(id)}/record`;
    const page = await context.newPage();
    const failures: string[] = [];
    page.on('pageerror', (error) => failures.push(error.message));
    await page.goto(address);
    await page.click('[data-begin="audio"]');
    await page.waitForSelector('#rec-start', { state: 'visible' });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    const first = await page.textContent('#rec-question');
    // The line is gone before the first can be sent.
    await context.route('**/uploads**', (route) => route.abort());
    await record(page, 2);
    await page.click('#rec-pause');
    await page.click('#rec-resume');
    await page.click('#rec-stop');
    await page.waitForSelector('#rec-keep', { state: 'visible' });
    await page.click('#rec-keep');
    await page.waitForFunction((before) => document.querySelector('#rec-question')?.textContent !== before, first);
    await record(page, 3.5);
    await page.close({ runBeforeUnload: false });
    await close();
    await open();
    await context.unroute('**/uploads**');

    const later = await context.newPage();
    later.on('pageerror', (error) => failures.push(error.message));
    await later.goto(address);
    await later.waitForSelector('#rec-clips li:nth-child(2)');
    expect(await later.textContent('#rec-unsent')).toMatch(lang === 'ar' ? /تسجيلان/ : /^2 recordings on this device/);
    expect(await later.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await later.click('#rec-send');
    await later.waitForSelector('.rec-here li:nth-child(2)', { timeout: 30_000 });
    await later.waitForSelector('#rec-device', { state: 'hidden' });
    const clips = clipsOf(archive.db, id);
    expect(clips.map(({ answers }) => answers)).toEqual([
      { lang, version: 0, number: 1 },
      { lang, version: 0, number: 2 },
    ]);
    expect(clips[0]!.question).toBe(first);
    for (const clip of clips) expect(clip.mime).toMatch(/^audio\//);
    expect(failures).toEqual([]);
    await later.close();
  }, 90_000);

  test('the agreement is said aloud in the page, survives a lost line, arrives and is signed with', async () => {
    const now = new Date();
    const { id, personId } = beginSubmission(archive.db, { kind: 'story', lang, now });
    const uses = Object.fromEntries(USES.map((use) => [`use_${use}`, 'no']));
    const answers = { give_text: 'yes', far: 'public', until: 'now', name: 'full', ...uses };
    saveStep(archive.db, id, 'use', { answers, version: 0, personId, now });
    await chooseWord(archive.db, id, 'bread board');
    const [name, value] = [`kolot_story_${id}`, makeLink(archive.db, personId, now)];
    await context.addCookies([{ name, value, domain: '127.0.0.1', path: '/' }]);
    const address = `http://127.0.0.1:${port}/${lang}/contribute/${referenceOf(id)}/agreement`;
    const page = await context.newPage();
    const failures: string[] = [];
    page.on('pageerror', (error) => failures.push(error.message));
    await page.goto(address);
    await page.fill('[name="given"]', 'bread board');
    await page.press('[name="given"]', 'Enter');
    await page.waitForSelector('.family-sign');
    await page.check('[name="method"][value="spoken"]');
    await page.fill('#signer', 'Salima Noam');
    await page.check('[name="read"]');
    await page.waitForSelector('#rec-begin', { state: 'visible' });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await context.route('**/uploads**', (route) => route.abort());
    await page.click('#rec-begin');
    await page.waitForTimeout(2_500);
    await page.click('#rec-stop');
    await page.waitForSelector('#rec-keep', { state: 'visible' });
    await page.click('#rec-keep');
    await page.waitForSelector('#rec-clips li');
    await page.close({ runBeforeUnload: false });
    await context.unroute('**/uploads**');

    const later = await context.newPage();
    later.on('pageerror', (error) => failures.push(error.message));
    await later.goto(address);
    await later.check('[name="method"][value="spoken"]');
    await later.fill('#signer', 'Salima Noam');
    await later.check('[name="read"]');
    await later.waitForSelector('#rec-clips li');
    await later.click('.family-sign button[type="submit"]'); // sends what is here first
    await later.waitForURL((url) => !url.pathname.endsWith('/agreement'), { timeout: 30_000 });
    const [signature] = signaturesOf(archive.db, id);
    expect(signature).toMatchObject({ method: 'spoken', signer: 'Salima Noam', fileId: expect.any(Number) });
    const [file] = filesOf(archive.db, id);
    expect(file).toMatchObject({ id: signature!.fileId, purpose: 'agreement' });
    expect(file!.mime).toMatch(/^audio\//);
    expect(failures).toEqual([]);
    // What was said to these choices does not stand for later ones.
    await later.goto(address);
    expect(await later.$('.family-only-spoken > audio')).toBeNull();
    await later.close();
  }, 90_000);

  test('no other page of the archive may use the microphone', async () => {
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${port}/${lang}/contribute`);
    const asked = await page.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'allowed',
        (error: Error) => error.name,
      ),
    );
    expect(asked).toBe('NotAllowedError');
    await page.close();
  }, 60_000);
});
