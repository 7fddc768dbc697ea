/** What anyone at all is given: every exit that the archive knows of, asked without an account. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIRequestContext, Page } from 'playwright-core';
import { EXITS } from '../../../server/exits.ts';
import { mediaTools } from '../../../server/media/tools.ts';
import { handlesOf, walk } from '../../../server/web/leak-check/addresses.ts';
import { openForCheck } from '../../../server/web/leak-check/connection.ts';
import { thingsOf } from '../../../server/web/leak-check/things.ts';
import { readable } from '../../../server/web/leak-check/words.ts';
import { heard, loudest } from '../../media/recorded.ts';
import { look } from './looking.ts';
import type { RunningArchive } from './running-archive.ts';
import type { Told } from './told.ts';

/** Addresses of staff, of families and of accounts, each with a number of its own. */
const NOT_FOR_ANYONE = /^\/(desk|contribute|account)\//;

export interface Exits {
  /** Addresses without the site. */
  asked: string[];
  /** All that was answered, headers too, as one text, files letter by letter. */
  said: string;
  /** The status of each. */
  status: Map<string, number>;
  /** By which a browser asks whether what it keeps may still be shown. */
  etags: Map<string, string>;
}

/** Asks every exit about the one testimony of this archive, and `more` addresses besides. */
export async function askEveryExit(
  anyone: APIRequestContext,
  archive: RunningArchive,
  told: Told,
  more: readonly string[],
): Promise<Exits> {
  const { db } = openForCheck(archive.folder, 1);
  const { asked: known, notAsked } = walk(
    handlesOf(db, 1, archive.address),
    thingsOf(db, 1, new Date().toISOString().slice(0, 10)),
  );
  db.close();
  const forgotten = EXITS.filter(({ name, address }) => notAsked.includes(name) && !NOT_FOR_ANYONE.test(address));
  expect(forgotten.map(({ name }) => name)).toEqual([]);
  const searches = [told.found, told.name, told.title].flatMap((word) => {
    const q = encodeURIComponent(word);
    return [
      `/${told.lang}/search?q=${q}`,
      `/api/v1/search?q=${q}`,
      `/api/v1/suggest?q=${encodeURIComponent(word.slice(0, 4))}`,
    ];
  });
  const asked = [...new Set([...known.map(({ path }) => path), ...searches, ...more])];
  const status = new Map<string, number>();
  const etags = new Map<string, string>();
  const said: string[] = [];
  for (const path of asked) {
    const answer = await anyone.get(`${archive.address}${path}`, { maxRedirects: 5 });
    const headers = Object.values(answer.headers()).join('\n');
    const type = answer.headers()['content-type'] ?? '';
    const body = await answer.body();
    const text = /text|json|xml/.test(type) ? readable(body.toString('utf8')) : body.toString('latin1');
    status.set(path, answer.status());
    etags.set(path, answer.headers().etag ?? '');
    said.push(`${headers}\n${text}`);
  }
  return { asked, said: said.join('\n'), status, etags };
}

/** What the archive answers a browser that keeps a file and asks whether it may still show it. */
export async function askAgain(anyone: APIRequestContext, { address }: RunningArchive, path: string, etag: string) {
  const headers = { 'if-none-match': etag };
  return (await anyone.get(`${address}${path}`, { headers, failOnStatusCode: false })).status();
}

/** How many testimonies a search for a word finds. */
export async function counted(anyone: APIRequestContext, { address }: RunningArchive, word: string): Promise<number> {
  const answer = await anyone.get(`${address}/api/v1/search?q=${encodeURIComponent(word)}`);
  return ((await answer.json()) as { total: number }).total;
}

/** All that is offered to who has typed nearly the whole of a word: what it might become, and what was perhaps meant. */
export async function offered(anyone: APIRequestContext, { address }: RunningArchive, word: string): Promise<string> {
  const begun = encodeURIComponent(word.slice(0, -1));
  const mistyped = encodeURIComponent(`${word.slice(0, -2)}${word.at(-1)}`);
  const asked = [`suggest?q=${begun}`, `search?q=${begun}`, `search?q=${mistyped}`];
  const answers = await Promise.all(asked.map((path) => anyone.get(`${address}/api/v1/${path}`)));
  return (await Promise.all(answers.map((answer) => answer.text()))).join('\n');
}

/** Searches as people do, and reads the page of what was found. Gives the addresses of its photographs. */
export async function findAndRead(page: Page, archive: RunningArchive, told: Told): Promise<string[]> {
  const search = `${archive.address}/${told.lang}/search?q=${encodeURIComponent(told.found)}`;
  await page.goto(search);
  await comes(page, '.line-title a');
  await look(page, told, 'search');
  await page.locator('.line-title a').first().click();
  await page.waitForSelector('article.testimony');
  await look(page, told, 'testimony');
  return page.evaluate(() => [
    ...new Set(
      [...document.querySelectorAll('.photograph a, .photograph source, .photograph img')].flatMap((one) =>
        ['href', 'src', 'srcset'].flatMap((name) =>
          (one.getAttribute(name) ?? '').split(',').flatMap((part) => part.trim().split(' ')[0] || []),
        ),
      ),
    ),
  ]);
}

/** Loads the page again until it has `what`: something that is being made. */
async function comes(page: Page, what: string): Promise<void> {
  while (!(await page.locator(what).count())) {
    await page.waitForTimeout(250);
    await page.reload();
  }
}

/** Hears the recording of the page that is open, where ffmpeg can: nothing of what is withheld, and something of the rest. */
export async function listen(page: Page, archive: RunningArchive, told: Told): Promise<void> {
  if (!mediaTools()) return; // it can be served to nobody then, and the page says so
  await comes(page, '.player source');
  const source = await page.locator('.player source').first().getAttribute('src');
  const sound = await page.context().request.get(`${archive.address}${source}`);
  const path = join(archive.folder, 'heard');
  writeFileSync(path, await sound.body());
  const samples = heard(path);
  const [, second, , fourth, end] = told.begins;
  const loud = (from: number, to: number) => loudest(samples, from * 1_000 + 20, to * 1_000 - 20);
  expect(loud(second, fourth)).toBeLessThan(60);
  for (const [from, to] of [
    [0, second],
    [fourth, end],
  ] as const)
    expect(loud(from, to)).toBeGreaterThan(1_000);
}
