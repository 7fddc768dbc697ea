// @ts-check
// Completes package-lock.json after `npm install`: npm leaves out an optional package that its registry did not have at
// that moment, and `npm ci` of npm 11 then refuses the whole lockfile, here or on the system that needs the package.
// Each is added as its parent pins it, for the system its name says; npm fills in the checksum where it can.
//   npm run lockfile
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ version?: string, dev?: boolean, optionalDependencies?: Record<string, string> }} Package */

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const processors = ['arm64', 'arm', 'x64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x'];

/**
 * The optional packages that a lockfile names and does not describe, as the entries it lacks.
 * @param {Record<string, Package>} packages
 * @returns {Record<string, Package & { optional: true, os?: string[], cpu?: string[], libc?: string[] }>}
 */
export function missingEntries(packages) {
  /** @type {ReturnType<typeof missingEntries>} */
  const missing = {};
  for (const [path, { dev, optionalDependencies = {} }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (isDescribed(packages, path, name)) continue;
      const { os, cpu, libc } = systemOf(name);
      missing[`node_modules/${name}`] = { version, cpu, dev, libc, optional: true, os };
    }
  }
  return missing;
}

/**
 * Whether Node would find `name` from the package at `path`: beside it, or in a folder above.
 * @param {Record<string, Package>} packages
 * @param {string} path
 * @param {string} name
 */
function isDescribed(packages, path, name) {
  for (let at = path; at; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (packages[`${at}/node_modules/${name}`]) return true;
  }
  return Boolean(packages[`node_modules/${name}`]);
}

/**
 * '@swc/core-linux-arm-gnueabihf' is for Linux on ARM with glibc.
 * @param {string} name
 */
function systemOf(name) {
  const words = name.split(/[-/]/);
  const os = words.filter((word) => systems.includes(word));
  const cpu = words.filter((word) => processors.includes(word));
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : ['glibc'];
  return {
    os: os.length > 0 ? os : undefined,
    cpu: cpu.length > 0 ? cpu : undefined,
    libc: os.includes('linux') ? libc : undefined,
  };
}

if (process.argv[1] === import.meta.filename) {
  const file = join(import.meta.dirname, '..', 'package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingEntries(lock.packages);
  const entries = Object.entries({ ...lock.packages, ...missing });
  lock.packages = Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b, 'en')));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`package-lock.json: ${Object.keys(missing).length} optional packages added.`);
}
