import { join } from 'node:path';
import { setting } from '../../../server/archive/setting.ts';
import { openDatabase } from '../../../server/db/open.ts';
import { newHoldings } from '../../../server/search/embedded/holdings.ts';
import { openEmbedded } from '../../../server/search/embedded/index.ts';
import { openToRead } from '../../../server/search/embedded/schema.ts';
import type { Suggested, SuggestRequest } from '../../../server/search/suggest/asked.ts';
import { suggestions } from '../../../server/search/suggest/match.ts';
import { openKnown } from '../../../server/search/suggest/reading.ts';
import { temporaryArchive } from '../../archive-folder.ts';
import { inserter, type Row } from '../../insert.ts';

const VISITOR = { reach: 0, granted: [], given: [] };

/** An archive, its index, and what suggests from them, in this thread: open it when the archive has been filled. */
export function archiveOfNames() {
  const { db, folder } = temporaryArchive();
  const insert = inserter(db);
  const engine = openEmbedded({ db, folder }, { threads: 0 });
  let close = () => {};
  return {
    db,
    insert,
    engine,
    /** A testimony told by somebody of this name; gives both ids. */
    tell(accession: string, name: string, more: Row = {}) {
      const words = { accession, title: `Testimony ${accession}`, form: 'interview', lang: 'en' };
      const id = insert('testimony', { ...words, status: 'published', access: 'public', ...more });
      const person = insert('person', { slug: accession.toLowerCase(), name, sort_name: name });
      insert('testimony_person', { testimony_id: id, person_id: person, role: 'narrator' });
      return { id, person };
    },
    placeId: (slug: string) => db.prepare<[string], number>('SELECT id FROM place WHERE slug = ?').pluck().get(slug)!,
    async suggesting() {
      await engine.follow();
      const archive = openDatabase(join(folder, 'archive.db'), { readonly: true });
      const index = openToRead(join(folder, setting(db, 'search_file')!));
      const known = openKnown(archive, index, newHoldings());
      close = () => {
        archive.close();
        index.close();
      };
      return (text: string, more: Partial<SuggestRequest> = {}): Suggested[] =>
        suggestions(known, { text, lang: 'en', who: VISITOR, leaveOut: [], ...more }).suggested;
    },
    async leave() {
      close();
      await engine.close();
    },
  };
}
