import type { Database } from '../../db/open.ts';
import { changed } from '../outbox.ts';
import { type AuthorityKind, familyOf } from './authority.ts';

/** Testimonies that speak of an authority, by how they do. `id` is bound. */
const USES: Record<ReturnType<typeof familyOf>, string> = {
  place: `
    SELECT testimony_id, 'departure' AS how FROM departure WHERE place_id = @id
    UNION SELECT testimony_id, 'journey' FROM leg WHERE place_id = @id
    UNION SELECT testimony_id, 'session' FROM session WHERE place_id = @id
    UNION SELECT testimony_id, 'mention' FROM testimony_mention WHERE place_id = @id
    UNION SELECT testimony_id, 'loss' FROM loss WHERE place_id = @id
    UNION SELECT testimony_id, 'asset' FROM asset WHERE place_id = @id
    UNION SELECT testimony_id, 'index' FROM index_point_place JOIN index_point ON index_point.id = index_point_id WHERE place_id = @id
    UNION SELECT testimony_id, 'birth' FROM testimony_person JOIN person ON person.id = person_id WHERE birth_place_id = @id`,
  person: `
    SELECT testimony_id, role AS how FROM testimony_person WHERE person_id = @id
    UNION SELECT testimony_id, 'departure' FROM departure WHERE person_id = @id
    UNION SELECT testimony_id, 'journey' FROM leg WHERE person_id = @id
    UNION SELECT testimony_id, 'session' FROM session_interviewer JOIN session ON session.id = session_id WHERE person_id = @id
    UNION SELECT testimony_id, 'agreement' FROM agreement_party JOIN agreement ON agreement.id = agreement_id WHERE person_id = @id
    UNION SELECT testimony_id, 'asset' FROM asset_person JOIN asset ON asset.id = asset_id WHERE person_id = @id
    UNION SELECT testimony_id, 'asset' FROM asset WHERE maker_id = @id
    UNION SELECT transcript.testimony_id, 'passage' FROM passage JOIN transcript ON transcript.id = transcript_id WHERE person_id = @id`,
  term: `
    SELECT testimony_id, 'term' AS how FROM testimony_term WHERE term_id = @id
    UNION SELECT testimony_id, 'index' FROM index_point_keyword JOIN index_point ON index_point.id = index_point_id WHERE term_id = @id`,
};

export interface Use {
  testimonyId: number;
  accession: string;
  title: string;
  how: string[];
}

/** Where an authority is used, by accession number. For staff. */
export function usesOf(db: Database, kind: AuthorityKind, id: number, limit = 200): Use[] {
  return db
    .prepare<{ id: number; limit: number }, Omit<Use, 'how'> & { how: string }>(`
      SELECT testimony.id AS testimonyId, accession, title, json_group_array(DISTINCT how) AS how
      FROM (${USES[familyOf(kind)]}) JOIN testimony ON testimony.id = testimony_id
      GROUP BY testimony.id ORDER BY accession LIMIT @limit`)
    .all({ id, limit })
    .map((row) => ({ ...row, how: JSON.parse(row.how) as string[] }));
}

/** Says of every testimony that speaks of it, or of what stands under it, that it changed. Gives how many. */
export function usersChanged(
  db: Database,
  kind: AuthorityKind,
  ids: number[],
  options: { narrowed?: boolean } = {},
): number {
  const family = familyOf(kind);
  const find = db.prepare<{ id: number }, number>(`SELECT DISTINCT testimony_id FROM (${USES[family]})`).pluck();
  const below =
    family === 'person'
      ? ids
      : db
          .prepare<[string], number>(`
            WITH RECURSIVE down (id) AS (SELECT value FROM json_each(?)
              UNION SELECT ${family}.id FROM ${family} JOIN down ON down.id = parent_id) SELECT id FROM down`)
          .pluck()
          .all(JSON.stringify(ids));
  const testimonies = new Set(below.flatMap((id) => find.all({ id })));
  for (const id of testimonies) changed(db, id, options);
  return testimonies.size;
}
