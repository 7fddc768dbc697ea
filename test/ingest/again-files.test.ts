/** What a later import does to photographs that people have added, taken out, reordered, described or closed. */
import { existsSync } from 'node:fs';
import type { Archive } from '../../server/archive/archive.ts';
import { originalPath } from '../../server/media/storage.ts';
import { imported, sql } from './importing/again.ts';
import { column, picture } from './importing/import.ts';

describe('photographs', () => {
  const three = async () => ({
    'a.jpg': await picture('#111'),
    'b.jpg': await picture('#222'),
    'c.jpg': await picture('#333'),
  });
  const names = (archive: Archive) =>
    column<string>(archive, "SELECT original_name FROM asset WHERE kind = 'photograph' ORDER BY position, id");

  it('are added, taken out with their originals, and put in another order', async () => {
    const { archive, again } = await imported({ photos: 'a.jpg;b.jpg', captions: 'A|B' }, await three());
    const [a] = column<string>(archive, "SELECT sha256 FROM asset WHERE original_name = 'a.jpg'");
    expect(await again({ photos: 'c.jpg;b.jpg', captions: '|B' })).toMatchObject({ outcome: 'changed', conflicts: [] });
    expect(names(archive)).toEqual(['c.jpg', 'b.jpg']);
    expect(existsSync(originalPath(archive.folder, a!))).toBe(false);
    await again({ photos: 'b.jpg;c.jpg', captions: 'B|C' });
    expect(names(archive)).toEqual(['b.jpg', 'c.jpg']);
    expect(column(archive, 'SELECT caption FROM asset_text ORDER BY caption')).toEqual(['B', 'C']);
  });

  it('that somebody took out do not come back, and those somebody added stay', async () => {
    const { archive, again, id } = await imported({ photos: 'a.jpg;b.jpg' }, await three());
    sql(archive, "DELETE FROM asset WHERE original_name = 'a.jpg'");
    sql(
      archive,
      "INSERT INTO asset (public_id, testimony_id, kind, sha256, original_name, position) VALUES ('x', ?, 'photograph', 'ab', 'own.jpg', 9)",
      id,
    );
    await again({ title: 'The great river', photos: 'a.jpg;b.jpg;c.jpg' });
    expect(names(archive)).toEqual(['b.jpg', 'c.jpg', 'own.jpg']);
  });

  it('that somebody has put in another order keep it', async () => {
    const { archive, again } = await imported({ photos: 'a.jpg;b.jpg' }, await three());
    sql(archive, "UPDATE asset SET position = 5 WHERE original_name = 'a.jpg'");
    expect(await again({ title: 'The great river' })).toMatchObject({ conflicts: [] });
    expect(await again({ photos: 'b.jpg;a.jpg' })).toMatchObject({ conflicts: [] });
    expect(names(archive)).toEqual(['b.jpg', 'a.jpg']);
    sql(archive, "UPDATE asset SET position = 7 WHERE original_name = 'b.jpg'");
    expect(await again({ photos: 'a.jpg;b.jpg;c.jpg' })).toMatchObject({ conflicts: [] });
  });

  it('whose access staff have narrowed are not swapped for others', async () => {
    const { archive, again } = await imported({ photos: 'a.jpg;b.jpg' }, await three());
    sql(archive, "UPDATE asset SET access = 'closed' WHERE original_name = 'a.jpg'");
    expect(await again({ photos: 'c.jpg;b.jpg' })).toMatchObject({ conflicts: ['files: photograph'] });
    expect(names(archive)).toEqual(['a.jpg', 'b.jpg']);
  });

  it('keep a caption that somebody has written', async () => {
    const { archive, again } = await imported({ photos: 'a.jpg;b.jpg', captions: 'A|B' }, await three());
    sql(archive, "UPDATE asset_text SET caption = 'A, by hand' WHERE caption = 'A'");
    expect(await again({ captions: 'Aa|Bb' })).toMatchObject({ conflicts: ['caption of a.jpg'] });
    expect(column(archive, 'SELECT caption FROM asset_text ORDER BY caption')).toEqual(['A, by hand', 'Bb']);
    expect(await again({ captions: '|' })).toMatchObject({ conflicts: ['caption of a.jpg'] });
    expect(column(archive, 'SELECT caption FROM asset_text')).toEqual(['A, by hand']);
  });
});
