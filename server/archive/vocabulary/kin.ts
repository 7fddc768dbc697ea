/** Kin and citizenship of a person, written whole. */
import type { Database } from '../../db/open.ts';
import { Invalid } from '../errors.ts';
import type { Citizenship, Kin, Relation } from './authority.ts';

const INVERSE: Record<Relation, Relation> = {
  parent: 'child',
  child: 'parent',
  sibling: 'sibling',
  spouse: 'spouse',
  grandparent: 'grandchild',
  grandchild: 'grandparent',
  other: 'other',
};

/** A tie is two rows, one of each to the other, with what each said to its being shown. Throws Invalid for kin of oneself. */
export function writeKin(db: Database, id: number, kin: Kin[]): void {
  if (kin.some(({ relativeId }) => relativeId === id)) throw new Invalid('Nobody is their own kin.', { field: 'kin' });
  db.prepare('DELETE FROM kinship WHERE person_id = @id OR relative_id = @id').run({ id });
  const insert = db.prepare(
    'INSERT OR IGNORE INTO kinship (person_id, relative_id, relation, agreed) VALUES (@one, @other, @relation, @agreed)',
  );
  for (const { relativeId, relation, agreed, theirs } of kin) {
    insert.run({ one: id, other: relativeId, relation, agreed: agreed ? 1 : 0 });
    insert.run({ one: relativeId, other: id, relation: INVERSE[relation], agreed: theirs ? 1 : 0 });
  }
}

export function writeCitizenships(db: Database, id: number, citizenships: Citizenship[]): void {
  db.prepare('DELETE FROM citizenship WHERE person_id = ?').run(id);
  const insert = db.prepare(`
    INSERT INTO citizenship (person_id, country, stateless, from_year, to_year)
    VALUES (@id, @country, @country IS NULL, @fromYear, @toYear)`);
  for (const one of citizenships) insert.run({ ...one, id });
}
