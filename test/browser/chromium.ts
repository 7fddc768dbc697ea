import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Where a Chromium is on this machine; null where none can be found. In CI there must be one. */
export const chromiumPath = PLACES.find((path) => path && existsSync(path)) ?? null;
if (!chromiumPath && process.env.CI)
  throw new Error('No Chromium is installed. In CI the browser tests must run: apt-get install chromium');

/** `describe`, or a skipped one that says why where no Chromium can be found. */
export const describeInBrowser = chromiumPath ? describe : describe.skip;
if (!chromiumPath)
  process.stdout.write('Browser tests are skipped: no Chromium was found. Install it, or name it in CHROMIUM.\n');

/** A Chromium without a window; with `microphone`, one that beeps and is allowed at once. */
export function openBrowser({ microphone = false } = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath!,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--autoplay-policy=no-user-gesture-required',
      ...(microphone ? ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'] : []),
    ],
  });
}
