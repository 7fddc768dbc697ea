/** What a later import does to transcripts and indexes that people have edited, redacted or taken out. */
import { importPaths } from '../../server/ingest/importer.ts';
import { temporaryArchive } from '../archive-folder.ts';
import { imported, passages, sql } from './importing/again.ts';
import { all, column, folderOf, ohms, put, vtt } from './importing/import.ts';

describe('transcripts', () => {
  const STORY = vtt('Salima: One.', 'Moshe: Two.', 'Salima: Three.', 'Moshe: Four.');

  it('take what changed around a passage that somebody has edited', async () => {
    const { archive, again } = await imported({ language: 'en', transcript: 'a.vtt' }, { 'a.vtt': STORY });
    sql(
      archive,
      "UPDATE cue SET payload = (SELECT '<v ' || speaker || '>' || text FROM passage WHERE id = passage_id) WHERE payload IS NULL",
    );
    sql(archive, "UPDATE passage SET text = 'Two, heard again.', edited = 1 WHERE text = 'Two.'");
    const item = await again({}, { 'a.vtt': STORY.replace('Four.', 'Four, corrected.') });
    expect(item).toMatchObject({ outcome: 'changed', conflicts: [] });
    expect(passages(archive)).toEqual(['One.', 'Two, heard again.', 'Three.', 'Four, corrected.']);
  });

  it('leave a passage that both sides have changed, and name it', async () => {
    const { archive, again } = await imported({ language: 'en', transcript: 'a.vtt' }, { 'a.vtt': STORY });
    sql(archive, "UPDATE passage SET text = 'Two, heard again.', edited = 1 WHERE text = 'Two.'");
    const changed = STORY.replace('Two.', 'Too.').replace('Four.', 'Four, corrected.');
    expect(await again({}, { 'a.vtt': changed })).toMatchObject({
      outcome: 'changed',
      conflicts: ['transcript en, part 1, passage 2'],
    });
    expect(passages(archive)).toEqual(['One.', 'Two, heard again.', 'Three.', 'Four, corrected.']);
    expect(await again()).toMatchObject({ outcome: 'unchanged', conflicts: ['transcript en, part 1, passage 2'] });
  });

  it('never put other words into the span of a redaction, nor take the redaction away', async () => {
    const { archive, again, id } = await imported({ language: 'en', transcript: 'a.vtt' }, { 'a.vtt': STORY });
    sql(
      archive,
      "INSERT INTO redaction (testimony_id, passage_id, char_start, char_end) SELECT ?, id, 0, 3 FROM passage WHERE text = 'Two.'",
      id,
    );
    expect((await again({}, { 'a.vtt': STORY.replace('Two.', 'So then, two.') })).conflicts).toHaveLength(1);
    expect((await again({}, { 'a.vtt': vtt('Salima: One.') })).conflicts).toEqual(['transcript en, part 1']);
    expect((await again({ transcript: '' })).conflicts).toEqual(['transcript en, part 1']);
    expect(passages(archive)).toEqual(['One.', 'Two.', 'Three.', 'Four.']);
    expect(column(archive, 'SELECT count(*) FROM redaction')).toEqual([1]);
  });

  it('keep their ids when the source only says another language or another order of equal words', async () => {
    const { archive, again } = await imported(
      { language: 'ar', transcript: 'a.vtt' },
      { 'a.vtt': vtt('A: Yes.', 'B: No.', 'A: Yes.') },
    );
    const ids = () =>
      all<{ id: string; text: string }>(archive, 'SELECT public_id AS id, text FROM passage ORDER BY position');
    const before = ids();
    expect(await again({ language: 'jrb' })).toMatchObject({ outcome: 'changed' });
    expect(column(archive, 'SELECT lang FROM transcript')).toEqual(['jrb']);
    expect(ids()).toEqual(before);
    await again(
      {},
      {
        'a.vtt': vtt('B: Well.', 'A: Yes.', 'B: No.', 'A: Yes.').replace(
          '00:00:00.000 --> 00:00:05.000',
          '00:00:00.000 --> 00:00:01.000',
        ),
      },
    );
    expect(
      ids()
        .filter(({ text }) => text !== 'Well.')
        .map(({ id }) => id)
        .sort(),
    ).toEqual(before.map(({ id }) => id).sort());
  });

  it('that are no longer named are taken out, and a translation leads to its original', async () => {
    const { archive, again } = await imported(
      { language: 'ar', transcript: 'a.vtt', translation: 'en:b.vtt' },
      { 'a.vtt': vtt('A: نعم.'), 'b.vtt': vtt('A: Yes.') },
    );
    const [gone] = column<string>(archive, "SELECT public_id FROM passage WHERE text = 'Yes.'");
    expect(await again({ translation: '' })).toMatchObject({ outcome: 'changed', conflicts: [] });
    expect(column(archive, 'SELECT lang FROM transcript')).toEqual(['ar']);
    expect(
      all(
        archive,
        'SELECT passage_redirect.public_id, text FROM passage_redirect JOIN passage ON passage.id = passage_id',
      ),
    ).toEqual([{ public_id: gone, text: 'نعم.' }]);
  });

  it('that somebody took out, or wrote by hand, are theirs', async () => {
    const { archive, again, id } = await imported({ language: 'en', transcript: 'a.vtt' }, { 'a.vtt': STORY });
    sql(archive, 'DELETE FROM passage');
    expect(await again({}, { 'a.vtt': vtt('A: New.') })).toMatchObject({ conflicts: ['transcript en, part 1'] });
    expect(passages(archive)).toEqual([]);
    sql(archive, "INSERT INTO transcript (testimony_id, lang) VALUES (?, 'fr')", id);
    sql(
      archive,
      `INSERT INTO passage (public_id, transcript_id, part_id, position, text)
      SELECT 'mine', transcript.id, part.id, 1, 'Oui.' FROM transcript, part WHERE transcript.lang = 'fr'`,
    );
    expect((await again({ translation: 'fr:b.vtt' }, { 'b.vtt': vtt('A: Non.') })).conflicts).toContain(
      'transcript fr, part 1',
    );
    expect(passages(archive)).toEqual(['Oui.']);
  });

  it('find their speakers anew when the narrators are named later', async () => {
    const { archive, again } = await imported({ language: 'en', transcript: 'a.vtt' }, { 'a.vtt': STORY });
    const spoken = () =>
      all(
        archive,
        'SELECT DISTINCT speaker, person.name FROM passage LEFT JOIN person ON person.id = person_id ORDER BY speaker',
      );
    expect(spoken()).toEqual([
      { speaker: 'Moshe', name: null },
      { speaker: 'Salima', name: null },
    ]);
    await again({ narrator: 'Salima Dangoor;Moshe Dangoor' });
    expect(spoken()).toEqual([
      { speaker: 'Moshe', name: 'Moshe Dangoor' },
      { speaker: 'Salima', name: 'Salima Dangoor' },
    ]);
    await again({ narrator: 'Salima Dangoor' });
    expect(spoken()).toEqual([
      { speaker: 'Moshe', name: null },
      { speaker: 'Salima', name: 'Salima Dangoor' },
    ]);
    expect(column(archive, 'SELECT name FROM person')).toEqual(['Salima Dangoor']);
  });
});

