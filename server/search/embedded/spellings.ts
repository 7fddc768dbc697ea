import { dirname, join } from 'node:path';
import { openDatabase } from '../../db/open.ts';
import { spellingChanges, spellingSets, subjectLabels } from '../names/spelling-sets.ts';
import { type Thesaurus, thesaurusOf } from '../names/thesaurus.ts';

/**
 * The spellings that the archive beside an index file knows, read when first asked for and again when one was changed, so that
 * what an archivist adds is searched by at once.
 */
export function thesaurusBeside(indexFile: string): () => Thesaurus {
  const archive = openDatabase(join(dirname(indexFile), 'archive.db'), { readonly: true });
  let known: { changes: number; thesaurus: Thesaurus } | null = null;
  return () => {
    const changes = spellingChanges(archive);
    if (known?.changes !== changes)
      known = { changes, thesaurus: thesaurusOf(spellingSets(archive), subjectLabels(archive)) };
    return known.thesaurus;
  };
}
