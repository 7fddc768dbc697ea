import { join } from 'node:path';
import { Busy } from '../../../server/search/busy.ts';
import { buildIndex } from '../../../server/search/embedded/build.ts';
import { openPool, type Pool } from '../../../server/search/embedded/pool.ts';
import { prepare } from '../../../server/search/embedded/prepare.ts';
import { asking } from './asking.ts';
import { smallArchive, tell } from './small-archive.ts';

const archive = smallArchive();
let pool: Pool;
beforeAll(async () => {
  tell(archive.db, { passages: ['We had an orange tree.'] });
  const path = join(archive.folder, 'search.db');
  await buildIndex(
    archive.db,
    path,
    { archive: 'x', day: '2024-01-01' },
    (day) => prepare(archive.db, day),
    () => {},
  );
  pool = openPool({
    threads: 2,
    limit: 3000,
    queue: 50,
    module: new URL('./ending-thread.ts', import.meta.url).href,
    onBroken: () => {},
    onLeft: () => {},
  });
  await pool.moveTo(path);
});
afterAll(async () => {
  await pool.close();
  archive.leave();
});

test('threads that end are replaced: at worst what they were asked is refused as busy, and searching goes on', async () => {
  const search = (text: string) => pool.run({ kind: 'search', request: asking(text) });
  for (let round = 0; round < 3; round++) {
    const all = await Promise.allSettled(['crash', 'crash', 'orange', 'crash', 'tree'].map(search));
    for (const one of all) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(Busy);
    await expect(searchUntilAnswered(search)).resolves.toMatchObject({ total: 1 });
  }
});

/** A search may still meet a thread that is about to end. */
async function searchUntilAnswered(search: (text: string) => Promise<unknown>): Promise<unknown> {
  for (let tries = 0; ; tries++) {
    try {
      return await search('orange');
    } catch (error) {
      if (!(error instanceof Busy) || tries > 5) throw error;
    }
  }
}

test('an index that cannot be opened leaves the one that is searched', async () => {
  await expect(pool.moveTo(join(archive.folder, 'nowhere.db'))).rejects.toThrow();
  await expect(pool.run({ kind: 'search', request: asking('orange') })).resolves.toMatchObject({ total: 1 });
});
