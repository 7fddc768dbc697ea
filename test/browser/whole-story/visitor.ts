/** What anyone at all is given: every exit that the archive knows of, asked without an account. */
import type { APIRequestContext, Page } from 'playwright-core';
import { handlesOf, walk } from '../../../server/web/leak-check/addresses.ts';
import { openForCheck } from '../../../server/web/leak-check/connection.ts';
import { thingsOf } from '../../../server/web/leak-check/things.ts';
import { readable } from '../../../server/web/leak-check/words.ts';
import { look } from './looking.ts';
import type { RunningArchive } from './running-archive.ts';
import type { Told } from './told.ts';

export interface Exits {
  /** Addresses without the site. */
  asked: string[];
  /** All that was answered, headers too, as one text, files letter by letter. */
  said: string;
  /** The status of each. */
  status: Map<string, number>;
}

/** Asks every exit about the one testimony of this archive, and `more` addresses besides. */
export async function askEveryExit(
  anyone: APIRequestContext,
  archive: RunningArchive,
  told: Told,
  more: readonly string[],
): Promise<Exits> {
  const { db } = openForCheck(archive.folder, 1);
  const { asked: known } = walk(handlesOf(db, 1), thingsOf(db, 1, new Date().toISOString().slice(0, 10)));
  db.close();
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
  const said: string[] = [];
  for (const path of asked) {
    const answer = await anyone.get(`${archive.address}${path}`, { maxRedirects: 5 });
    const headers = Object.values(answer.headers()).join('\n');
    const type = answer.headers()['content-type'] ?? '';
    const body = await answer.body();
    const text = /text|json|xml/.test(type) ? readable(body.toString('utf8')) : body.toString('latin1');
    status.set(path, answer.status());
    said.push(`${headers}\n${text}`);
  }
  return { asked, said: said.join('\n'), status };
}

/** How many testimonies a search for a word finds, and how many names begin so. */
export async function counted(anyone: APIRequestContext, { address }: RunningArchive, word: string) {
  const q = encodeURIComponent(word);
  const found = (await (await anyone.get(`${address}/api/v1/search?q=${q}`)).json()) as { total: number };
  const offered = (await (await anyone.get(`${address}/api/v1/suggest?q=${q}`)).json()) as Record<string, unknown>;
  return { total: found.total, offered };
}

/** Searches as people do, and reads the page of what was found. Gives the addresses of its photographs. */
export async function findAndRead(page: Page, archive: RunningArchive, told: Told): Promise<string[]> {
  const search = `${archive.address}/${told.lang}/search?q=${encodeURIComponent(told.found)}`;
  await page.goto(search);
  for (let left = 40; left > 0 && !(await page.locator('.line-title a').count()); left -= 1) {
    await page.waitForTimeout(250);
    await page.goto(search);
  }
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
