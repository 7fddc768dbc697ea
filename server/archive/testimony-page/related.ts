import { kept } from '../../db/kept.ts';
import type { Database } from '../../db/open.ts';
import { describedTo, namedTo } from '../access.ts';
import { nameIn } from '../preferred-name.ts';
import { describedTestimonies, type TestimonyLine } from '../testimony-line.ts';
import type { Viewer } from '../viewer.ts';

/** Why two testimonies belong beside each other. `name` is a town or an event as the reader calls it, or a person. */
export type Reason =
  | { kind: 'family'; relation: string; name: string; of: string }
  | { kind: 'same-person'; name: string }
  | { kind: 'town' | 'event'; name: string }
  | { kind: 'year'; country: string; year: number };

export interface Related {
  line: TestimonyLine;
  reasons: Reason[]; // the closest first
}

const WEIGHTS: Record<Reason['kind'], number> = { family: 8, 'same-person': 8, town: 4, event: 2, year: 1 };
const [SHOWN, OF_EACH] = [5, 12];

type Found = Reason & { id: number };

/**
 * Testimonies of the same family, town, event or year, the closest first, each with the reason. Family is told where both
 * agreed to it and appear here and there under their own names; a departure that is coarsened relates to nothing.
 */
export function relatedTo(db: Database, viewer: Viewer, testimonyId: number, lang: string): Related[] {
  const values = { ...viewer, testimonyId, lang };
  const found = [FAMILY, SAME_PERSON, TOWN, EVENT, YEAR].flatMap((sql) =>
    kept<Viewer & { testimonyId: number; lang: string }, Found>(db, sql).all(values),
  );
  const byTestimony = new Map<number, Reason[]>();
  for (const { id, ...reason } of found) {
    const reasons = byTestimony.get(id) ?? [];
    if (!reasons.some((one) => one.kind === reason.kind)) reasons.push(reason);
    byTestimony.set(id, reasons);
  }
  const weight = (reasons: Reason[]) => reasons.reduce((sum, { kind }) => sum + WEIGHTS[kind], 0);
  const closest = [...byTestimony].sort(([a, x], [b, y]) => weight(y) - weight(x) || a - b).slice(0, SHOWN);
  const lines = new Map(
    describedTestimonies(
      db,
      viewer,
      closest.map(([id]) => id),
      lang,
    ).map((line) => [line.id, line]),
  );
  return closest.flatMap(([id, reasons]) => {
    const line = lines.get(id);
    return line ? [{ line, reasons }] : [];
  });
}

/** A narrator who appears under their own name, in a testimony whose names the viewer may read. */
const named = (teller: string, testimony: string) =>
  `${teller}.role = 'narrator' AND ${teller}.shown_as IS NULL AND ${namedTo(testimony)}`;

const FAMILY = `
  SELECT other.id, 'family' AS kind, kinship.relation, kin.name, person.name AS "of"
  FROM testimony_person AS teller JOIN testimony ON testimony.id = teller.testimony_id
    JOIN person ON person.id = teller.person_id
    JOIN kinship ON kinship.person_id = teller.person_id
    JOIN kinship AS back ON back.person_id = kinship.relative_id AND back.relative_id = kinship.person_id
    JOIN person AS kin ON kin.id = kinship.relative_id
    JOIN testimony_person AS told ON told.person_id = kin.id JOIN testimony AS other ON other.id = told.testimony_id
  WHERE teller.testimony_id = @testimonyId AND other.id <> @testimonyId AND kinship.agreed = 1 AND back.agreed = 1
    AND person.minor = 0 AND kin.minor = 0 AND ${named('teller', 'testimony')} AND ${named('told', 'other')}
    AND ${describedTo('other')}
  LIMIT ${OF_EACH}`;

const SAME_PERSON = `
  SELECT other.id, 'same-person' AS kind, person.name
  FROM testimony_person AS teller JOIN testimony ON testimony.id = teller.testimony_id
    JOIN person ON person.id = teller.person_id
    JOIN testimony_person AS told ON told.person_id = teller.person_id JOIN testimony AS other ON other.id = told.testimony_id
  WHERE teller.testimony_id = @testimonyId AND other.id <> @testimonyId AND person.minor = 0
    AND ${named('teller', 'testimony')} AND ${named('told', 'other')} AND ${describedTo('other')}
  LIMIT ${OF_EACH}`;

const TOWN = `
  SELECT other.id, 'town' AS kind, ${nameIn('place_name', 'place_id', 'left.place_id')} AS name
  FROM departure JOIN departure AS left ON left.place_id = departure.place_id
    JOIN testimony AS other ON other.id = left.testimony_id
  WHERE departure.testimony_id = @testimonyId AND other.id <> @testimonyId AND departure.coarse = 0 AND left.coarse = 0
    AND ${describedTo('other')}
  LIMIT ${OF_EACH}`;

const EVENT = `
  SELECT other.id, 'event' AS kind, ${nameIn('term_label', 'term_id', 'term.id', 'label')} AS name
  FROM testimony_term JOIN term ON term.id = testimony_term.term_id AND term.vocabulary = 'event'
    JOIN testimony_term AS shared ON shared.term_id = term.id JOIN testimony AS other ON other.id = shared.testimony_id
  WHERE testimony_term.testimony_id = @testimonyId AND other.id <> @testimonyId AND ${describedTo('other')}
  LIMIT ${OF_EACH}`;

const YEAR = `
  SELECT other.id, 'year' AS kind, left.country, left.year_min AS year
  FROM departure JOIN departure AS left ON left.country = departure.country AND left.year_min = departure.year_min
    JOIN testimony AS other ON other.id = left.testimony_id
  WHERE departure.testimony_id = @testimonyId AND other.id <> @testimonyId AND departure.coarse = 0 AND left.coarse = 0
    AND departure.year_min = departure.year_max AND left.year_max = left.year_min AND ${describedTo('other')}
  LIMIT ${OF_EACH}`;
