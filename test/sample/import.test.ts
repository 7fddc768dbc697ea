import { readAuthorities } from '../../server/archive/authorities/read.ts';
import { importPaths } from '../../server/ingest/importer.ts';
import { temporaryArchive } from '../archive-folder.ts';
import { COLLECTION, list, sampleRows } from './collection.ts';

describe('the sample collection in a new archive', () => {
  it('is about subjects, events and communities that the authorities have', async () => {
    const authorities = readAuthorities();
    const rows = await sampleRows();
    for (const [column, known] of [
      ['topics', authorities.topics],
      ['events', authorities.events],
      ['community', authorities.communities],
    ] as const) {
      const slugs = new Set<string>(known.map(({ slug }) => slug));
      expect(rows.flatMap((row) => list(row, column)).filter((slug) => !slugs.has(slug))).toEqual([]);
    }
  });
});

describe('imported', () => {
  it('goes in whole, marked as sample, with nothing added to the gazetteer', async () => {
    const archive = temporaryArchive();
    const count = (table: string) => archive.db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get()!;
    const before = ['place', 'term'].map(count);
    const report = await importPaths(archive, [COLLECTION], { sample: true });
    expect(report.items.filter(({ reason }) => reason).map(({ reason }) => reason)).toEqual([]);
    expect(report.added).toBe((await sampleRows()).length);
    expect(['place', 'term'].map(count)).toEqual(before);
    const unmarked = archive.db.prepare('SELECT accession FROM testimony WHERE sample = 0').all();
    expect(unmarked).toEqual([]);
  }, 60_000);
});
