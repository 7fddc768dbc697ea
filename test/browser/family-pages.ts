/** The addresses of what a family sees, without the language: the ways in, and one story in every state. */
import type { BrowserContext } from 'playwright-core';
import { WORD } from './at-work.ts';
import type { AtWork } from './desk-pages.ts';

const WAYS_IN = ['', '/begin', '/lost', '/tape', '/thanks', '/paper'].map((path) => `/contribute${path}`);
const OF_A_DRAFT = ['link', 'look', 'people', 'record', 'agreement', 'step/behind/earlier'];
const STEPS = ['who', 'from', 'left', 'road', 'behind', 'story', 'song', 'photographs', 'use'];
const CONFIRMED: Record<string, string[]> = {
  draft: [...OF_A_DRAFT, ...STEPS.map((step) => `step/${step}`)],
  'with the narrator': ['reading'],
  published: ['withdraw', 'agreement', 'agreement/print'],
};

/** Opens the private link of a story in each state in this context, and confirms where a page asks for it. */
export async function familyPages(work: AtWork, context: BrowserContext, address: string): Promise<string[]> {
  const pages = [...WAYS_IN, `/contribute/concern?testimony=${work.testimony.accession}`];
  const oneOfEach = new Map(work.links.map((link) => [link.state, link]));
  const page = await context.newPage();
  for (const { reference, key, state } of oneOfEach.values()) {
    const story = `/contribute/${reference}`;
    await page.goto(`${address}/en/contribute/open?key=${key}`);
    pages.push(story);
    if (!CONFIRMED[state]) continue;
    pages.push(...CONFIRMED[state].map((one) => `${story}/${one}`));
    await page.goto(`${address}/en${story}/confirm`);
    await page.fill('#given', WORD);
    await page.click('.family-form button.button');
    if (state === 'draft') pages.push(`${story}/confirm`);
  }
  await page.close();
  return pages;
}
