import { importPaths } from '../../server/ingest/importer.ts';
import { temporaryArchive } from '../archive-folder.ts';
import { all, column, folderOf, importRow, table, vtt } from './importing/import.ts';

const people = (archive: Parameters<typeof all>[0]) =>
  all<{ name: string; testimonies: number }>(
    archive,
    'SELECT name, count(*) AS testimonies FROM person JOIN testimony_person ON person_id = id GROUP BY id ORDER BY id',
  );

async function imported(...rows: Record<string, string>[]) {
  const archive = temporaryArchive();
  const numbered = rows.map((row, at) => ({ accession: `T-${at + 1}`, title: `Testimony ${at + 1}`, ...row }));
  const report = await importPaths(archive, [folderOf({ 'testimonies.csv': table(...numbered) })]);
  expect(report.refused).toBe(0);
  return archive;
}

describe('narrators', () => {
  it('of one name and year of birth are one person', async () => {
    const archive = await imported(
      { narrator: 'Salima Dangoor', birth_year: '1931' },
      { narrator: 'Salima Dangoor', birth_year: 'Nisan 5691' },
    );
    expect(people(archive)).toEqual([{ name: 'Salima Dangoor', testimonies: 2 }]);
  });

  it.each([
    ['of one name born in different years', '1931', '1941'],
    ['of one name whose years are not known', '', ''],
    ['of one name of whom one year is only about known', '1930', '193X'],
  ])('%s are two', async (_, one, other) => {
    const archive = await imported(
      { narrator: 'Salima Dangoor', birth_year: one },
      { narrator: 'Salima Dangoor', birth_year: other },
    );
    expect(people(archive)).toHaveLength(2);
  });

  it('of one name in one testimony are two where their years differ, and one where they do not', async () => {
    const archive = await imported(
      { narrator: 'Salima Cohen;Salima Cohen', birth_year: '1931;1955', gender: 'female;other' },
      { narrator: 'Moshe Cohen;Moshe Cohen' },
    );
    expect(all(archive, 'SELECT name, birth_date, gender FROM person ORDER BY id')).toEqual([
      { name: 'Salima Cohen', birth_date: '1931', gender: 'female' },
      { name: 'Salima Cohen', birth_date: '1955', gender: 'other' },
      { name: 'Moshe Cohen', birth_date: null, gender: null },
    ]);
  });

  it('of a name that the archive knows are said to be the same person, or another', async () => {
    const archive = temporaryArchive();
    const rows = [
      { accession: 'T-1', title: 'One', narrator: 'Moshe Cohen' },
      { accession: 'T-2', title: 'Two', narrator: 'Moshe Cohen' },
      { accession: 'T-3', title: 'Three', narrator: 'Moshe Cohen', birth_year: '1931' },
      { accession: 'T-4', title: 'Four', narrator: 'Moshe Cohen', birth_year: '1931' },
    ];
    const source = folderOf({ 'testimonies.csv': table(...rows) });
    const { items } = await importPaths(archive, [source]);
    const other = expect.stringMatching(/^“Moshe Cohen” is also the name of a person the archive already has; a new/);
    const same = expect.stringMatching(/^“Moshe Cohen”, born 1931, is taken for the person of that name and year/);
    expect(items.map(({ notes }) => notes)).toEqual([[], [other], [other], [same]]);
    expect((await importPaths(archive, [source])).items.flatMap(({ notes }) => notes)).toEqual([]);
  });

  it('are shown as they are written', async () => {
    const names = ['Salima DANGOOR-Levi', 'سليمة دنكور', 'סלימה בן־דרוויש', 'Naïma d’Ázur'];
    const archive = await imported({ narrator: names.join(';') });
    expect(people(archive).map(({ name }) => name)).toEqual(names);
  });

  it('of the sample are never taken for those of the archive', async () => {
    const archive = temporaryArchive();
    const row = { narrator: 'Salima Dangoor', birth_year: '1931', collection: 'Voices' };
    await importRow(archive, { ...row, accession: 'S-1' }, {}, { sample: true });
    await importRow(archive, { ...row, accession: 'T-1' });
    expect(all(archive, 'SELECT name, sample FROM person ORDER BY id')).toEqual([
      { name: 'Salima Dangoor', sample: 1 },
      { name: 'Salima Dangoor', sample: 0 },
    ]);
    expect(column(archive, 'SELECT sample FROM collection ORDER BY id')).toEqual([1, 0]);
  });
});

