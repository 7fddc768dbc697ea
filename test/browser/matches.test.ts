/** The way from match to match within a testimony: by the bar, by keys, over chapters, right to left and without JavaScript. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { importPaths } from '../../server/ingest/importer.ts';
import { describeInBrowser } from './chromium.ts';
import { openSampleSite, visited } from './site.ts';

const PHONE = { width: 390, height: 844 };
const WITH_IT = [3, 10, 100, 140]; // passages of each text that have the word; a chapter has sixty at most
const PASSAGES = 150;

function subtitles(word: string, other: string, speakers: [string, string]): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const time = (seconds: number) => `00:${two(Math.floor(seconds / 60))}:${two(seconds % 60)}.000`;
  const cues = Array.from({ length: PASSAGES }, (_, at) => {
    const words = WITH_IT.includes(at) ? `${other} ${word}.` : `${other}.`;
    return `${time(at * 10)} --> ${time(at * 10 + 9)}\n<v ${speakers[at % 2]}>${words}\n`;
  });
  return `WEBVTT\n\n${cues.join('\n')}`;
}

describeInBrowser('the passages that answer, within a testimony', () => {
  let english: string;
  let hebrew: string;
  const here = visited(() =>
    openSampleSite(async (archive) => {
      const folder = mkdtempSync(join(tmpdir(), 'kolot-matches-'));
      writeFileSync(join(folder, 'a.en.vtt'), subtitles('quincunx', 'We walked to the river', ['Anna', 'Rahel']));
      writeFileSync(join(folder, 'b.he.vtt'), subtitles('קווינקונקס', 'הלכנו אל הנהר', ['חנה', 'רחל']));
      await importPaths(archive, [folder], { access: 'public', agreement: 'legacy' });
    }),
  );
  beforeAll(() => {
    const accessions = here.site.archive.db.prepare<[string], string>(
      "SELECT accession FROM testimony JOIN transcript ON testimony_id = testimony.id WHERE sample = 0 AND transcript.lang LIKE ? || '%'",
    );
    english = accessions.pluck().get('en')!;
    hebrew = accessions.pluck().get('he')!;
  });

  async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await here.browser.newPage({
      viewport: { width: 1280, height: 900 },
      reducedMotion: 'reduce',
      ...options,
    });
    await page.goto(here.site.address + path);
    return page;
  }
  const place = (page: Page) => page.locator('.match-place span:visible').textContent();
  const readAt = (page: Page, match: number) => page.waitForSelector(`.passage.match-read[data-match="${match}"]`);

  it('are gone through by n and p, over the end of a chapter and back, and the address says where one is', async () => {
    const page = await open(`/en/testimonies/${english}?q=quincunx`);
    expect(await place(page)).toBe('Match 1 of 4');
    await page.keyboard.press('n');
    await readAt(page, 2);
    expect(await place(page)).toBe('Match 2 of 4');
    expect(new URL(page.url()).searchParams.get('match')).toBe('2');
    await page.keyboard.press('n');
    await page.waitForURL(/chapter=2/);
    expect(await place(page)).toBe('Match 3 of 4');
    await page.keyboard.press('p');
    await page.waitForURL((url) => !url.searchParams.has('chapter') && url.searchParams.get('match') === '2');
    expect(await place(page)).toBe('Match 2 of 4');
    await page.close();
  }, 60_000);

  it('stay where they are while somebody types, and before the first and after the last', async () => {
    const page = await open(`/en/testimonies/${english}?q=quincunx`);
    await page.keyboard.press('p');
    expect(await place(page)).toBe('Match 1 of 4');
    await page.locator('.transcript input[name="q"]').press('n');
    expect(await place(page)).toBe('Match 1 of 4');
    expect(await page.locator('[rel="prev"].match-step').getAttribute('aria-disabled')).toBe('true');
    await page.close();
  }, 60_000);

  it('are led through from right to left, the step before at the right', async () => {
    const page = await open(`/he/testimonies/${hebrew}?q=${encodeURIComponent('קווינקונקס')}`, { viewport: PHONE });
    const [before, after] = ['prev', 'next'].map((rel) => page.locator(`.match-step[rel="${rel}"]`));
    const [right, left] = [(await before!.boundingBox())!, (await after!.boundingBox())!];
    expect(right.x).toBeGreaterThan(left.x);
    expect(Math.min(right.height, left.height)).toBeGreaterThanOrEqual(44);
    await after!.click();
    await readAt(page, 2);
    // Where Hebrew is typed, the key of n has another letter.
    await page.evaluate(() =>
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'מ', code: 'KeyN', bubbles: true })),
    );
    await page.waitForURL(/chapter=2/);
    await readAt(page, 3);
    await page.close();
  }, 60_000);

  it('are led through without JavaScript', async () => {
    const page = await open(`/en/testimonies/${english}?q=quincunx`, { javaScriptEnabled: false });
    for (const match of [2, 3, 4]) {
      await page.locator('.match-step[rel="next"]').click();
      await page.waitForURL(new RegExp(`match=${match}`));
      expect(await place(page)).toBe(`Match ${match} of 4`);
      expect(await page.locator(`.passage:target[data-match="${match}"]`).count()).toBe(1);
    }
    expect(await page.locator('.match-step[rel="next"]').getAttribute('href')).toBeNull();
    await page.close();
  }, 60_000);

  it('leave a phone room to read between the player and the bar', async () => {
    const page = await open('/en/testimonies/SAMPLE-001?q=house', { viewport: PHONE });
    await page.keyboard.press('n');
    const passage = (await (await readAt(page, 2)).boundingBox())!;
    const player = (await page.locator('.player').boundingBox())!;
    const bar = (await page.locator('.matches-bar').boundingBox())!;
    const below = Math.max(0, player.y + player.height);
    expect(bar.y - below).toBeGreaterThan(PHONE.height / 2);
    expect(passage.y).toBeGreaterThanOrEqual(below - 1);
    expect(passage.y).toBeLessThan(bar.y);
    expect(bar.y + bar.height).toBeLessThanOrEqual(PHONE.height + 1);
    await page.close();
  }, 60_000);

  it('and whatever is as long as four hundred characters fit a phone', async () => {
    const long = 'x'.repeat(400);
    here.site.archive.db
      .prepare('UPDATE testimony SET accession = @long, title = @long WHERE accession = @hebrew')
      .run({ long, hebrew });
    const paths = [`/testimonies/${long}?q=${long}`, `/search?q=${long}`, `/search?q=%22${long}%22&spellings=as-typed`];
    for (const lang of ['en', 'ar']) {
      for (const path of paths) {
        const page = await open(`/${lang}${path}`, { viewport: PHONE });
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect({ lang, path: path.slice(0, 20), wider }).toEqual({ lang, path: path.slice(0, 20), wider: 0 });
        await page.close();
      }
    }
  }, 60_000);
});
