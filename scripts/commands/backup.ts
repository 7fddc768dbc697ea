import type { Command } from 'commander';
import { backUp } from '../../server/backup.ts';
import { say, withArchive } from './archive.ts';

export function backupCommand(program: Command): void {
  program
    .command('backup')
    .description('Copies the archive, as it is at one moment, into a new folder; a running server may go on writing.')
    .argument('<folder>', 'a folder that is not there yet')
    .addHelpText(
      'after',
      '\nThe copy is an archive itself: to use it, set KOLOT_DATA to it. Every original in it has been verified.',
    )
    .action(async (folder: string) => {
      await withArchive(async (archive) => {
        const made = await backUp(archive, folder);
        say(
          `${made.testimonies} testimonies and ${made.originals} originals (${Math.ceil(made.bytes / 1_048_576)} MB) are in ${made.folder}`,
        );
      });
    });
}
