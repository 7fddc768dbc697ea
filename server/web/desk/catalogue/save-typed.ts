/** Saves what is typed in the catalogue form, or leaves everything as it is. */
import { type CatalogueEntry, catalogueEntry, type EntryField } from '../../../archive/catalogue/record.ts';
import { replaceEntry } from '../../../archive/catalogue/save.ts';
import type { Database } from '../../../db/open.ts';
import type { Lang } from '../../../i18n/languages.ts';
import { combined } from './combine.ts';
import type { Shown } from './form-page.ts';
import { readTyped } from './read.ts';
import type { Typed } from './typed.ts';

/** Leaves a transaction with nothing written: something is wrong, or to be chosen. */
export class Undecided extends Error {
  constructor(readonly shown: Pick<Shown, 'problems' | 'choices'>) {
    super('There is something left to decide.');
  }
}

/**
 * Saves a form that was opened in `state`; of the fields `theirs`, what stands there now is kept. Whether anything changed.
 * Call in a transaction. Throws Undecided, and BothChanged of combine.ts.
 */
export function saveTyped(
  db: Database,
  id: number,
  { typed, state, theirs }: { typed: Typed; state: string; theirs: EntryField[] },
  { lang, actor, reason }: { lang: Lang; actor: string; reason: string },
): boolean {
  const now = catalogueEntry(db, id);
  const { entry, problems, choices } = readTyped({ db, lang, actor, base: now }, typed);
  if (problems.size > 0 || choices.size > 0) throw new Undecided({ problems, choices });
  const mine: CatalogueEntry = { ...entry };
  for (const field of theirs) Object.assign(mine, { [field]: now[field] });
  const whole = combined(db, id, state, now, mine);
  return replaceEntry(db, id, now, whole, { actor, reason: reason.trim() || null }).revision !== null;
}
