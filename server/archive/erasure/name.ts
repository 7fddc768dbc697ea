/** A person taken out of one testimony, with every name of theirs. */
import type { Database } from '../../db/open.ts';
import { NotFound } from '../errors.ts';
import { touch } from '../testimony.ts';
import { forgetPerson, namesOfPerson } from './authorities.ts';
import { forgetRemembered } from './elsewhere.ts';

/**
 * Removes it within a transaction of the caller: who tells, interviews or is mentioned, whose departure and journey it was, and
 * the labels of speakers. Names that are said in the words themselves are for a redaction.
 */
export function removeName(db: Database, testimonyId: number, personId: number): void {
  const values = { id: testimonyId, person: personId };
  const shownAs = db
    .prepare<typeof values, string | null>(
      'SELECT shown_as FROM testimony_person WHERE testimony_id = @id AND person_id = @person',
    )
    .pluck()
    .all(values);
  const names = [...namesOfPerson(db, personId), ...shownAs.filter((name) => name !== null)];
  if (shownAs.length === 0) throw new NotFound('person', String(personId));
  const parts = '(SELECT id FROM part WHERE testimony_id = @id)';
  db.prepare('DELETE FROM testimony_person WHERE testimony_id = @id AND person_id = @person').run(values);
  db.prepare(`
    DELETE FROM session_interviewer WHERE person_id = @person
      AND session_id IN (SELECT id FROM session WHERE testimony_id = @id)`).run(values);
  db.prepare(`
    UPDATE passage SET person_id = NULL, speaker = NULL WHERE part_id IN ${parts}
      AND (person_id = @person OR speaker IN (SELECT value FROM json_each(@names)))`).run({
    ...values,
    names: JSON.stringify(names),
  });
  for (const table of ['departure', 'leg'])
    db.prepare(`UPDATE ${table} SET person_id = NULL WHERE testimony_id = @id AND person_id = @person`).run(values);
  db.prepare(`
    DELETE FROM agreement_party WHERE person_id = @person
      AND agreement_id IN (SELECT id FROM agreement WHERE testimony_id = @id)`).run(values);
  db.prepare(`
    DELETE FROM asset_person WHERE person_id = @person AND asset_id IN (SELECT id FROM asset WHERE testimony_id = @id)`).run(
    values,
  );
  db.prepare('UPDATE asset SET maker_id = NULL WHERE testimony_id = @id AND maker_id = @person').run(values);
  forgetRemembered(db, testimonyId, names);
  db.prepare('DELETE FROM catalogue_draft WHERE testimony_id = @id').run({ id: testimonyId });
  forgetPerson(db, personId);
  touch(db, testimonyId, { narrowed: true });
}
