/** A composition of each kind, published, with two passages and the photographs of every testimony: as if all had been open once. */
import { COMPOSITION_KINDS } from '../../server/archive/composition/may-carry.ts';
import type { Database } from '../../server/db/open.ts';
import { inserter } from '../insert.ts';
import type { PlantedTestimony } from './planted.ts';

export function plantCompositions(db: Database, testimonies: readonly PlantedTestimony[]): void {
  const insert = inserter(db);
  const assetId = db.prepare<[string], number>('SELECT id FROM asset WHERE public_id = ?').pluck();
  for (const kind of COMPOSITION_KINDS) {
    const slug = `planted-${kind}`;
    const composition = insert('composition', { kind, slug, lang: 'en', published_on: '2020-01-01' });
    insert('composition_text', { composition_id: composition, lang: 'en', title: `Planted ${kind}` });
    let position = 0;
    const add = (item: Record<string, string | number | null>) =>
      insert('composition_item', { composition_id: composition, position: ++position, ...item });
    for (const { id, passages, files } of testimonies) {
      for (const passage of passages.slice(0, 2)) add({ kind: 'passage', testimony_id: id, passage });
      for (const { publicId } of files.filter((file) => file.kind === 'photograph'))
        add({ kind: 'picture', testimony_id: id, asset_id: assetId.get(publicId)! });
    }
    add({ kind: 'map', country: 'IQ' });
    add({ kind: 'timeline', country: 'IQ' });
  }
}
