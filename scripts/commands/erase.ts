import type { Command } from 'commander';
import { backupsHolding } from '../../server/archive/backup-note.ts';
import { eraseTestimony } from '../../server/archive/erasure/erasure.ts';
import { finishErasure, removeOriginals } from '../../server/erasure.ts';
import { enginesToKeep, progressLine, say, withArchive } from './archive.ts';

export function eraseCommand(program: Command): void {
  program
    .command('erase')
    .description('Erases a testimony from everything that the archive keeps. This cannot be undone.')
    .argument('<accession>', 'its accession number')
    .requiredOption('--reason <text>', 'why; kept in the log, which never says what was erased')
    .addHelpText(
      'after',
      `
Its rows, revisions, what imports remember of it, originals and what was made of them go, with what the family sent and the
mails about it; the search index is built anew. Backups made before still have it: they are listed, with what to do.

Example:
  $ kolot erase K-00012 --reason "Asked for by the family, letter of 3 May"`,
    )
    .action(async (accession: string, { reason }: { reason: string }) => {
      await withArchive(async (archive) => {
        const now = () => new Date();
        const begun = eraseTestimony(archive.db, accession, {
          typed: accession,
          actor: 'command line',
          reason,
          now: now(),
        });
        await removeOriginals(archive, begun);
        const engine = enginesToKeep(archive);
        const line = progressLine();
        try {
          await finishErasure(archive, engine, begun.id, {
            now,
            onProgress: (share) => line.show(`search index ${Math.round(share * 100)} %`),
          });
        } finally {
          line.done();
          await engine.close();
        }
        say('It is erased. Nothing of it is left in the archive’s folder.');
        const holding = backupsHolding(archive.db);
        if (holding.length === 0)
          return say('No backup is known. Copies made without “kolot backup” may still have it.');
        say('These backups were made before and still have it. Make a new one, then delete them:');
        for (const { folder, at, keepUntil } of holding)
          say(`  ${at.slice(0, 10)}  ${folder}${keepUntil ? `  (kept until ${keepUntil})` : ''}`);
      });
    });
}
