// @ts-check
// Runs the tests on another Node than the one installed, in a copy of the project:
//   npm run test:on -- 24 [arguments for Jest]
// npm's package `node` brings that Node, with its headers. It is kept in the system's temporary folder; the copy, which
// has uncommitted work in it too, is removed.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { npm } from './bootstrap/npm.mjs';
import { say, step } from './bootstrap/run.mjs';

const project = join(import.meta.dirname, '..');

/**
 * Installs Node `version` outside the project.
 * @param {string} version '24' or '24.21.0'
 * @returns {Promise<string>} the folder with `bin/node` and `include/node`
 */
async function nodeOf(version) {
  const folder = join(tmpdir(), `kolot-node-${version}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, allowScripts: { node: true } }));
  // Its install script fetches the package of this system, which is the one that carries the headers.
  const { code } = await npm(folder, ['install', `node@${version}`, '--no-save', '--ignore-scripts=false']);
  const packages = join(folder, 'node_modules', 'node', 'node_modules');
  const home = code === 0 && readdirSync(packages).find((name) => /^node-(?!bin-setup)/.test(name));
  if (home) return join(packages, home);
  say(`Node ${version} could not be installed from npm’s package “node”; npm says why above.`);
  process.exit(1);
}

/** Copies what git knows, or would know, of the project. @returns {string} */
function copyProject() {
  const copy = mkdtempSync(join(tmpdir(), 'kolot-on-node-'));
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: project });
  for (const file of files.toString().split('\0').filter(Boolean)) {
    if (existsSync(join(project, file))) cpSync(join(project, file), join(copy, file));
  }
  return copy;
}

const [version = '', ...args] = process.argv.slice(2);
if (!/^\d+(\.\d+){0,2}$/.test(version)) {
  say('which Node? For example: npm run test:on -- 24');
  process.exit(2);
}

say(`fetching Node ${version} …`);
const home = await nodeOf(version);
const copy = copyProject();
process.on('exit', () => rmSync(copy, { recursive: true, force: true }));

const bin = join(home, 'bin');
const env = { ...process.env, PATH: [bin, process.env.PATH].join(delimiter), npm_config_nodedir: home };
const { code } = await step(join(bin, 'node'), ['scripts/bootstrap.mjs', 'test', ...args], { cwd: copy, env });
say(
  `the tests ${code === 0 ? 'pass' : 'fail'} on Node ${execFileSync(join(bin, 'node'), ['--version']).toString().trim()}.`,
);
process.exit(code);
