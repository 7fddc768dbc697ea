import type { Command } from 'commander';
import { loadConfig } from '../../server/config.ts';
import { lookOver } from '../../server/looked-over.ts';
import { sweepIncoming } from '../../server/media/storage.ts';
import { sweepOriginals } from '../../server/media/sweep.ts';
import { progressLine, say, sayJson, withArchive } from './archive.ts';

const DAY = 86_400_000;

export function checkCommand(program: Command): void {
  program
    .command('check')
    .description(
      'Looks the archive over: database, fixity of every original, consent, jobs, and the search index against the archive.',
    )
    .option('--sweep', 'first remove files among the originals that no record names, and what uploads left behind')
    .option('--json', 'print what was found as JSON')
    .addHelpText(
      'after',
      '\nMends nothing, and says of each problem what to do. Ends with status 1 where there is one.',
    )
    .action(async ({ sweep, json }: { sweep?: boolean; json?: boolean }) => {
      await withArchive(async (archive) => {
        if (sweep) {
          const swept = (await sweepOriginals(archive)) + (await sweepIncoming(archive.folder, DAY));
          if (!json) say(`${swept} files removed that no record names.`);
        }
        const line = progressLine();
        const results = await lookOver(archive, new Date(), {
          meilisearch: loadConfig().meilisearch,
          onProgress: (done, all) => line.show(`originals ${done}/${all}`),
        });
        line.done();
        if (json) sayJson(results);
        else {
          for (const { name, looked, problems } of results) {
            say(`${problems.length ? '✗' : '✓'} ${name}: ${looked}`);
            for (const problem of problems) say(`    ${problem}`);
          }
        }
        if (results.some(({ problems }) => problems.length > 0)) process.exitCode = 1;
      });
    });
}