describe('an index', () => {
  const point = (time: number, title: string) =>
    `<point><time>${time}</time><title>${title}</title><keywords>a;b</keywords></point>`;
  const withIndex = (...points: string[]) =>
    ohms({ title: 'River', accession: 'X-1' }, vtt('A: One.'), `<index>${points.join('')}</index>`);

  it('follows the source around points that somebody has edited', async () => {
    const archive = temporaryArchive();
    const folder = folderOf({ 'a.xml': withIndex(point(0, 'One'), point(10, 'Two'), point(20, 'Three')) });
    const titles = () =>
      column(archive, 'SELECT title FROM index_point JOIN index_point_text ON index_point_id = id ORDER BY position');
    await importPaths(archive, [folder]);
    sql(archive, "UPDATE index_point_text SET title = 'Two, by hand' WHERE title = 'Two'");
    sql(archive, 'UPDATE index_point SET edited = 1 WHERE start_ms = 10000');
    put(folder, { 'a.xml': withIndex(point(0, 'One again'), point(10, 'Two'), point(20, 'Three'), point(30, 'Four')) });
    expect((await importPaths(archive, [folder])).items[0]).toMatchObject({ outcome: 'changed', conflicts: [] });
    expect(titles()).toEqual(['One again', 'Two, by hand', 'Three', 'Four']);
    put(folder, { 'a.xml': withIndex(point(0, 'One again'), point(10, 'Too'), point(20, 'Three'), point(30, 'Four')) });
    expect((await importPaths(archive, [folder])).items[0]).toMatchObject({ conflicts: ['index of part 1, point 2'] });
    expect(titles()).toEqual(['One again', 'Two, by hand', 'Three', 'Four']);
  });

  it('is taken out when the source has none any more', async () => {
    const archive = temporaryArchive();
    const folder = folderOf({ 'a.xml': withIndex(point(0, 'One')) });
    await importPaths(archive, [folder]);
    put(folder, { 'a.xml': withIndex() });
    await importPaths(archive, [folder]);
    expect(column(archive, 'SELECT count(*) FROM index_point')).toEqual([0]);
  });
});
