/** Whose an agreement is: where several tell together, each narrator's consent is asked for itself. */
import type { Database } from '../db/open.ts';
import type { AgreementKind } from './agreement.ts';
import { Invalid, NotFound } from './errors.ts';
import { nameKey } from './names.ts';
import { touch } from './testimony.ts';

/** Somebody whose agreement a testimony needs, as the catalogue calls them. */
export interface Teller {
  personId: number;
  role: 'narrator' | 'interviewer';
  name: string;
}

/** The narrators and interviewers of a testimony, narrators first, in their order. */
export function tellersOf(db: Database, testimonyId: number): Teller[] {
  return db
    .prepare<[number], Teller>(`
      SELECT person.id AS personId, role, name FROM testimony_person JOIN person ON person.id = person_id
      WHERE testimony_id = ? AND role IN ('narrator', 'interviewer')
      ORDER BY role <> 'narrator', position, person.id`)
    .all(testimonyId);
}

/** The tellers whose names stand in a text, such as the name of a scanned paper: `K-00012 Salima Noam.pdf`. */
export function tellersNamedIn(tellers: readonly Teller[], text: string): Teller[] {
  const words = ` ${nameKey(text.replace(/[_.()[\]-]+/g, ' '))} `;
  return tellers.filter(({ name }) => words.includes(` ${nameKey(name.replace(/[_.()[\]-]+/g, ' '))} `));
}

/** An agreement of a testimony, with whose it is. */
export interface AgreementOf {
  id: number;
  kind: AgreementKind;
  date: string | null; // EDTF
  revokedOn: string | null;
  /** The signed paper or the recorded word. */
  file: { publicId: string; name: string | null } | null;
  everyone: boolean;
  tellers: Teller[];
  signedBy: string | null; // where another signed: name, relation and authority
}

/** In the order they were added. One that is nobody's waits for an archivist to say whose it is. */
export function agreementsWithTellers(db: Database, testimonyId: number): AgreementOf[] {
  const tellers = tellersOf(db, testimonyId);
  const parties = db.prepare<[number], { personId: number | null; capacity: string; signedBy: string | null }>(
    'SELECT person_id AS personId, capacity, signed_by AS signedBy FROM agreement_party WHERE agreement_id = ? ORDER BY id',
  );
  return db
    .prepare<
      [number],
      Omit<AgreementOf, 'file' | 'everyone' | 'tellers' | 'signedBy'> & { file: string | null; fileName: string | null }
    >(`
      SELECT agreement.id, agreement.kind, agreement.date, revoked_on AS revokedOn, public_id AS file, original_name AS fileName
      FROM agreement LEFT JOIN asset ON asset.id = agreement.asset_id WHERE agreement.testimony_id = ? ORDER BY agreement.id`)
    .all(testimonyId)
    .map(({ file, fileName, ...agreement }) => {
      const bound = parties.all(agreement.id);
      return {
        ...agreement,
        file: file === null ? null : { publicId: file, name: fileName },
        everyone: bound.some(({ capacity }) => capacity === 'everyone'),
        tellers: tellers.filter(({ personId, role }) =>
          bound.some((one) => one.personId === personId && one.capacity === role),
        ),
        signedBy: bound.map(({ signedBy }) => signedBy).find((signed) => signed !== null) ?? null,
      };
    });
}

/** Whose a paper is: everyone's, or of some of those who tell. */
export type Whose = 'everyone' | Pick<Teller, 'personId' | 'role'>[];

/**
 * Says whose an agreement is; who signed it for them stays. Call in a transaction. Throws NotFound where the testimony has no
 * such agreement, Invalid where it is to be nobody's or of somebody who does not tell there.
 */
export function setWhose(db: Database, testimonyId: number, agreementId: number, whose: Whose): void {
  const now = agreementsWithTellers(db, testimonyId).find(({ id }) => id === agreementId);
  if (!now) throw new NotFound('agreement', String(agreementId));
  const tellers = tellersOf(db, testimonyId);
  const known = (one: Pick<Teller, 'personId' | 'role'>) =>
    tellers.some(({ personId, role }) => personId === one.personId && role === one.role);
  if (whose !== 'everyone' && (whose.length === 0 || !whose.every(known)))
    throw new Invalid('Say whose agreement it is: somebody who tells in this testimony.', { field: 'whose' });
  db.prepare(`
    DELETE FROM agreement_party WHERE agreement_id = ? AND capacity IN ('everyone', 'narrator', 'interviewer')`).run(
    agreementId,
  );
  const insert = db.prepare(`
    INSERT INTO agreement_party (agreement_id, person_id, capacity, signed_by)
    VALUES (@agreementId, @personId, @capacity, @signedBy)`);
  const rows =
    whose === 'everyone'
      ? [{ personId: null, capacity: 'everyone' }]
      : whose.map(({ personId, role }) => ({ personId, capacity: role }));
  for (const row of rows) insert.run({ ...row, agreementId, signedBy: now.signedBy });
  touch(db, testimonyId, { narrowed: true });
}
