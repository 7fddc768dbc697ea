// @ts-check
import { spawnSync } from 'node:child_process';

/**
 * What compiling better-sqlite3 takes, and how each is called. A variable that names another program comes first.
 * https://github.com/nodejs/node-gyp#installation
 * @type {{ name: string, called: (string | undefined)[] }[]}
 */
const tools = [
  { name: 'python3', called: [process.env.npm_config_python, process.env.PYTHON, 'python3', 'python'] },
  { name: 'make', called: [process.env.MAKE, 'make', 'gmake'] },
  { name: 'a C++ compiler', called: [process.env.CXX, 'c++', 'g++', 'clang++'] },
];

/** Those that are not there, by name. On Windows node-gyp finds Visual Studio by ways of its own, so only Python is looked for. */
export function missingTools() {
  const needed = process.platform === 'win32' ? tools.slice(0, 1) : tools;
  return needed.filter(({ called }) => !called.some(answers)).map(({ name }) => name);
}

/**
 * The command that brings all of them.
 * @param {NodeJS.Platform} [system]
 */
export function howToInstall(system = process.platform) {
  if (system === 'darwin') return 'On macOS: xcode-select --install.';
  if (system === 'win32') {
    return 'On Windows: install Python 3, and Visual Studio Build Tools with “Desktop development with C++”.';
  }
  return 'On Debian and Ubuntu: sudo apt-get install python3 make g++.';
}

/**
 * A program that is only a name (a shim with nothing behind it) does not answer.
 * @param {string | undefined} program
 */
function answers(program) {
  return (
    Boolean(program) && spawnSync(/** @type {string} */ (program), ['--version'], { stdio: 'ignore' }).status === 0
  );
}
