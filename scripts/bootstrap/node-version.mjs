// @ts-check
// Written so that an old Node can still read it: no newer syntax, nothing imported.

/** What package.json says under `engines`, as numbers: the oldest release of Node 20 that the dependencies name. */
const OLDEST = { major: 20, minor: 19 };

/**
 * Why this Node cannot run Kolot, in one line, or an empty string when it can.
 * @param {string} version as in `process.versions.node`: '18.20.4'
 * @returns {string}
 */
export function tooOld(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor)) return '';
  return `Kolot needs Node ${OLDEST.major}.${OLDEST.minor} or newer, and this is Node ${version}. Install the current LTS release of Node.js and run the command again.`;
}

const reason = tooOld(process.versions.node);
if (reason) {
  console.error(reason);
  process.exit(1);
}
