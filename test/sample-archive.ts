import { addSample } from '../scripts/sample/load.ts';
import { type Archive, openArchive } from '../server/archive/archive.ts';
import { copyOf, folderToMake, keepPattern, patternOf } from './archive-folder.ts';

/** An archive with the sample collection, closed and removed after the tests of the file. */
export async function sampleArchive(): Promise<Archive> {
  const made = patternOf('sample');
  if (made) return copyOf(made);
  const archive = openArchive(folderToMake());
  archive.db.pragma('synchronous = OFF');
  await addSample(archive);
  return copyOf(keepPattern('sample', archive));
}
