import { setImmediate } from 'node:timers/promises';
import { countriesOfOrigin } from '../../archive/country-page.ts';
import { dayOf, visitor } from '../../archive/viewer.ts';
import type { Site } from '../site.ts';
import { countryShown } from './country-shown.ts';

/**
 * Draws the land of every country that visitors find, and looks for words about its events, so that nobody waits while it is
 * done the first time: reading the outlines takes a tenth of a second, a plate up to another. One country after another, with
 * room for requests between them, until `signal` says that the archive is closed.
 */
export async function drawAhead(site: Site, signal: AbortSignal): Promise<void> {
  const { db } = site.archive;
  const everyone = visitor(dayOf(site.now()));
  const lang = site.config.defaultLanguage;
  try {
    for (const { code } of countriesOfOrigin(db, everyone)) {
      await setImmediate();
      if (signal.aborted) return;
      await countryShown(site, everyone, lang, code, null);
    }
  } catch (error) {
    if (!signal.aborted) site.log({ error, message: 'maps drawn ahead' });
  }
}
