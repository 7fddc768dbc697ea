// @ts-check
import { alone } from './alone.mjs';
import { npm } from './npm.mjs';
import { packagesInStep } from './packages.mjs';
import { say } from './run.mjs';
import { buildSqlite, sqliteWorks } from './sqlite.mjs';

/**
 * Brings node_modules of the project in `root` to what package-lock.json says, with a better-sqlite3 that loads under
 * this Node. Does nothing, in a tenth of a second, where that is so already. Leaves the process with code 1 and the
 * reason in the last line when it cannot.
 * @param {string} root
 * @param {{ development: boolean }} wanted with what the tests need, or only what serving needs
 */
export async function makeReady(root, wanted) {
  const ready = () => packagesInStep(root, wanted) && sqliteWorks(root);
  if (ready()) return;
  await alone(root, async () => {
    if (!packagesInStep(root, wanted)) await installPackages(root, wanted);
    if (!sqliteWorks(root)) await buildSqlite(root);
  });
}

/**
 * Scripts of packages are not run here: the only one needed is that of better-sqlite3, and building it is a step of its
 * own, so that a failed build names its reason and is tried again without fetching everything anew.
 * @param {string} root
 * @param {{ development: boolean }} wanted
 */
async function installPackages(root, { development }) {
  say(`installing the packages of package-lock.json${development ? '' : ', without those for development'} …`);
  const dev = development ? '--include=dev' : '--omit=dev';
  const { code } = await npm(root, ['ci', '--ignore-scripts', '--install-strategy=hoisted', '--include=optional', dev]);
  if (code === 0) return;
  say(
    'the packages could not be installed; npm says why above. Is its registry within reach? Then run the command again.',
  );
  process.exit(1);
}
