import { Command } from 'commander';
import { Conflict, Invalid, NotFound } from '../server/archive/errors.ts';
import { accountCommands } from './commands/account.ts';
import { backupCommand } from './commands/backup.ts';
import { checkCommand } from './commands/check.ts';
import { importCommand } from './commands/import.ts';
import { reindexCommand } from './commands/reindex.ts';
import { sampleCommands } from './commands/sample.ts';

/** The command line of an archive: one file a command. */
const program = new Command('kolot')
  .description(
    'Looks after a Kolot archive from the command line: the one in KOLOT_DATA, ./uploads where that is not set.',
  )
  .showHelpAfterError('(kolot --help lists the commands, kolot COMMAND --help explains one)')
  .configureHelp({ showGlobalOptions: true });

for (const add of [importCommand, reindexCommand, sampleCommands, accountCommands, backupCommand, checkCommand])
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

The commands may run while the archive is being served: it notices what they change.`,
);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof Invalid || error instanceof Conflict || error instanceof NotFound)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
