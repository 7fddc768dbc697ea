import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { headersEnvironment, ownHeaders } from '../scripts/bootstrap/headers.mjs';
import { tooOld } from '../scripts/bootstrap/node-version.mjs';
import { packagesInStep } from '../scripts/bootstrap/packages.mjs';
import { sqliteWorks } from '../scripts/bootstrap/sqlite.mjs';
import { missingEntries } from '../scripts/lockfile.mjs';

const project = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(realpathSync(tmpdir()), 'kolot bootstrap '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const writeJson = (path: string, value: unknown) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(value));
};

/** The environment of a newcomer: an empty home, nothing of npm's or Jest's, and no network for npm. */
const newcomer = (): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: mkdtempSync(join(folder, 'home ')),
  npm_config_offline: 'true',
});

interface Run {
  child: ChildProcess;
  ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

function run(cwd: string, args: string[], env = newcomer()): Run {
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (bytes) => (stdout += bytes));
  child.stderr.on('data', (bytes) => (stderr += bytes));
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, stdout, stderr })),
  );
  return { child, ended };
}

describe('a fresh clone', () => {
  const clone = join(folder, 'a clone with spaces');

  // The scripts of the project as they are, before a small archive that asks for two packages, which lie on this disk.
  beforeAll(() => {
    cpSync(join(project, 'scripts'), join(clone, 'scripts'), {
      recursive: true,
      filter: (path) => path === join(project, 'scripts') || /bootstrap|kolot\.mjs/.test(path),
    });
    const here = (name: string) => `file:${join(project, 'node_modules', name)}`;
    writeJson(join(clone, 'package.json'), {
      name: 'kolot',
      private: true,
      type: 'module',
      bin: json(join(project, 'package.json')).bin,
      dependencies: { 'better-sqlite3': here('better-sqlite3'), tsx: here('tsx') },
    });
    mkdirSync(join(clone, 'server'));
    const print = 'console.log(JSON.stringify(process.argv.slice(2) satisfies string[]));\n';
    writeFileSync(join(clone, 'scripts', 'kolot.ts'), `${print}process.exitCode = 3;\n`);
    const stop = "process.on('SIGTERM', () => process.exit(7));\nsetTimeout(() => {}, 20_000);\n";
    writeFileSync(join(clone, 'server', 'main.ts'), stop + print);
    execFileSync('npm', ['install', '--package-lock-only', '--ignore-scripts'], {
      cwd: clone,
      env: newcomer(),
      stdio: 'ignore',
    });
  });

  test('two commands started at once install once; then both run, with their arguments and exit codes', async () => {
    const runs = [
      run(clone, ['scripts/kolot.mjs', 'import', 'a file.vtt']),
      run(clone, ['scripts/kolot.mjs', 'check']),
    ];
    const [first, second] = await Promise.all(runs.map(({ ended }) => ended));
    expect([first?.stdout, second?.stdout]).toEqual(['["import","a file.vtt"]\n', '["check"]\n']);
    expect([first?.code, second?.code]).toEqual([3, 3]);
    const said = `${first?.stderr}${second?.stderr}`;
    expect(said.match(/installing the packages of package-lock\.json/g)).toHaveLength(1);
    expect(said.match(/another command is installing; waiting/g)).toHaveLength(1);
  });

  test('that is ready says nothing, and is found by npx from a folder inside it', async () => {
    const quiet = await run(clone, ['scripts/bootstrap.mjs', 'install']).ended;
    expect(quiet).toEqual({ code: 0, stdout: '', stderr: '' });
    const env = newcomer();
    const { status, stdout } = spawnSync('npx', ['kolot', 'check'], {
      cwd: join(clone, 'server'),
      env,
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([3, '["check"]\n']);
  });

  test('serves until it is told to stop, and leaves as the server leaves', async () => {
    const { child, ended } = run(clone, ['scripts/bootstrap.mjs', 'start', '--here']);
    await new Promise((resolve) => child.stdout?.once('data', resolve));
    child.kill('SIGTERM');
    expect(await ended).toEqual({ code: 7, stdout: '["--here"]\n', stderr: '' });
  });

  test('takes over the lock of a command that was killed', async () => {
    const lock = join(clone, '.kolot-install.lock');
    writeFileSync(lock, 'nobody');
    const aMinuteAgo = new Date(Date.now() - 60_000);
    utimesSync(lock, aMinuteAgo, aMinuteAgo);
    rmSync(join(clone, 'node_modules'), { recursive: true });
    const { code, stderr } = await run(clone, ['scripts/bootstrap.mjs', 'install']).ended;
    expect([code, stderr]).toEqual([0, expect.stringContaining('installing the packages')]);
    expect(() => readFileSync(lock)).toThrow('ENOENT');
  });

  test('without better-sqlite3 for this Node and without what compiles it is told what is missing', async () => {
    rmSync(join(clone, 'node_modules', 'better-sqlite3'));
    cpSync(
      join(project, 'node_modules/better-sqlite3/package.json'),
      join(clone, 'node_modules/better-sqlite3/package.json'),
    );
    const { code, stderr } = await run(clone, ['scripts/bootstrap.mjs', 'start'], { PATH: folder, HOME: folder }).ended;
    expect(code).toBe(1);
    const last = stderr.trimEnd().split('\n').at(-1);
    expect(last).toMatch(
      /^kolot: there is no binary of better-sqlite3 for Node \d.* python3, make, and a C\+\+ compiler\./,
    );
  });

  test('a task that there is not is refused with those there are', async () => {
    const { code, stderr } = await run(project, ['scripts/bootstrap.mjs', 'begin']).ended;
    expect([code, stderr]).toEqual([2, 'kolot: there is no task “begin”. One of: start, test, dev, install.\n']);
  });
});

describe('the version of Node', () => {
  test.each(['18.20.8', '20.18.3', '12.22.12'])('%s is told what is needed', (version) => {
    expect(tooOld(version)).toMatch(`Kolot needs Node 20.19 or newer, and this is Node ${version}.`);
  });
  test.each(['20.19.0', '22.0.0', '24.21.0', '26.1.0'])('%s is new enough', (version) => {
    expect(tooOld(version)).toBe('');
  });
  test('asked for is the one that package.json names', () => {
    expect(json(join(project, 'package.json')).engines.node).toBe('>=20.19');
    expect(json(join(project, 'package-lock.json')).packages[''].engines.node).toBe('>=20.19');
  });
});

describe('packages are in step with the lockfile', () => {
  const all = { development: true };
  const lock = {
    '': { name: 'kolot' },
    'node_modules/express': { version: '5.3.0', integrity: 'sha512-a' },
    'node_modules/jest': { version: '30.5.2', integrity: 'sha512-b', dev: true },
    'node_modules/elsewhere': { version: '1.0.0', optional: true, os: ['aix'] },
  };
  const { '': _, 'node_modules/elsewhere': __, ...installed } = lock;

  function inStep(here: object | undefined, wanted = all): boolean {
    const root = mkdtempSync(join(folder, 'packages '));
    writeJson(join(root, 'package-lock.json'), { packages: lock });
    if (here) writeJson(join(root, 'node_modules/.package-lock.json'), { packages: here });
    return packagesInStep(root, wanted);
  }

  test('when npm has installed each at its version, also where an optional one is for other machines', () => {
    expect(inStep(installed)).toBe(true);
  });
  test('not when there are none, one is missing, or one is of another version or content', () => {
    expect(inStep(undefined)).toBe(false);
    expect(inStep({ 'node_modules/express': installed['node_modules/express'] })).toBe(false);
    expect(inStep({ ...installed, 'node_modules/express': { version: '5.2.0', integrity: 'sha512-a' } })).toBe(false);
    expect(inStep({ ...installed, 'node_modules/express': { version: '5.3.0', integrity: 'sha512-c' } })).toBe(false);
  });
  test('without those for development where only serving is wanted', () => {
    expect(inStep({ 'node_modules/express': installed['node_modules/express'] }, { development: false })).toBe(true);
  });
  test('not when they were carried over from another kind of machine', () => {
    expect(inStep({ ...installed, 'node_modules/elsewhere': lock['node_modules/elsewhere'] })).toBe(false);
  });
});

describe('better-sqlite3', () => {
  test('as installed here loads, and takes no hooks back that would end the process', () => {
    expect(sqliteWorks(project)).toBe(true);
  });

  test('compiled with the hooks of newer headers, or not at all, is not relied on', () => {
    const root = mkdtempSync(join(folder, 'hooked '));
    expect(sqliteWorks(root)).toBe(false);
    const place = join(root, 'node_modules/better-sqlite3');
    writeJson(join(place, 'package.json'), { main: 'index.js' });
    writeFileSync(join(place, 'index.js'), 'module.exports = class { close() {} };');
    expect(sqliteWorks(root)).toBe(true);
    mkdirSync(join(place, 'build/Release'), { recursive: true });
    writeFileSync(
      join(place, 'build/Release/better_sqlite3.node'),
      '_ZN4node28RemoveEnvironmentCleanupHookEPN2v87Isolate',
    );
    expect(sqliteWorks(root)).toBe(false);
  });
});

describe('the headers that better-sqlite3 is compiled against', () => {
  /** A Node installed in a folder of its own: its binary, and headers that say which Node they are of. */
  function nodeIn(name: string, abi: string): string {
    const prefix = join(folder, name);
    for (const path of ['bin', 'include/node']) mkdirSync(join(prefix, path), { recursive: true });
    writeFileSync(join(prefix, 'bin/node'), '');
    writeFileSync(join(prefix, 'include/node/node.h'), '');
    writeFileSync(join(prefix, 'include/node/node_version.h'), `#define NODE_MODULE_VERSION ${abi}\n`);
    return prefix;
  }
  const mine = nodeIn('mine', process.versions.modules);
  const same = nodeIn('same', process.versions.modules);
  const older = nodeIn('older', '83');

  test('are those beside the running Node, when nothing else is set or what is set is of another Node', () => {
    const node = join(mine, 'bin/node');
    expect(headersEnvironment({}, node).npm_config_nodedir).toBe(mine);
    expect(headersEnvironment({ npm_config_nodedir: older }, node).npm_config_nodedir).toBe(mine);
  });
  test('are those that were set, when they fit', () => {
    expect(headersEnvironment({ npm_config_nodedir: same }, join(mine, 'bin/node')).npm_config_nodedir).toBe(same);
  });
  test('are found in npm’s own package of Node, and left to node-gyp where there are none', () => {
    mkdirSync(join(folder, 'npm/bin'), { recursive: true });
    writeFileSync(join(folder, 'npm/bin/node'), '');
    expect(ownHeaders(join(folder, 'npm/bin/node'))).toBeUndefined();
    expect(headersEnvironment({}, join(folder, 'npm/bin/node'))).toEqual({});
    const os = process.platform === 'win32' ? 'win' : process.platform;
    const inside = nodeIn(`npm/node_modules/node-${os}-${process.arch}`, process.versions.modules);
    expect(ownHeaders(join(folder, 'npm/bin/node'))).toBe(inside);
  });
});

describe('the lockfile', () => {
  test('describes every optional package that it names, so that it installs on every system', () => {
    expect(missingEntries(json(join(project, 'package-lock.json')).packages)).toEqual({});
  });
  test('is completed for the system that a package’s name says', () => {
    const packages = {
      'node_modules/a': { dev: true, optionalDependencies: { '@a/core-linux-arm-gnueabihf': '1.2.3' } },
    };
    expect(missingEntries(packages)).toEqual({
      'node_modules/@a/core-linux-arm-gnueabihf': {
        version: '1.2.3',
        cpu: ['arm'],
        dev: true,
        libc: ['glibc'],
        optional: true,
        os: ['linux'],
      },
    });
  });
  test('names no registry', () => {
    expect(readFileSync(join(project, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved": "http/);
  });
});
