import type { Command } from 'commander';
import { openEmbedded } from '../../server/search/embedded/index.ts';
import { say, withArchive } from './archive.ts';

export function reindexCommand(program: Command): void {
  program
    .command('reindex')
    .description('Builds the search index anew beside the one in use, and switches to it.')
    .action(async () => {
      await withArchive(async (archive) => {
        const engine = openEmbedded(archive, { threads: 0 });
        try {
          await engine.rebuild((done, all) => {
            if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${done}/${all}${done === all ? '\r\x1b[K' : ''}`);
          });
          const { testimonies, passages } = await engine.state();
          say(`The index holds ${testimonies} testimonies and ${passages} passages.`);
        } finally {
          await engine.close();
        }
      });
    });
}