describe('interviewers', () => {
  it('of one name are one person, and may be narrators elsewhere as another', async () => {
    const archive = await imported(
      { interviewer: 'Tamar Quint' },
      { interviewer: 'Tamar Quint' },
      { narrator: 'Tamar Quint' },
    );
    expect(people(archive)).toEqual([
      { name: 'Tamar Quint', testimonies: 2 },
      { name: 'Tamar Quint', testimonies: 1 },
    ]);
  });

  it('are known by their role, where only one of them asks', async () => {
    const archive = temporaryArchive();
    await importRow(
      archive,
      { narrator: 'Salima Dangoor', interviewer: 'Tamar Quint', language: 'en', transcript: 'a.vtt' },
      { 'a.vtt': vtt('INT: When?', 'SD: Then.', 'מראיינת: So?', 'Dangoor: So.', 'Someone: Yes.') },
    );
    expect(
      all(archive, 'SELECT speaker, name FROM passage LEFT JOIN person ON person.id = person_id ORDER BY position'),
    ).toEqual([
      { speaker: 'INT', name: 'Tamar Quint' },
      { speaker: 'SD', name: 'Salima Dangoor' },
      { speaker: 'מראיינת', name: 'Tamar Quint' },
      { speaker: 'Dangoor', name: 'Salima Dangoor' },
      { speaker: 'Someone', name: null },
    ]);
  });
});

describe('places and countries', () => {
  it('are understood in five languages and as codes', async () => {
    const names = ['Iraq', 'Irak', 'العراق', 'עיראק', 'عراق', 'IQ', 'irq', '368'];
    const archive = await imported(...names.map((country_of_origin) => ({ country_of_origin })));
    expect(column(archive, 'SELECT DISTINCT country FROM departure')).toEqual(['IQ']);
  });

  it('of towns follow from the town, and an unknown town is added once and noted', async () => {
    const archive = temporaryArchive();
    const rows = [
      { accession: 'T-1', title: 'One', place_of_origin: 'Baghdad' },
      { accession: 'T-2', title: 'Two', country_of_origin: 'Iraq', place_of_origin: 'Nowhereville' },
      {
        accession: 'T-3',
        title: 'Three',
        country_of_origin: 'Iraq',
        place_of_origin: 'nowhereville',
        destination: 'Nowhereville, Iraq',
      },
      { accession: 'T-4', title: 'Four', destination: 'Tripoli' },
      { accession: 'T-5', title: 'Five', destination: 'Tripoli' },
      { accession: 'T-6', title: 'Six', recorded_place: 'her home near the river' },
    ];
    const before = column<number>(archive, 'SELECT count(*) FROM place')[0]!;
    const { items } = await importPaths(archive, [folderOf({ 'testimonies.csv': table(...rows) })]);
    expect(items.map(({ notes }) => notes.length)).toEqual([0, 1, 0, 1, 0, 0]);
    expect(column(archive, 'SELECT country FROM departure ORDER BY testimony_id')).toEqual(['IQ', 'IQ', 'IQ']);
    expect(column(archive, 'SELECT count(*) FROM place')).toEqual([before + 2]);
    expect(column(archive, 'SELECT count(DISTINCT place_id) FROM leg WHERE testimony_id IN (4, 5)')).toEqual([1]);
  });

  it('that are added by a row which is then refused are not there for the next', async () => {
    const archive = temporaryArchive();
    const rows = [
      {
        accession: 'T-1',
        title: 'One',
        destination: 'Nowhereville',
        topics: 'wells',
        collection: 'Voices',
        transcript: 'bad.vtt',
      },
      {
        accession: 'T-2',
        title: 'Two',
        destination: 'Nowhereville',
        topics: 'wells',
        collection: 'Voices',
        birth_country: 'Atlantis',
        narrator: 'A',
      },
      { accession: 'T-3', title: 'Three', destination: 'Nowhereville', topics: 'wells', collection: 'Voices' },
    ];
    const report = await importPaths(archive, [
      folderOf({ 'testimonies.csv': table(...rows), 'bad.vtt': 'not WebVTT' }),
    ]);
    expect(report).toMatchObject({ added: 1, refused: 2 });
    expect(column(archive, 'PRAGMA foreign_key_check')).toEqual([]);
    expect(column(archive, 'SELECT count(*) FROM leg')).toEqual([1]);
  });
});
