/** What a family does on a telephone: begins, leaves, comes back, signs, sends, reads, takes back. */
import type { Page } from 'playwright-core';
import { look } from './looking.ts';
import type { RunningArchive } from './running-archive.ts';
import type { Told } from './told.ts';

const WORD = 'bread board';

const pressNext = (page: Page) => page.click('.family-actions button[value="next"]');

/** What was written is saved first, then the step is left. */
async function goOn(page: Page): Promise<void> {
  const here = page.url();
  await pressNext(page);
  await page.waitForURL(({ href }) => href !== here);
}
const add = (page: Page) => page.click('.family-drop button[value="stay"]');

/**
 * Begins, and tells who, from where and the story; the archive is away for a while as a step is to be saved. Gives the private
 * link.
 */
export async function begin(
  page: Page,
  told: Told,
  { address, kill, startAgain }: Pick<RunningArchive, 'address' | 'kill' | 'startAgain'>,
): Promise<string> {
  await page.goto(`${address}/${told.lang}/contribute`);
  await look(page, told, 'contribute');
  await page.click('.family-go a');
  await page.fill('#name', told.name);
  await page.fill('#word', WORD);
  await page.waitForTimeout(3_100); // a person takes longer than a machine
  await page.click('.family-form > button.button');
  const link = (await page.textContent('.family-link'))!.trim();
  await look(page, told, 'link');
  await page.click('.family-go a');
  await page.check('[name="teller"][value="narrator"]');
  await page.fill('[name="narrators.0.name"]', told.name);
  await page.fill('[name="narrators.0.born"]', told.born);
  await look(page, told, 'who');
  await goOn(page);
  await page.fill('[name="country"]', told.country);
  await look(page, told, 'from');
  await kill();
  await pressNext(page);
  await page.waitForSelector('.family-saved.unsaved');
  await look(page, told, 'unsaved');
  await startAgain();
  expect(await page.inputValue('[name="country"]')).toBe(told.country);
  await goOn(page);
  await look(page, told, 'left');
  for (const skipped of ['left', 'road', 'behind']) {
    expect(page.url()).toMatch(new RegExp(`/step/${skipped}$`));
    await goOn(page);
  }
  await page.fill('[name="title"]', told.title);
  await page.fill('[name="text"]', written(told));
  await look(page, told, 'story');
  await goOn(page);
  return link;
}

/** Comes back by the link and finds the words as they were left. */
export async function comeBack(page: Page, link: string, told: Told): Promise<void> {
  await page.goto(link);
  await look(page, told, 'come-back');
  await page.click('.family-steps a[href$="/step/story"]');
  expect(await page.inputValue('[name="text"]')).toBe(written(told));
  expect(await page.inputValue('[name="title"]')).toBe(told.title);
}

const written = ({ by, paragraphs }: Told) => (by === 'writing' ? paragraphs.join('\n\n') : '');

/** Makes the line slow, in bytes sent a second; as fast as it can be without a number. */
async function slowLine(page: Page, uploadThroughput = -1): Promise<void> {
  const line = await page.context().newCDPSession(page);
  await line.send('Network.enable');
  const speed = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput };
  await line.send('Network.emulateNetworkConditions', speed);
}

/** Sends a recording, on a line so slow that `meanwhile` happens in the middle of it. Nothing is pressed again. */
export async function sendRecording(
  page: Page,
  told: Told,
  { file, meanwhile }: { file: string; meanwhile: () => Promise<void> },
): Promise<void> {
  await page.click('.family-go a[href$="/record"]');
  await page.waitForLoadState(); // what sends in pieces is here: before that the form sends the file whole
  await look(page, told, 'record');
  await slowLine(page, 500_000);
  await page.setInputFiles('#files', file);
  await page.click('#rec-upload button.button');
  const far = () => page.locator('#rec-upload-bar').evaluate((bar: HTMLProgressElement) => bar.value);
  await page.waitForFunction(() => (document.querySelector('#rec-upload-bar') as HTMLProgressElement).value > 0.1);
  await look(page, told, 'sending');
  await meanwhile();
  expect(await far()).toBeLessThan(1);
  await slowLine(page);
  await page.waitForSelector('.rec-here li');
  await look(page, told, 'sent-recording');
}

