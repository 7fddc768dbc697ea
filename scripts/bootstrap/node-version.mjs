// @ts-check
// Written so that an old Node can still read it: no newer syntax, nothing imported.

/** What package.json says under `engines`, as numbers: the oldest release of Node 20 that the dependencies name. */
const OLDEST = [20, 19];

/**
 * Why this Node cannot run Kolot, in one line, or an empty string when it can.
 * @param {string} version as in `process.versions.node`: '18.20.4'
 * @returns {string}
 */
export function tooOld(version) {
  const parts = version.split('.').map(Number);
  const newEnough = parts[0] > OLDEST[0] || (parts[0] === OLDEST[0] && parts[1] >= OLDEST[1]);
  if (newEnough) return '';
  return `Kolot needs Node ${OLDEST.join('.')} or newer, and this is Node ${version}. Install the current LTS release of Node.js and run the command again.`;
}

const reason = tooOld(process.versions.node);
if (reason) {
  console.error(reason);
  process.exit(1);
}
