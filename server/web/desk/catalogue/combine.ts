import { differences, entryInState } from '../../../archive/catalogue/history.ts';
import { type CatalogueEntry, type EntryField, same, stateOf } from '../../../archive/catalogue/record.ts';
import type { Database } from '../../../db/open.ts';

/** Two people changed the same fields: for the one who sent the form to decide. */
export class BothChanged extends Error {
  constructor(
    readonly theirs: CatalogueEntry,
    readonly mine: CatalogueEntry,
    readonly fields: EntryField[],
  ) {
    super('Somebody else has changed this entry.');
  }
}

/**
 * What a form that was opened in `state` makes of the entry as it is `now`. Where somebody saved meanwhile, what only they
 * changed is taken over. Throws BothChanged for what both changed, and where nobody knows what the form began from.
 */
export function combined(
  db: Database,
  id: number,
  state: string,
  now: CatalogueEntry,
  sent: CatalogueEntry,
): CatalogueEntry {
  if (stateOf(now) === state) return sent;
  const mine = { ...sent };
  const began = entryInState(db, id, state, stateOf);
  const differing = differences(now, mine).map(({ field }) => field);
  if (began) {
    for (const field of differing) {
      if (same(mine[field], began[field])) Object.assign(mine, { [field]: now[field] });
    }
  }
  const both = differing.filter(
    (field) => !same(now[field], mine[field]) && !(began && same(now[field], began[field])),
  );
  if (both.length > 0) throw new BothChanged(now, mine, both);
  return mine;
}
