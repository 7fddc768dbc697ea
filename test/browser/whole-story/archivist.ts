/** What an archivist does at the desk, on a telephone as well: claims, catalogues, puts in time, withholds, publishes. */
import type { Page } from 'playwright-core';
import { look } from './looking.ts';
import { ARCHIVIST } from './running-archive.ts';
import type { Told } from './told.ts';

export async function signIn(page: Page, address: string, told: Told): Promise<void> {
  await page.goto(`${address}/${told.lang}/desk`);
  await look(page, told, 'sign-in');
  await page.fill('#email', ARCHIVIST.email);
  await page.fill('#password', ARCHIVIST.password);
  await page.click('form[action$="/sign-in"] button[type="submit"]');
  await page.waitForURL('**/desk');
  await look(page, told, 'today');
}

async function press(page: Page, action: string): Promise<void> {
  await page.locator(`form[action$="${action}"] button[type="submit"]`).first().click();
  await page.waitForLoadState();
}

/** Takes the story from the queue into the catalogue. Gives its address in the queue and its accession number. */
export async function catalogue(page: Page, told: Told): Promise<{ queue: string; accession: string }> {
  await page.click('.desk-counts a[href$="view=new"]');
  await look(page, told, 'queue');
  await page.click('tbody .main-cell a');
  const queue = page.url();
  await press(page, '/claim');
  await look(page, told, 'claimed');
  await press(page, '/catalogue');
  await look(page, told, 'catalogued');
  await page.click('.desk-panel a[href*="/desk/testimonies/"]');
  await look(page, told, 'entry');
  const accession = (await page.textContent('.accession'))!.trim();
  return { queue, accession };
}

/** Puts the words in time with the recording, by tapping as each paragraph is heard. */
export async function synchronise(page: Page, told: Told): Promise<void> {
  await page.click('.desk-tabs a[href$="/transcripts"]');
  await look(page, told, 'transcripts');
  if (told.by === 'writing') await page.click('tbody .main-cell a');
  else await writeDown(page, told);
  await look(page, told, 'workshop');
  await page.click('.ws-side a[href*="/synchronise"]');
  await page.waitForFunction(() => ((document.querySelector('.ws-media') as HTMLMediaElement)?.readyState ?? 0) >= 1);
  await look(page, told, 'synchronise');
  for (const second of told.begins.slice(0, 4)) {
    await page.evaluate((time) => {
      const media = document.querySelector('.ws-media') as HTMLMediaElement;
      return new Promise<void>((resolve) => {
        media.addEventListener('seeked', () => resolve(), { once: true });
        media.currentTime = time;
      });
    }, second);
    await page.click('[data-do="mark"]');
  }
  await page.locator('.ws-sync-form button[type="submit"]').first().click();
  await page.waitForURL(/timed=4/);
  await look(page, told, 'synchronised');
  await page.click('.crumbs a[href*="/transcripts/"]');
}

/** What was told aloud, as somebody who listened wrote it down: words without times. */
async function writeDown(page: Page, told: Told): Promise<void> {
  await page.fill('#new-text', told.paragraphs.join('\n\n'));
  await page.selectOption('#new-lang', told.lang);
  await page.locator('form[action$="/transcripts"] button[type="submit"]').click();
  await page.waitForURL('**/transcripts/*done=file');
}

/** Withholds words for good, and a whole paragraph until a day long from now. */
export async function withhold(page: Page, told: Told): Promise<void> {
  await page.locator('.ws-passage').nth(1).locator('a[href*="/redactions"]').click();
  for (const word of told.redacted) await page.locator('.ws-word', { hasText: word }).locator('input').check();
  await page.fill('#r-reason', told.reason);
  await look(page, told, 'redact');
  await page.click('button[value="preview"]');
  await look(page, told, 'redact-preview');
  await page.click('button[value="make"]');
  await page.waitForURL(/done=made/);
  await look(page, told, 'redacted');
  await page.click('.desk-tabs a[href$="/closing"]');
  const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  await page.fill('#s-start', clock(told.begins[2]));
  await page.fill('#s-end', clock(told.begins[3]));
  await page.selectOption('#s-access', 'closed');
  await page.fill('#s-until', '2090-01-01');
  await page.fill('#s-reason', told.reason);
  await look(page, told, 'closing');
  await press(page, '/closing/section');
  await look(page, told, 'closed');
}

/** Asks the family to read what is to appear. */
export async function sendToNarrator(page: Page, queue: string, told: Told): Promise<void> {
  await page.goto(queue);
  await page.selectOption('#to', 'with the narrator');
  await press(page, '/move');
  await look(page, told, 'with-narrator');
}

/** Publishes what the family has read. */
export async function publish(page: Page, queue: string, told: Told): Promise<void> {
  await page.goto(queue);
  await look(page, told, 'answered');
  await press(page, '/publish');
  expect(page.url()).toContain('done=published');
  await look(page, told, 'published');
}

/** Lets the archive ask all its own exits as everyone, and reads what it found. */
export async function checkForLeaks(page: Page, told: Told, accession: string): Promise<void> {
  await page.goto(page.url().replace(/\/desk\/.*/, `/desk/testimonies/${accession}/leaks`));
  await press(page, '/leaks');
  while (await page.locator('#far').count()) {
    await page.waitForTimeout(250); // it is being asked
    await page.reload();
  }
  await look(page, told, 'leaks');
}
