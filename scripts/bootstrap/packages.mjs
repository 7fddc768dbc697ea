// @ts-check
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What npm notes of one package, in package-lock.json and in node_modules/.package-lock.json.
 * https://docs.npmjs.com/cli/configuring-npm/package-lock-json
 * @typedef {{ version?: string, integrity?: string, dev?: boolean, optional?: boolean, devOptional?: boolean,
 *   os?: string[], cpu?: string[] }} Package
 */

/**
 * Whether node_modules holds what package-lock.json asks for. npm leaves there a record of what it has installed, and
 * writes it last: comparing the two sees a changed lockfile, an install that was cut off, one made by hand, and a
 * node_modules carried over from another kind of machine.
 * @param {string} root
 * @param {{ development: boolean }} wanted
 */
export function packagesInStep(root, { development }) {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const installed = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !installed) return false;
  const asWanted = Object.entries(wanted).every(([path, lock]) => {
    if (path === '' || (lock.dev && !development)) return true;
    const here = installed[path];
    // An optional package is for other machines, or could not be had: npm has decided that once.
    if (!here) return Boolean(lock.optional || lock.devOptional);
    return here.version === lock.version && (!lock.integrity || here.integrity === lock.integrity);
  });
  return asWanted && Object.values(installed).every(isForThisMachine);
}

/** @param {Package} installed */
function isForThisMachine({ os, cpu }) {
  return allows(os, process.platform) && allows(cpu, process.arch);
}

/**
 * npm's lists of systems and processors: those named, or all but those named with `!`.
 * @param {string[] | undefined} list
 * @param {string} name
 */
function allows(list, name) {
  if (!list || list.includes(name) || list.includes('any')) return true;
  return list.every((entry) => entry.startsWith('!') && entry !== `!${name}`);
}

/**
 * @param {string} file
 * @returns {Record<string, Package> | undefined} undefined where there is no such file, or only half of one
 */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
