import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setting } from '../../../server/archive/setting.ts';
import { openEmbedded } from '../../../server/search/embedded/index.ts';
import { asking } from './asking.ts';
import { smallArchive, tell } from './small-archive.ts';

const program = fileURLToPath(new URL('./until-killed.ts', import.meta.url));
let archive: ReturnType<typeof smallArchive>;
beforeEach(() => {
  archive = smallArchive();
});
afterEach(() => archive.leave());

/** Runs the program until it has begun, then so many milliseconds more, and kills it as a power cut would. */
async function killed(what: string, after: number): Promise<void> {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', program, archive.folder, what], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const gone = new Promise((resolve) => child.on('exit', resolve));
  await new Promise((resolve, reject) => {
    child.stdout?.once('data', resolve);
    child.once('exit', reject);
  });
  await new Promise((resolve) => setTimeout(resolve, after));
  child.kill('SIGKILL');
  await gone;
}

test.each([
  ['rebuild', 40],
  ['rebuild', 150],
  ['follow', 100],
])(
  'a %s killed in its midst leaves nothing wrong',
  async (what, after) => {
    for (let i = 0; i < 60; i++) {
      tell(archive.db, { passages: Array.from({ length: 20 }, (_, p) => `orange ${i} ${p}`) });
    }
    await killed(what, after);
    const engine = openEmbedded(archive, { threads: 1, limit: 60_000 });
    try {
      await engine.follow();
      const told = archive.db.prepare('SELECT count(*) FROM testimony').pluck().get();
      expect((await engine.search(asking('orange'))).total).toBe(60);
      expect((await engine.search(asking('-orange'))).total).toBe(Number(told) - 60);
      expect((await engine.search(asking('quince'))).total).toBe(Number(told) - 60);
      expect(await engine.state()).toMatchObject({ ready: true, testimonies: told, message: null });
      const files = readdirSync(archive.folder).filter((name) => /^search.*\.db$/.test(name));
      expect(files).toEqual([setting(archive.db, 'search_file')]);
    } finally {
      await engine.close();
    }
  },
  60_000,
);
