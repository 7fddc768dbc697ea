/** The workshop in a real browser: tapping along, minute by minute, keys and foot pedal, and words that survive a crash. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import type { Archive } from '../../server/archive/archive.ts';
import { addAsset } from '../../server/archive/asset.ts';
import { setPartTimes } from '../../server/archive/session.ts';
import { keepOriginal } from '../../server/media/storage.ts';
import { mediaTools } from '../../server/media/tools.ts';
import { waveform } from '../../server/media/waveform.ts';
import { PEAKS_A_SECOND } from '../../server/renditions.ts';
import { addInterview, addWords, passagesIn } from '../archive/transcript-edit/made.ts';
import { inserter } from '../insert.ts';
import { describeInBrowser } from './chromium.ts';
import { openSite, visited } from './site.ts';

const SOUND = join(import.meta.dirname, '../../scripts/sample/collection/sound/008.mp3');

describeInBrowser('the transcript workshop', () => {
  const here = visited(() => openSite(fill));
  let context: BrowserContext;
  let timed: number;
  let untimed: number;

  beforeAll(async () => {
    context = await here.browser.newContext({ viewport: { width: 1280, height: 900 } });
    await context.addCookies([{ name: 'kolot_sign_in', value: 'token', url: here.site.address }]);
  }, 120_000);

  async function fill(archive: Archive) {
    const { db, folder } = archive;
    const insert = inserter(db);
    const account = insert('account', {
      email: 'dalia@example.org',
      name: 'Dalia',
      role: 'archivist',
      password_hash: '-',
    });
    insert('sign_in', {
      token_sha256: createHash('sha256').update('token').digest('hex'),
      account_id: account,
      expires_at: '2099-01-01T00:00:00.000Z',
    });
    const kept = await keepOriginal(folder, readFileSync(SOUND));
    const one = addInterview(archive, 'K-1');
    const two = addInterview(archive, 'K-2');
    for (const { testimonyId, partId } of [one, two]) {
      addAsset(db, testimonyId, { kind: 'audio', partId, ...kept, mime: 'audio/mpeg' });
      setPartTimes(db, partId, { durationMs: 180_000 });
    }
    if (mediaTools()) await waveform(folder, kept.sha256, PEAKS_A_SECOND);
    timed = addWords(archive, one, [
      { startMs: 0, endMs: 4_000, speaker: 'Q', text: 'Where did you hide?' },
      { startMs: 4_000, endMs: 9_000, speaker: 'Salima', text: 'With a neighbour. Then we left.' },
      { startMs: 9_000, endMs: 15_000, speaker: 'Salima', text: 'That was in 1951.' },
    ]);
    untimed = addWords(
      archive,
      two,
      ['One two three.', 'Four five six seven.', 'Eight nine.', 'Ten eleven twelve.'].map((text) => ({ text })),
    );
  }

  async function open(path: string): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`${here.site.address}/en/desk/testimonies/${path}`);
    await page.waitForFunction(
      () => ((document.querySelector('.ws-media') as HTMLMediaElement | null)?.readyState ?? 0) >= 1,
    );
    return page;
  }
  const passages = (id: number) => passagesIn(here.site.archive, id);
  const at = (page: Page, seconds: number) =>
    page.evaluate((time) => {
      const media = document.querySelector('.ws-media') as HTMLMediaElement;
      return new Promise<void>((resolve) => {
        media.addEventListener('seeked', () => resolve(), { once: true });
        media.currentTime = time;
      });
    }, seconds);
  const area = (page: Page, place: number) => page.locator('.ws-passage textarea').nth(place);
  async function until(isSo: () => boolean) {
    for (const end = Date.now() + 10_000; !isSo(); await new Promise((resolve) => setTimeout(resolve, 50)))
      if (Date.now() > end) throw new Error('It did not become so in time.');
  }

  it('times passages that are tapped along while it plays', async () => {
    const page = await open(`K-2/transcripts/${untimed}/synchronise?part=1`);
    for (const seconds of [2, 11, 20]) {
      await at(page, seconds);
      await page.keyboard.press('Space');
    }
    await page.keyboard.press('Backspace');
    await at(page, 24);
    await page.keyboard.press('F10'); // a foot pedal
    await page.locator('.ws-sync-form button[type="submit"]').first().click();
    await page.waitForURL(/timed=3/);
    const [first, second, third, fourth] = passages(untimed).map(({ startMs }) => startMs!);
    expect([first! / 1000, second! / 1000, third! / 1000].map(Math.round)).toEqual([2, 11, 24]);
    expect(passages(untimed)[3]!.estimated).toBe(1);
    expect(fourth).toBeGreaterThan(24_000);
    await page.close();
  });

  it('times passages by the word on which a minute falls', async () => {
    const page = await open(`K-2/transcripts/${untimed}/synchronise?part=1`);
    await page.locator('[name="ws-mode"][value="minute"]').check();
    await page.locator('.ws-line').nth(3).locator('.ws-press', { hasText: 'eleven' }).click();
    await page.locator('.ws-sync-form button[type="submit"]').first().click();
    await page.waitForURL(/estimated=1/);
    const { startMs, estimated } = passages(untimed)[3]!;
    expect(estimated).toBe(1);
    expect(startMs).toBeLessThan(60_000);
    expect(startMs).toBeGreaterThan(45_000);
    await page.close();
  });

  it('is worked by keys alone: play, back, divide at the cursor, join, nudge', async () => {
    const page = await open(`K-1/transcripts/${timed}`);
    await at(page, 6);
    await area(page, 1).focus();
    await page.keyboard.press('F7'); // back three seconds
    expect(
      await page.evaluate(() => Math.round((document.querySelector('.ws-media') as HTMLMediaElement).currentTime)),
    ).toBe(3);
    await page.keyboard.press('F8');
    await page.waitForFunction(() => !(document.querySelector('.ws-media') as HTMLMediaElement).paused);
    await page.waitForSelector('.ws-passage.heard');
    await page.keyboard.press('F8');
    await page.waitForFunction(() => (document.querySelector('.ws-media') as HTMLMediaElement).paused);

    await area(page, 1).evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(18, 18));
    await page.keyboard.press('Control+Enter');
    await page.waitForFunction(() => document.querySelectorAll('.ws-passage').length === 4);
    expect(passages(timed).map(({ text }) => text)).toContain('Then we left.');
    await area(page, 1).focus();
    await page.keyboard.press('Control+Shift+Enter');
    await page.waitForFunction(() => document.querySelectorAll('.ws-passage').length === 3);

    await area(page, 2).focus();
    await page.keyboard.press('Alt+BracketRight');
    await until(() => passages(timed)[2]!.startMs === 9_100);
    expect(passages(timed)[1]!.endMs).toBe(9_100);
    await page.close();
  });

  it('lets the keys be changed to those of a pedal', async () => {
    const page = await open(`K-1/transcripts/${timed}`);
    await page.locator('button[data-do="help"]').click();
    await page.locator('[data-action="back"] .ws-key').click();
    await page.keyboard.press('F4');
    expect(await page.locator('[data-action="back"] kbd').textContent()).toBe('F4');
    await page.reload();
    await page.waitForFunction(() => (document.querySelector('.ws-media') as HTMLMediaElement).readyState >= 1);
    await at(page, 8);
    await page.keyboard.press('F4');
    expect(
      await page.evaluate(() => Math.round((document.querySelector('.ws-media') as HTMLMediaElement).currentTime)),
    ).toBe(5);
    await page.evaluate(() => localStorage.clear());
    await page.close();
  });

  it('saves a passage that is left, and keeps the cursor where it went', async () => {
    const page = await open(`K-1/transcripts/${timed}`);
    await area(page, 0).fill('Where did you hide then?');
    await area(page, 1).click();
    await until(() => passages(timed)[0]!.text === 'Where did you hide then?');
    await page.keyboard.type('X');
    expect(await area(page, 1).inputValue()).toContain('X');
    expect(await page.evaluate(() => document.activeElement?.closest('.ws-passage')?.getAttribute('aria-label'))).toBe(
      'Passage 2',
    );
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Control+s');
    await page.close();
  });

  it('loses no word when the server or the browser goes away', async () => {
    const page = await open(`K-1/transcripts/${timed}`);
    await page.route('**/drafts/**', (route) => route.abort());
    await area(page, 2).focus();
    await page.keyboard.press('End');
    await page.keyboard.type(' In the spring.');
    await page.waitForFunction(() => Object.values(localStorage).some((kept) => kept.includes(' In the spring.')));
    await page.close({ runBeforeUnload: false });
    const again = await open(`K-1/transcripts/${timed}`);
    expect(await area(again, 2).inputValue()).toBe('That was in 1951. In the spring.');
    await again.waitForFunction(() => document.querySelector('.ws-state')?.textContent === 'Kept');
    await again.evaluate(() => localStorage.clear());
    await again.close({ runBeforeUnload: false });
    const elsewhere = await open(`K-1/transcripts/${timed}`);
    expect(await area(elsewhere, 2).inputValue()).toBe('That was in 1951. In the spring.');
    expect(passages(timed)[2]!.text).toBe('That was in 1951.');
    await elsewhere.close({ runBeforeUnload: false });
  });

  it('fits a telephone and a desk, in both directions, and logs no error', async () => {
    const point = `K-1/index-points`;
    const redaction = `K-1/redactions?passage=${passages(timed)[1]!.publicId}`;
    const paths = [
      'K-1/transcripts',
      `K-1/transcripts/${timed}`,
      `K-1/transcripts/${timed}/synchronise?part=1`,
      point,
      redaction,
    ];
    for (const [lang, width] of [
      ['en', 390],
      ['ar', 1280],
    ] as const) {
      const page = await context.newPage();
      await page.setViewportSize({ width, height: 900 });
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
      for (const path of paths) {
        await page.goto(`${here.site.address}/${lang}/desk/testimonies/${path}`);
        await page.waitForTimeout(200);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect({ path, width, wider, errors }).toEqual({ path, width, wider: expect.any(Number), errors: [] });
        expect(wider).toBeLessThanOrEqual(0);
      }
      await page.close();
    }
    expect(here.site.failures).toEqual([]);
  });
});
