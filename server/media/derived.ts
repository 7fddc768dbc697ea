/**
 * Derived files: `<data>/derived/ab/<sha256>/<name>`, made from an original when first asked for. The whole folder may be
 * deleted at any time. Two requests for the same file make it once, and no more are made at a time than the machine bears.
 */
import { createHash } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { NotFound } from '../archive/errors.ts';
import { discard, newPart, settle, writeFailure } from './incoming.ts';
import { hasOriginal, originalPath } from './storage.ts';
import type { Turns } from './turns.ts';

/** A file that can be served: see `serveFile`. `etag` is strong and quoted; it changes when the file is made anew. */
export interface Derived {
  path: string;
  mime: string;
  bytes: number;
  etag: string;
}

/** How to make a derived file. `name` must differ for everything that differs in the result. */
export interface Recipe {
  name: string;
  mime: string;
  turns: Turns;
  /** Writes the whole file to `part`, reading from `original`; throws where it cannot. */
  make(original: string, part: string, signal: AbortSignal): Promise<void>;
}

interface Work {
  done: Promise<Derived>;
  waiting: number; // how many requests want it; when the last one leaves, the work is stopped
  stop: AbortController;
}

const underway = new Map<string, Work>();

/**
 * The derived file, made now if it is not there. Throws `NotFound` where the archive has no such original, `Invalid` where
 * nothing can be made of it, and the signal's reason when the one who asked has gone.
 */
export async function derive(
  dataFolder: string,
  sha256: string,
  recipe: Recipe,
  signal?: AbortSignal,
): Promise<Derived> {
  const path = derivedPath(dataFolder, sha256, recipe.name);
  const there = await servable(path, recipe.mime);
  if (there) return there;
  signal?.throwIfAborted();
  const work = underway.get(path) ?? begin(resolve(dataFolder), sha256, path, recipe);
  return await awaited(work, path, signal);
}

/** A derived file if it has been made, else null. */
export function derivedIfMade(dataFolder: string, sha256: string, name: string, mime: string): Promise<Derived | null> {
  return servable(derivedPath(dataFolder, sha256, name), mime);
}

/** An original as it can be served, under the type that was found in it. Throws `NotFound` where it is not there. */
export async function originalFile(dataFolder: string, sha256: string, mime: string): Promise<Derived> {
  const found = await servable(originalPath(dataFolder, sha256), mime);
  if (!found) throw new NotFound('file', sha256);
  return found;
}

/** Throws away everything made from one original. It is made again when next asked for, if the original is still there. */
export async function removeDerived(dataFolder: string, sha256: string): Promise<void> {
  await rm(derivedFolder(dataFolder, sha256), { recursive: true, force: true });
}

function begin(dataFolder: string, sha256: string, path: string, recipe: Recipe): Work {
  const stop = new AbortController();
  const work: Work = {
    waiting: 0,
    stop,
    done: recipe.turns(() => make(dataFolder, sha256, path, recipe, stop.signal), stop.signal),
  };
  const forget = () => {
    if (underway.get(path) === work) underway.delete(path);
  };
  work.done.then(forget, forget); // also keeps a failure that nobody waits for any more from ending the process
  underway.set(path, work);
  return work;
}

async function make(
  dataFolder: string,
  sha256: string,
  path: string,
  recipe: Recipe,
  signal: AbortSignal,
): Promise<Derived> {
  if (!(await hasOriginal(dataFolder, sha256))) throw new NotFound('file', sha256);
  const part = await newPart(dataFolder);
  try {
    await recipe.make(originalPath(dataFolder, sha256), part, signal);
    signal.throwIfAborted();
    await settle(part, path, 0o640);
  } catch (error) {
    throw writeFailure(error);
  } finally {
    await discard(part);
  }
  const made = await servable(path, recipe.mime);
  if (!made) throw new NotFound('file', sha256); // removed again in this very moment
  return made;
}

/** Waits for work shared with others. Whoever leaves early leaves alone; with the last one the work itself stops. */
async function awaited(work: Work, path: string, signal?: AbortSignal): Promise<Derived> {
  work.waiting += 1;
  const { promise: gone, resolve: release } = leaving(signal);
  try {
    return await Promise.race([work.done, gone]);
  } finally {
    release();
    work.waiting -= 1;
    if (work.waiting === 0) {
      if (underway.get(path) === work) underway.delete(path); // a newcomer must not join what is being stopped
      work.stop.abort(signal?.reason);
    }
  }
}

/** A promise that only ever rejects, with the signal's reason, and a way to stop listening. */
function leaving(signal?: AbortSignal): { promise: Promise<never>; resolve: () => void } {
  let release = () => {};
  const promise = new Promise<never>((_, reject) => {
    if (!signal) return;
    const leave = () => reject(signal.reason);
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    release = () => signal.removeEventListener('abort', leave);
  });
  promise.catch(() => {});
  return { promise, resolve: release };
}

function derivedFolder(dataFolder: string, sha256: string): string {
  originalPath(dataFolder, sha256); // refuses what is no sha256, and could name another folder
  return join(resolve(dataFolder), 'derived', sha256.slice(0, 2), sha256);
}

function derivedPath(dataFolder: string, sha256: string, name: string): string {
  return join(derivedFolder(dataFolder, sha256), basename(name));
}

/**
 * The tag is made of name, size and time of making rather than of the bytes: a rendition of an hour is not read through to
 * answer one request, and files here are replaced whole or not at all (RFC 9110, section 8.8.1).
 */
async function servable(path: string, mime: string): Promise<Derived | null> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  if (!found?.isFile()) return null;
  const facts = [basename(path), basename(join(path, '..')), found.size, found.mtimeMs].join('\n');
  const tag = createHash('sha256').update(facts).digest('hex').slice(0, 32);
  return { path, mime, bytes: found.size, etag: `"${tag}"` };
}
