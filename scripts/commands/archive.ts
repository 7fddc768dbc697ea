import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Archive, openArchive } from '../../server/archive/archive.ts';
import { Invalid } from '../../server/archive/errors.ts';
import { loadConfig } from '../../server/config.ts';
import type { SearchEngine } from '../../server/search/engine.ts';
import { openEngines } from '../../server/search/engines.ts';

/**
 * Opens the archive that the settings name, does the work, and closes it. Only a command that brings something in makes a new
 * archive where there is none: of any other, the folder is a slip.
 */
export async function withArchive<T>(work: (archive: Archive) => Promise<T> | T, { make = false } = {}): Promise<T> {
  const { dataFolder } = loadConfig();
  if (!make && !existsSync(join(dataFolder, 'archive.db'))) {
    throw new Invalid(
      `There is no archive in ${dataFolder}. Set KOLOT_DATA to its folder; “npm start” or “kolot import” makes a new one.`,
    );
  }
  const archive = openArchive(dataFolder);
  try {
    return await work(archive);
  } finally {
    archive.db.close();
  }
}

/** The search engines that the settings name, to be built or to follow, not to be searched. */
export function enginesToKeep(archive: Archive): SearchEngine {
  return openEngines(archive, { meilisearch: loadConfig().meilisearch, embedded: { threads: 0 } });
}

/** Brings the search index up to date with what a command changed, so that it is found also before the server starts. */
export async function bringIndexUpToDate(archive: Archive): Promise<void> {
  const engine = enginesToKeep(archive);
  try {
    await engine.follow();
  } catch (error) {
    warn(
      `What was stored is safe, but the search index does not follow: ${(error as Error).message} Run “kolot reindex”.`,
    );
    process.exitCode = 1;
  } finally {
    await engine.close();
  }
}

/** A line on standard output. */
export function say(text: string): void {
  process.stdout.write(`${printable(text)}\n`);
}

/** What a program reads: as it is. */
export function sayJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** A line on standard error: progress and warnings, apart from what a program reads. */
export function warn(text: string): void {
  process.stderr.write(`${printable(text)}\n`);
}

/** A line that writes over itself on a terminal, at most so often; cleared by `done`. */
export function progressLine(): { show(text: string): void; done(): void } {
  let last = 0;
  return {
    show(text) {
      if (!process.stderr.isTTY || Date.now() - last < 100) return;
      last = Date.now();
      process.stderr.write(`\r\x1b[K${[...printable(text)].slice(0, (process.stderr.columns ?? 80) - 1).join('')}`);
    },
    done() {
      if (process.stderr.isTTY && last) process.stderr.write('\r\x1b[K');
    },
  };
}

/** Without what a terminal would obey: titles and file names come from anywhere. Tabs and line ends stay. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (sign) => (/[\t\n]/.test(sign) ? sign : '\ufffd'));
}
