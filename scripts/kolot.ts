import { Command } from 'commander';
import { Conflict, Invalid, NotFound } from '../server/archive/errors.ts';
import { accountCommands } from './commands/account.ts';
import { warn } from './commands/archive.ts';
import { backupCommand } from './commands/backup.ts';
import { checkCommand } from './commands/check.ts';
import { eraseCommand } from './commands/erase.ts';
import { importCommand } from './commands/import.ts';
import { reindexCommand } from './commands/reindex.ts';
import { sampleCommands } from './commands/sample.ts';
import { troubleOf } from './commands/trouble.ts';

/** The command line of an archive: one file a command. */
const program = new Command('kolot')
  .description(
    'Looks after a Kolot archive from the command line: the one in KOLOT_DATA, ./uploads where that is not set.',
  )
  .showHelpAfterError('(kolot --help lists the commands, kolot COMMAND --help explains one)')
  .configureHelp({ showGlobalOptions: true });

for (const add of [
  importCommand,
  reindexCommand,
  sampleCommands,
  accountCommands,
  backupCommand,
  checkCommand,
  eraseCommand,
])
  add(program);

program.addHelpText(
  'after',
  `
Examples:
  $ kolot import interviews/                         a folder of transcripts: each a draft, until access and agreement are given
  $ kolot import testimonies.csv                     a table, one record a row
  $ kolot import talk.xml --access public --agreement legacy
  $ kolot account add rachel@example.org --role archivist
  $ kolot backup /mnt/backups/today
  $ kolot check
  $ kolot erase K-00012 --reason "Asked for by the family"

The commands may run while the archive is being served: it notices what they change.`,
);

// Whoever reads the output may stop reading, as “| head” does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  const known = error instanceof Invalid || error instanceof Conflict || error instanceof NotFound;
  const message = known ? error.message : troubleOf(error);
  if (message === null) throw error;
  warn(message);
  process.exitCode = 1;
}
