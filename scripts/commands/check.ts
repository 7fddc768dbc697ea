import type { Command } from 'commander';
import { checkArchive } from '../../server/check.ts';
import { sweepOriginals } from '../../server/media/sweep.ts';
import { openEmbedded } from '../../server/search/embedded/index.ts';
import { say, withArchive } from './archive.ts';

export function checkCommand(program: Command): void {
  program
    .command('check')
    .description(
      'Looks the archive over: database, fixity of every original, consent, jobs, and the search index against the archive.',
    )
    .option('--sweep', 'first remove files among the originals that no record names')
    .option('--json', 'print what was found as JSON')
    .action(async ({ sweep, json }: { sweep?: boolean; json?: boolean }) => {
      await withArchive(async (archive) => {
        if (sweep) await sweepOriginals(archive);
        const engine = openEmbedded(archive, { threads: 0 });
        try {
          const results = await checkArchive(archive, engine);
          if (json) say(JSON.stringify(results, null, 2));
          else {
            for (const { name, looked, problems } of results) {
              say(`${problems.length ? '✗' : '✓'} ${name}: ${looked}`);
              for (const problem of problems) say(`    ${problem}`);
            }
          }
          if (results.some(({ problems }) => problems.length > 0)) process.exitCode = 1;
        } finally {
          await engine.close();
        }
      });
    });
}
