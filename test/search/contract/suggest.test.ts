/** Suggestions are the same whichever engine searches, and follow a change at once: each of the two stands behind them. */

import { setAccess } from '../../../server/archive/testimony.ts';
import { visitor } from '../../../server/archive/viewer.ts';
import type { SearchEngine } from '../../../server/search/engine.ts';
import { suggest } from '../../../server/search/suggest.ts';
import { temporaryArchive } from '../../archive-folder.ts';
import { inserter } from '../../insert.ts';
import { type Contestant, contestants } from './engines.ts';

describe.each(contestants.map((make) => [make.name, make] as const))('%s', (_, make) => {
  let contestant: Contestant;
  let archive: ReturnType<typeof temporaryArchive>;
  let engine: SearchEngine;
  let id: number;

  beforeAll(async () => {
    contestant = await make();
    archive = temporaryArchive();
    const insert = inserter(archive.db);
    const words = { accession: 'K-1', title: 'The house of Salima', form: 'interview', lang: 'en' };
    id = insert('testimony', { ...words, status: 'published', access: 'public' });
    const person = insert('person', { slug: 'salima', name: 'Salima Qatan', sort_name: 'Qatan' });
    insert('testimony_person', { testimony_id: id, person_id: person, role: 'narrator' });
    insert('departure', { testimony_id: id, country: 'IQ', position: 1 });
    engine = await contestant.open(archive);
  }, 120_000);
  afterAll(async () => {
    await engine?.close();
    await contestant?.leave();
  });

  test('a name, a title and a country in any script are suggested, and nothing of what was closed since', async () => {
    const asked = async (text: string) =>
      (await suggest({ archive, engine }, visitor(), text, 'en')).map(({ kind, value, count, marks }) => [
        kind,
        value,
        count,
        marks,
      ]);
    const begun = [{ start: 0, end: 5 }];
    expect(await asked('salim')).toEqual([
      ['person', 'salima', 1, begun],
      ['testimony', 'K-1', null, [{ start: 13, end: 18 }]],
    ]);
    for (const typed of ['Iraq', 'العراق', 'עיראק'])
      expect((await asked(typed)).map((one) => one.slice(0, 3))).toContainEqual(['country', 'IQ', 1]);
    setAccess(archive.db, id, { access: 'closed' });
    expect(await asked('salim')).toEqual([]);
  });
});
