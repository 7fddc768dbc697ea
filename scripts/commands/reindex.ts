import type { Command } from 'commander';
import { lookAtIndex } from '../../server/search/embedded/look.ts';
import { enginesToKeep, progressLine, say, withArchive } from './archive.ts';

export function reindexCommand(program: Command): void {
  program
    .command('reindex')
    .description(
      'Builds the search index anew beside the one in use, also that in Meilisearch, and switches to it; a running server goes on searching.',
    )
    .action(async () => {
      await withArchive(async (archive) => {
        const engine = enginesToKeep(archive);
        const line = progressLine();
        try {
          await engine.rebuild((done, all) => line.show(`${done}/${all}`));
        } finally {
          line.done();
          await engine.close();
        }
        const { testimonies, passages } = lookAtIndex(archive, { thorough: false });
        say(`The index holds ${testimonies} testimonies and ${passages} passages.`);
      });
    });
}
