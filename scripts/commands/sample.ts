import type { Command } from 'commander';
import { addSample, removeSample } from '../sample/load.ts';
import { bringIndexUpToDate, progressLine, say, withArchive } from './archive.ts';

export function sampleCommands(program: Command): void {
  const sample = program
    .command('sample')
    .description('The sample collection: written for the project, and marked as such wherever it is seen.');
  sample
    .command('add')
    .description('Adds the sample collection, or brings it up to date.')
    .action(async () => {
      await withArchive(
        async (archive) => {
          const line = progressLine();
          const report = await addSample(archive, (done, all, item) => line.show(`${done}/${all} ${item.title ?? ''}`));
          line.done();
          await bringIndexUpToDate(archive);
          for (const { reason, file } of report.items) if (reason) say(`refused ${file}: ${reason}`);
          say(`${report.added} sample testimonies added, ${report.changed} changed, ${report.unchanged} left alone.`);
          if (report.refused > 0) process.exitCode = 1;
        },
        { make: true },
      );
    });
  sample
    .command('remove')
    .description(
      'Takes every sample record out of the archive, with its people, files, collections, and the places and terms only it has.',
    )
    .action(async () => {
      await withArchive(async (archive) => {
        const removed = await removeSample(archive);
        await bringIndexUpToDate(archive);
        say(removed ? `${removed} sample testimonies removed.` : 'There were no sample testimonies.');
      });
    });
}
