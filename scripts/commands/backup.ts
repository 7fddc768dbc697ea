import { type Command, InvalidArgumentError } from 'commander';
import { backUp } from '../../server/backup.ts';
import { noteBackup } from '../../server/looked-over.ts';
import { progressLine, say, withArchive } from './archive.ts';

export function backupCommand(program: Command): void {
  program
    .command('backup')
    .description('Copies the archive, as it is at one moment, into a new folder; a running server may go on writing.')
    .argument('<folder>', 'a folder that is not there yet')
    .option(
      '--keep-days <days>',
      'how long it is kept; told to whoever erases something. Without it, as settled at the desk',
      days,
    )
    .addHelpText(
      'after',
      `
The copy is an archive itself: to use it, set KOLOT_DATA to it. Every original in it has been verified. The search index and
what is made for playing are left out, and made again. Accounts are in it, sign-ins are not.

Example:
  $ kolot backup /mnt/backups/2026-11-24 --keep-days 90`,
    )
    .action(async (folder: string, { keepDays }: { keepDays?: number }) => {
      await withArchive(async (archive) => {
        const line = progressLine();
        const made = await backUp(archive, folder, (done, all) => line.show(`originals ${done}/${all}`), { keepDays });
        line.done();
        noteBackup(archive.db, new Date());
        say(
          `${made.testimonies} testimonies and ${made.originals} originals (${Math.ceil(made.bytes / 1_048_576)} MB) are in ${made.folder}`,
        );
      });
    });
}

function days(text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new InvalidArgumentError('Write a number of days, such as 90.');
  return Number(text);
}
