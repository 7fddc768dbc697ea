/** Looking at a page on a telephone: whether all of it fits, and reads the way its language does. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Told } from './told.ts';

/** A folder where every page that is looked at is kept as a picture, for people to see; none by default. */
const PICTURES = process.env.KEEP_PICTURES;
let number = 0;

/** Fails where something of the page is wider than the telephone or stands in the wrong direction. */
export async function look(page: Page, told: Told, name: string): Promise<void> {
  if (PICTURES) {
    mkdirSync(PICTURES, { recursive: true });
    number += 1;
    const path = join(PICTURES, `${told.lang}-${String(number).padStart(2, '0')}-${name}.png`);
    await page.screenshot({ path, fullPage: true });
  }
  const seen = await page.evaluate(() => ({
    wider: Math.max(0, document.documentElement.scrollWidth - window.innerWidth),
    lang: document.documentElement.lang,
    dir: getComputedStyle(document.body).direction,
    alerts: [...document.querySelectorAll('.error:not([hidden])')].map((one) => one.textContent?.trim()),
  }));
  expect({ name, ...seen }).toEqual({ name, wider: 0, lang: told.lang, dir: told.dir, alerts: [] });
}
