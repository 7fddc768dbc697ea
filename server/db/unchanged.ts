import { keptColumn } from './kept.ts';
import type { Database } from './open.ts';

interface KeptValues {
  state: string;
  values: Map<string, unknown>;
}

const keptOf = new WeakMap<Database, KeptValues>();
const MOST = 400; // values of one archive

/**
 * What `make` gives, worked out once and kept until anything at all is written to the archive, by this connection or another.
 * `key` names the question with all that its answer depends on beside the archive: who looks, the day, the language. The value
 * is shared: nobody changes it. Within a transaction nothing is kept, since it may be taken back.
 */
export function whileUnchanged<Value>(db: Database, key: string, make: () => Value): Value {
  if (db.inTransaction) return make();
  const state = stateOf(db);
  let kept = keptOf.get(db);
  if (kept?.state !== state || kept.values.size >= MOST) {
    kept = { state, values: new Map() };
    keptOf.set(db, kept);
  }
  if (kept.values.has(key)) return kept.values.get(key) as Value;
  const value = make();
  kept.values.set(key, value);
  return value;
}

/**
 * Another text after every write: those of other connections, by https://www.sqlite.org/pragma.html#pragma_data_version, and
 * rows changed by this one, by https://www.sqlite.org/lang_corefunc.html#total_changes.
 */
function stateOf(db: Database): string {
  const others = keptColumn<[], number>(db, 'PRAGMA data_version').get();
  const own = keptColumn<[], number>(db, 'SELECT total_changes()').get();
  return `${others} ${own}`;
}
