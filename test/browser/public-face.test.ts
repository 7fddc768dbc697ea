import type { Page } from 'playwright-core';
import { describeInBrowser } from './chromium.ts';
import { visited } from './site.ts';

describeInBrowser('The public face, in a real browser', () => {
  const here = visited();
  let page: Page;
  beforeEach(async () => {
    page = await here.browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  });
  afterEach(() => page.close());

  const open = (path: string) => page.goto(`${here.site.address}${path}`, { waitUntil: 'load' });

  it('moves nothing when its faces arrive late', async () => {
    for (const path of ['/en/', '/he/', '/en/testimonies/SAMPLE-001']) {
      const slow = await here.browser.newPage({ viewport: { width: 1280, height: 900 } });
      let late = 0;
      await slow.route('**/*.woff2', async (route) => {
        late += 1;
        await new Promise((resolve) => setTimeout(resolve, 700));
        await route.continue();
      });
      await slow.addInitScript(() => {
        const seen = globalThis as unknown as { shifted: number };
        seen.shifted = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) seen.shifted += (entry as unknown as { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
      });
      await slow.goto(`${here.site.address}${path}`, { waitUntil: 'networkidle' });
      await slow.evaluate(() => document.fonts.ready);
      expect(late).toBeGreaterThan(0);
      expect(await slow.evaluate(() => (globalThis as unknown as { shifted: number }).shifted)).toBeLessThan(0.1);
      await slow.close();
    }
  }, 180_000);

  it('opens with a voice that one press plays, from where the passage begins', async () => {
    await open('/en/');
    const listen = page.getByRole('button', { name: /Listen/ });
    await listen.click();
    await page.waitForFunction(() => (document.querySelector('.voice audio') as HTMLAudioElement).currentTime > 0.2);
    const [time, begin] = await page.evaluate(() => {
      const audio = document.querySelector('.voice audio') as HTMLAudioElement;
      return [audio.currentTime, Number(/#t=([\d.]+)/.exec(audio.src)![1])];
    });
    expect(time!).toBeGreaterThanOrEqual(begin! - 0.5);
    await page.getByRole('button', { name: /Pause/ }).click();
    expect(await page.evaluate(() => (document.querySelector('.voice audio') as HTMLAudioElement).paused)).toBe(true);
    expect(await page.getByRole('link', { name: 'Tell your story' }).count()).toBeGreaterThan(0);
  }, 60_000);

  it('plays at the speed chosen, and says the words of the moment under the player', async () => {
    await open('/ar/testimonies/SAMPLE-002');
    await page.locator('.player-controls select').selectOption('1.5');
    await page.locator('.passage a.time.play').nth(1).click();
    await page.waitForFunction(() => (document.querySelector('.player audio') as HTMLAudioElement).currentTime > 1);
    expect(await page.evaluate(() => (document.querySelector('.player audio') as HTMLAudioElement).playbackRate)).toBe(
      1.5,
    );
    const words = page.locator('.player-words');
    await words.waitFor({ state: 'visible' });
    expect(await words.getAttribute('dir')).toBe('rtl');
    expect(await words.textContent()).toMatch(/\p{Script=Arabic}/u);
    expect(await page.locator('.passage.playing').count()).toBe(1);
  }, 60_000);

  it('does not pull the page along where a reader asked not to be led', async () => {
    await open('/en/testimonies/SAMPLE-001');
    await page.locator('.player-controls input').uncheck();
    await page.locator('.passage a.time.play').last().click();
    const before = await page.evaluate(() => scrollY);
    await page.locator('.passage.playing').waitFor();
    await page.evaluate(() => scrollTo(0, 0));
    await page.waitForFunction(() => !(document.querySelector('.player audio') as HTMLAudioElement).paused);
    expect(before).toBeGreaterThanOrEqual(0);
    expect(await page.evaluate(() => scrollY)).toBe(0);
  }, 60_000);

  it('shows photographs closely: by the keys, with captions, and back to where one was', async () => {
    await open('/en/testimonies/SAMPLE-001');
    const first = page.locator('.photograph a').first();
    await first.click();
    const viewer = page.locator('dialog.viewer');
    await viewer.waitFor({ state: 'visible' });
    const caption = () => viewer.locator('.viewer-caption').textContent();
    const one = await caption();
    expect(await viewer.locator('.viewer-place').textContent()).toBe('1 of 4');
    await page.keyboard.press('ArrowRight');
    expect(await viewer.locator('.viewer-place').textContent()).toBe('2 of 4');
    expect(await caption()).not.toBe(one);
    await page.keyboard.press('+');
    expect(await viewer.locator('img').evaluate((img) => img.style.transform)).toContain('scale(1.5)');
    await page.keyboard.press('0');
    const box = (await viewer.locator('.viewer-stage').boundingBox())!;
    await page.mouse.move(box.x + 400, box.y + 300);
    await page.mouse.down();
    await page.mouse.move(box.x + 200, box.y + 300, { steps: 4 });
    await page.mouse.up();
    expect(await viewer.locator('.viewer-place').textContent()).toBe('3 of 4');
    await page.keyboard.press('Escape');
    expect(await viewer.isVisible()).toBe(false);
    expect(await page.evaluate(() => document.activeElement?.closest('.photograph') !== null)).toBe(true);
  }, 60_000);

  it('turns photographs the other way where the page runs from the right', async () => {
    await open('/he/testimonies/SAMPLE-001');
    await page.locator('.photograph a').first().click();
    await page.keyboard.press('ArrowLeft');
    const place = await page.locator('.viewer-place').textContent();
    await page.keyboard.press('ArrowRight');
    expect(place).not.toBe(await page.locator('.viewer-place').textContent());
    expect(place).toContain('2');
  }, 60_000);

  it('has a page for each photograph without scripts, and a way to say who it is that reaches the desk', async () => {
    const plain = await here.browser.newPage({ javaScriptEnabled: false });
    await plain.goto(`${here.site.address}/en/testimonies/SAMPLE-001`);
    await plain.locator('.photograph a').first().click();
    await plain.getByRole('link', { name: 'Next photograph' }).click();
    expect(await plain.locator('.photograph-page .photograph img').count()).toBe(1);
    await plain.getByRole('link', { name: 'I know who this is' }).click();
    expect(await plain.locator('.known-picture img').count()).toBe(1);
    await plain.locator('textarea[name="text"]').fill('My aunt Violette, in Haifa');
    await plain.waitForTimeout(4_000); // what is sent at once is taken for a machine's
    await plain.getByRole('button', { name: /Send/ }).click();
    const answers = here.site.archive.db
      .prepare<[], string>("SELECT answers FROM submission_step WHERE step = 'concern'")
      .pluck()
      .all();
    expect(answers.map((one) => JSON.parse(one))).toEqual([
      expect.objectContaining({
        what: 'recognised',
        text: 'My aunt Violette, in Haifa',
        photograph: expect.stringMatching(/\w+/),
      }),
    ]);
    await plain.close();
  }, 60_000);

  it('prints the words and how to cite them, black on white, without what is pressed', async () => {
    const dark = await here.browser.newPage({ colorScheme: 'dark' });
    await dark.goto(`${here.site.address}/en/testimonies/SAMPLE-001`);
    await dark.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await dark.evaluate(() => getComputedStyle(document.body.parentElement!).backgroundColor)).toBe(
      'rgb(255, 255, 255)',
    );
    for (const hidden of ['.site-nav', '.player', '.within', '.site-foot'])
      expect(await dark.locator(hidden).first().isVisible()).toBe(false);
    for (const shown of ['.words', '.cite p', 'h1']) expect(await dark.locator(shown).first().isVisible()).toBe(true);
    expect((await dark.pdf({ format: 'A4' })).subarray(0, 4).toString()).toBe('%PDF');
    await dark.close();
  }, 60_000);
});