/** Answers the first question aloud; `meanwhile` happens while the answer is on its way. Nothing is pressed again. */
export async function tellAloud(
  page: Page,
  told: Told,
  { meanwhile }: { meanwhile: () => Promise<void> },
): Promise<void> {
  await page.click('.family-go a[href$="/record"]');
  await page.click('[data-begin="audio"]');
  await page.waitForSelector('#rec-start', { state: 'visible' });
  await look(page, told, 'question');
  await page.click('#rec-start');
  await page.waitForTimeout(told.begins[4] * 1_000 + 500);
  await look(page, told, 'recording');
  await page.click('#rec-stop');
  await page.waitForSelector('#rec-keep', { state: 'visible' });
  await look(page, told, 'listen');
  await slowLine(page, 10_000);
  await page.click('#rec-keep');
  await page.waitForFunction(() => /[2-9]\d\D?%/.test(document.querySelector('#rec-status')?.textContent ?? ''));
  await look(page, told, 'sending-answer');
  await meanwhile();
  expect(await page.locator('#rec-clips li').count()).toBe(1);
  await slowLine(page);
  await page.waitForSelector('#rec-clips li', { state: 'detached' });
  await look(page, told, 'sent-answer');
  await page.click('#rec-leave');
  await page.waitForSelector('.rec-here li');
  await look(page, told, 'sent-recording');
}

/** Sends photographs and writes what they show. */
export async function givePhotographs(page: Page, told: Told, files: readonly string[]): Promise<void> {
  await page.click('.family-go a.button.plain');
  await page.click('.family-steps a[href$="/step/photographs"]');
  for (const [at, file] of files.entries()) {
    await page.setInputFiles('#files', file);
    await add(page);
    const picture = page.locator('.family-files li').nth(at);
    for (const [field, value] of Object.entries(told.pictures[at]!))
      await picture.locator(`input[name$=".${field}"]`).fill(value);
  }
  await look(page, told, 'photographs');
  await goOn(page);
}

/** Says how it may be used, signs, and sends it. */
export async function agreeAndSend(page: Page, told: Told): Promise<void> {
  for (const given of ['text', 'sound', 'image', 'name']) await page.check(`[name="give_${given}"]`);
  for (const [name, value] of [
    ['far', 'public'],
    ['until', 'now'],
    ['name', 'full'],
  ])
    await page.check(`[name="${name}"][value="${value}"]`);
  for (const use of ['research', 'teaching', 'exhibition', 'programme', 'translation', 'statement', 'social', 'ai'])
    await page.check(`[name="use_${use}"][value="${use === 'ai' ? 'no' : 'yes'}"]`);
  await look(page, told, 'use');
  await goOn(page);
  await look(page, told, 'look');
  await page.click('.family-look a.button[href$="/agreement"]');
  await look(page, told, 'confirm');
  await sayTheWord(page);
  await look(page, told, 'agreement');
  await page.fill('#signer', told.name);
  await page.check('[name="read"]');
  await page.click('.family-sign > button.button');
  await look(page, told, 'signed');
  await page.click('.family-send button');
  await page.waitForSelector('.family-done');
  await look(page, told, 'sent');
}

async function sayTheWord(page: Page): Promise<void> {
  await page.fill('#given', WORD.toUpperCase());
  await page.click('.family-form button.button');
}

/** Reads what is to appear, and says that it is right. Gives what was read. */
export async function read(page: Page, link: string, told: Told): Promise<string> {
  await page.goto(link);
  await look(page, told, 'asked-to-read');
  await page.click('.family-go a[href$="/reading"]');
  await look(page, told, 'reading');
  const words = (await page.textContent('main'))!;
  await page.click('button[name="answer"][value="right"]');
  await page.waitForSelector('.family-done');
  await look(page, told, 'has-read');
  await page.reload();
  expect(await page.locator('.family-go a.plain[href$="/reading"]').count()).toBe(1); // it need not be read again
  return words;
}

/** Takes back the photograph of which this was written, for ever. */
export async function takeBackPhotograph(page: Page, link: string, told: Told, what: string): Promise<void> {
  await page.goto(link);
  await look(page, told, 'published');
  await page.click('.family-ways a[href$="/withdraw"]');
  if (await page.locator('#given').count()) await sayTheWord(page);
  await look(page, told, 'withdraw');
  await page.check('[name="what"][value="file"]');
  await page.locator('.family-pick label', { hasText: what }).locator('input').check();
  await page.check('[name="afterwards"][value="erase"]');
  await page.locator('.family-form > button.button').click();
  await page.waitForSelector('#standing li');
  await look(page, told, 'taken-back');
}
