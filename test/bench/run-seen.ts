/**
 * `npm run bench:seen -- [--url http://127.0.0.1:8000]`: what Chromium measures of pages as people see them, on a telephone and on
 * a wide screen, with faces that arrive late: when the largest picture or text was there, how far things shifted, how long nobody
 * was answered, and what came over the line. The server at the address must hold the sample. It asserts nothing.
 */
import { parseArgs } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { table } from './measure.ts';

const PATHS = [
  '/en',
  '/ar',
  '/he',
  '/en/search?q=house',
  '/en/countries/IQ',
  '/ar/countries/IQ',
  '/he/countries/IQ',
  '/fa/countries/IQ',
  '/en/testimonies/SAMPLE-001',
  '/ar/testimonies/SAMPLE-002',
];
const SCREENS = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
];
const LATE = 500; // milliseconds by which faces are held back
const BUSY = 50; // milliseconds of a task beyond which nobody is answered: https://web.dev/articles/tbt

/** https://web.dev/articles/lcp and https://web.dev/articles/cls, here of everything until the page is quiet. */
interface Seen {
  largest: number; // milliseconds
  shift: number; // share of the screen times share of the way
  blocked: number; // milliseconds
}

async function seenOf(browser: Browser, address: string, viewport: { width: number; height: number }) {
  const page = await browser.newPage({ viewport });
  let bytes = 0;
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  network.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.route('**/*.woff2', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, LATE));
    await route.continue();
  });
  await page.addInitScript((busy) => {
    const seen: Seen = { shift: 0, largest: 0, blocked: 0 };
    Object.assign(globalThis, { seen });
    // No function in here has a name of its own: the loader would mark it with a helper that a page does not know.
    for (const type of ['layout-shift', 'largest-contentful-paint', 'longtask']) {
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { value?: number })[]) {
          if (type === 'layout-shift') seen.shift += entry.value ?? 0;
          else if (type === 'longtask') seen.blocked += Math.max(0, entry.duration - busy);
          else seen.largest = entry.startTime;
        }
      }).observe({ type, buffered: true });
    }
  }, BUSY);
  const answer = await page.goto(address, { waitUntil: 'networkidle' });
  if (!answer?.ok()) throw new Error(`${address} answered ${answer?.status()}: does this server hold the sample?`);
  await page.evaluate(() => document.fonts.ready);
  const seen = await page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen);
  await page.close();
  return { ...seen, bytes };
}

const { values } = parseArgs({ options: { url: { type: 'string', default: 'http://127.0.0.1:8000' } } });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const rows: (string | number)[][] = [['page', 'width', 'LCP ms', 'CLS', 'blocked ms', 'kB']];
  for (const path of PATHS) {
    for (const screen of SCREENS) {
      const { largest, shift, blocked, bytes } = await seenOf(browser, values.url + path, screen);
      rows.push([path, String(screen.width), largest, shift.toFixed(3), blocked, bytes / 1024]);
    }
  }
  process.stdout.write(`${table(rows)}\n`);
} finally {
  await browser.close();
}
