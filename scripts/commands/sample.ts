import type { Command } from 'commander';
import { sweepOriginals } from '../../server/media/sweep.ts';
import { addSample, removeSample } from '../sample/load.ts';
import { bringIndexUpToDate, say, withArchive } from './archive.ts';

export function sampleCommands(program: Command): void {
  const sample = program
    .command('sample')
    .description('The sample collection: written for the project, and marked as such wherever it is seen.');
  sample
    .command('add')
    .description('Adds the sample collection, or brings it up to date.')
    .action(async () => {
      await withArchive(async (archive) => {
        const report = await addSample(archive);
        await bringIndexUpToDate(archive);
        for (const { reason } of report.items) if (reason) say(reason);
        say(`${report.added} sample testimonies added, ${report.changed} changed, ${report.unchanged} left alone.`);
      });
    });
  sample
    .command('remove')
    .description('Takes every sample record out of the archive, with its people, files and collections.')
    .action(async () => {
      await withArchive(async (archive) => {
        const removed = removeSample(archive);
        await sweepOriginals(archive);
        await bringIndexUpToDate(archive);
        say(removed ? `${removed} sample testimonies removed.` : 'There were no sample testimonies.');
      });
    });
}
