// The order of the suites: those that take longest begin, so that at the end no processor waits for the last of them. Jest
// learns by itself how long each takes, but in a fresh clone, as in CI, it knows only how large each file is.
import Sequencer from '@jest/test-sequencer';

const LONGEST = [
  'browser/desk-accessibility',
  'browser/whole-story',
  'browser/accessibility',
  'web/leak-check',
  'web/every-exit',
  'browser/',
  'web/account',
  'scripts/kolot',
  'search/embedded/engine',
  'web/',
];

function place({ path }) {
  const at = LONGEST.findIndex((name) => path.replaceAll('\\', '/').includes(`/test/${name}`));
  return at === -1 ? LONGEST.length : at;
}

export default class LongestFirst extends Sequencer {
  async sort(tests) {
    return [...(await super.sort(tests))].sort((one, other) => place(one) - place(other));
  }
}
