// @ts-check
// The door behind `npm start` and `npm test`: makes a fresh clone ready, then does what was asked.
//
//   node scripts/bootstrap.mjs start          serve the archive
//   node scripts/bootstrap.mjs test [args]    run the tests; args go to Jest
//   node scripts/bootstrap.mjs dev            serve, and start again at every change of the code
//   node scripts/bootstrap.mjs install        only make ready
//
// It has no dependencies: until it has run there are none. Imports wait until the version of Node is known to be enough.
import './bootstrap/node-version.mjs';

const [task = '', ...args] = process.argv.slice(2);
import('./bootstrap/tasks.mjs').then(({ perform }) => perform(task, args));
