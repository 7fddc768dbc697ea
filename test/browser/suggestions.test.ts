/** Suggestions while one types, as hands, eyes and a screen reader meet them: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { inserter } from '../insert.ts';
import { axeFinds } from './axe.ts';
import { describeInBrowser } from './chromium.ts';
import { openSite, visited } from './site.ts';

describeInBrowser('suggestions', () => {
  const here = visited(() =>
    openSite(async ({ db }) => {
      const insert = inserter(db);
      const place = db.prepare<[], number>("SELECT id FROM place WHERE slug = 'baghdad'").pluck().get()!;
      const collection = insert('collection', { slug: 'bagels' });
      insert('collection_text', { collection_id: collection, lang: 'en', title: 'Bags packed in a night' });
      for (const [accession, name] of [
        ['K-1', 'Moshe Bagdadi'],
        ['K-2', 'بغدادي سليم'],
        ['K-3', 'Salima בגדדי'],
      ] as const) {
        const words = {
          accession,
          title: `The bag of ${name}`,
          form: 'interview',
          lang: 'en',
          collection_id: collection,
        };
        const id = insert('testimony', { ...words, status: 'published', access: 'public' });
        const person = insert('person', { slug: accession.toLowerCase(), name, sort_name: name });
        insert('testimony_person', { testimony_id: id, person_id: person, role: 'narrator' });
        insert('departure', { testimony_id: id, country: 'IQ', place_id: place, position: 1 });
      }
    }),
  );
  beforeAll(async () => {
    await fetch(`${here.site.address}/api/v1/suggest?q=b`); // the thread has started
  }, 60_000);

  async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await here.browser.newPage({
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
      ...options,
    });
    await page.goto(here.site.address + path);
    return page;
  }
  const typed = async (page: Page, text: string, box = '#q') => {
    await page.locator(box).pressSequentially(text);
    await page.waitForSelector('.suggest:not([hidden])');
  };
  const closed = (page: Page) => page.waitForSelector('.suggest', { state: 'hidden' });
  /** The option that a screen reader is told of; null where none is. */
  const active = (page: Page) =>
    page.locator('#q').evaluate((box) => {
      const option = document.getElementById(box.getAttribute('aria-activedescendant') ?? '');
      return option && [option.getAttribute('aria-selected'), (option.querySelector('bdi') ?? option).textContent];
    });

  it('opens, is walked through, left and emptied by keyboard, and says how many there are', async () => {
    const page = await open('/en/');
    const box = page.locator('#q');
    expect(await box.getAttribute('aria-expanded')).toBe('false');
    await box.focus();
    await typed(page, 'bagd');
    for (const [name, value] of [
      ['role', 'combobox'],
      ['aria-expanded', 'true'],
      ['aria-autocomplete', 'list'],
      ['aria-controls', (await page.locator('[role=listbox]').getAttribute('id'))!],
    ] as const)
      expect([name, await box.getAttribute(name)]).toEqual([name, value]);
    const options = await page.locator('[role=option]').count();
    expect(await page.locator('form [role=status]').textContent()).toBe(`${options - 1} suggestions`);
    expect(new Set(await page.locator('[role=option] mark').allTextContents())).toEqual(new Set(['Bagd']));
    expect(await active(page)).toBeNull();
    await box.press('ArrowDown');
    expect(await active(page)).toEqual(['true', 'Search for “bagd”']);
    await box.press('ArrowDown');
    expect(await active(page)).toEqual(['true', 'Moshe Bagdadi']);
    expect(await page.locator('[aria-selected=true]').count()).toBe(1);
    await box.press('ArrowUp');
    await box.press('ArrowUp');
    expect(await active(page)).toBeNull();
    await box.press('ArrowUp');
    expect(await page.locator('[role=option]').last().getAttribute('aria-selected')).toBe('true');
    for (const [key, at] of [
      ['Home', 0],
      ['End', 4],
    ] as const) {
      await box.press('ArrowDown');
      await box.press(key);
      expect([key, await active(page), await box.evaluate((one) => (one as HTMLInputElement).selectionStart)]).toEqual([
        key,
        null,
        at,
      ]);
    }
    await box.press('Escape');
    await closed(page);
    expect([await box.inputValue(), await box.getAttribute('aria-expanded')]).toEqual(['bagd', 'false']);
    await box.press('ArrowDown');
    await page.waitForSelector('.suggest:not([hidden])');
    await box.press('Escape');
    await box.press('Escape');
    expect(await box.inputValue()).toBe('');
    await typed(page, 'bag');
    await box.press('Tab');
    await closed(page);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BUTTON');
    await page.close();
  });

  it('searches for what is typed, or takes what is chosen, on Enter', async () => {
    const page = await open('/en/');
    for (const [option, path] of [
      [null, '/en/search?q=baghdad'],
      ['Search for “baghdad”', '/en/search?q=baghdad'],
      ['Baghdad', '/en/search?place=baghdad'],
    ] as const) {
      await page.goto(`${here.site.address}/en/`);
      await typed(page, 'baghdad');
      for (let downs = 0; downs < 8 && (await active(page))?.[1] !== option && option !== null; downs++)
        await page.locator('#q').press('ArrowDown');
      await page.locator('#q').press('Enter');
      await page.waitForURL(here.site.address + path);
    }
    await page.close();
  });

  it('is chosen from by mouse and by touch, in the header and at the width of a phone', async () => {
    const page = await open('/en/collections');
    await typed(page, 'bags', '#head-q');
    await page.locator('[role=option]', { hasText: 'Bags packed' }).click();
    await page.waitForURL('**/en/search?collection=bagels');
    await page.close();

    const phone = await open('/en/places', { viewport: { width: 390, height: 700 }, hasTouch: true, isMobile: true });
    await phone.locator('#head-q').tap();
    await typed(phone, 'bag', '#head-q');
    const list = (await phone.locator('.suggest').boundingBox())!;
    expect(list.x).toBeGreaterThanOrEqual(0);
    expect(list.x + list.width).toBeLessThanOrEqual(390);
    expect(list.y + list.height).toBeLessThanOrEqual(700);
    for (const option of await phone.locator('[role=option]').all())
      expect(await option.evaluate((one) => (one as HTMLElement).offsetHeight)).toBeGreaterThanOrEqual(44);
    await phone.locator('[role=option]', { hasText: 'Baghdad' }).first().tap();
    await phone.waitForURL('**/en/search?place=baghdad');
    await phone.close();
  });

  it('waits while a word is being composed, and gives up on a question that another replaced', async () => {
    const page = await open('/en/');
    const asked: string[] = [];
    const dropped: string[] = [];
    const textOf = (url: string) => new URL(url).searchParams.get('q')!;
    page.on('request', (request) => {
      if (request.url().includes('/suggest')) asked.push(textOf(request.url()));
    });
    page.on('requestfailed', (request) => dropped.push(textOf(request.url())));
    await page.locator('#q').focus();
    const keyboard = await page.context().newCDPSession(page);
    await keyboard.send('Input.imeSetComposition', { text: 'ba', selectionStart: 2, selectionEnd: 2 });
    await page.waitForTimeout(300);
    expect([asked, await page.locator('#q').inputValue()]).toEqual([[], 'ba']);
    await keyboard.send('Input.insertText', { text: 'bag' });
    await page.waitForSelector('.suggest:not([hidden])');
    expect([asked, await page.locator('#q').inputValue()]).toEqual([['bag'], 'bag']);

    await page.route('**/api/v1/suggest?q=bagh&*', () => {}); // is never answered
    const hanging = page.waitForRequest(/q=bagh&/);
    await page.locator('#q').press('h');
    await hanging;
    const answered = page.waitForResponse(/q=baghd&/);
    await page.locator('#q').press('d');
    await answered;
    expect(dropped).toEqual(['bagh']);
    await page.close();
  });

  it('is not there without JavaScript, and the box searches all the same', async () => {
    const page = await open('/en/', { javaScriptEnabled: false });
    expect(await page.locator('[role=combobox], [role=listbox]').count()).toBe(0);
    await page.fill('#q', 'bag');
    await page.press('#q', 'Enter');
    await page.waitForURL('**/en/search?q=bag');
    await page.close();
  });

  test.each([
    ['en', 'light', 1280, 'bagd', 'Bagd'],
    ['ar', 'dark', 390, 'بغد', 'بغد'],
    ['he', 'light', 1280, 'בגד', 'בגד'],
    ['he', 'dark', 390, 'bagd', 'Bagd'],
  ] as const)(
    'reads well in %s, %s, at %i: axe finds nothing, nothing is cut off',
    async (lang, scheme, width, text, letters) => {
      const page = await open(`/${lang}/`, { colorScheme: scheme, viewport: { width, height: 800 }, bypassCSP: true });
      await typed(page, text);
      expect(await page.locator('[role=option] mark').allTextContents()).toContain(letters);
      await page.locator('#q').press('ArrowDown');
      expect(await axeFinds(page)).toEqual([]);
      const [wider, edge] = await page.evaluate(() => {
        const list = document.querySelector('.suggest')!.getBoundingClientRect();
        const name = document.querySelector('.suggest bdi')!.getBoundingClientRect();
        const start = document.documentElement.dir === 'rtl' ? list.right - name.right : name.left - list.left;
        return [document.documentElement.scrollWidth - window.innerWidth, start];
      });
      expect(wider).toBe(0);
      expect(edge).toBeLessThan(24); // names begin where the reader's lines do, whatever their script
      await page.close();
    },
  );
});
