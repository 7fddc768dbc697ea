import type { Database } from '../db/open.ts';

export const AGREEMENT_KINDS = ['deed', 'licence', 'deposit', 'recorded', 'legacy'] as const;
export type AgreementKind = (typeof AGREEMENT_KINDS)[number];

/** What an agreement may allow, each asked for itself. */
export const USES = [
  'research',
  'teaching',
  'exhibition',
  'programme',
  'translation',
  'statement',
  'social',
  'ai',
] as const;
export type Use = (typeof USES)[number];

export interface NewAgreement {
  kind: AgreementKind;
  date: string | null; // EDTF
  uses: Use[];
  assetId?: number | null;
  note?: string | null;
  /** Whose it is; empty: everyone's who is named in the testimony. `unsaid`: nobody's, until an archivist says whose. */
  parties?: { personId: number; capacity: 'narrator' | 'interviewer' | 'owner'; signedBy?: string | null }[] | 'unsaid';
}

export function addAgreement(db: Database, testimonyId: number, agreement: NewAgreement): number {
  const id = Number(
    db
      .prepare(`
        INSERT INTO agreement (testimony_id, kind, date, asset_id, note)
        VALUES (@testimonyId, @kind, @date, @assetId, @note)`)
      .run({
        testimonyId,
        kind: agreement.kind,
        date: agreement.date,
        assetId: agreement.assetId ?? null,
        note: agreement.note ?? null,
      }).lastInsertRowid,
  );
  const party = db.prepare(`
    INSERT INTO agreement_party (agreement_id, person_id, capacity, signed_by)
    VALUES (@id, @personId, @capacity, @signedBy)`);
  const parties = agreement.parties === 'unsaid' ? null : (agreement.parties ?? []);
  if (parties?.length === 0) party.run({ id, personId: null, capacity: 'everyone', signedBy: null });
  for (const { personId, capacity, signedBy } of parties ?? []) {
    party.run({ id, personId, capacity, signedBy: signedBy ?? null });
  }
  const use = db.prepare('INSERT INTO agreement_use (agreement_id, use) VALUES (?, ?)');
  for (const name of new Set(agreement.uses)) use.run(id, name);
  return id;
}

/** An agreement as an import writes it; `otherwise` where there is more to it: revoked, other parties, its wording, a note. */
export interface PlainAgreement {
  kind: AgreementKind;
  date: string | null;
  sha256: string | null; // of the paper or the recorded word
  uses: Use[];
  otherwise: boolean;
}

/** The agreements of a testimony, in the order they were added. */
export function agreementsOf(db: Database, testimonyId: number): PlainAgreement[] {
  const uses = db.prepare<[number], Use>('SELECT use FROM agreement_use WHERE agreement_id = ?').pluck();
  return db
    .prepare<[number], Omit<PlainAgreement, 'uses' | 'otherwise'> & { id: number; otherwise: number }>(`
      SELECT agreement.id, agreement.kind, agreement.date, asset.sha256,
        revoked_on IS NOT NULL OR wording IS NOT NULL OR decides_later IS NOT NULL OR note IS NOT NULL OR revocable = 0
          OR 'everyone' IS NOT (SELECT group_concat(capacity) FROM agreement_party WHERE agreement_id = agreement.id) AS otherwise
      FROM agreement LEFT JOIN asset ON asset.id = agreement.asset_id
      WHERE agreement.testimony_id = ? ORDER BY agreement.id`)
    .all(testimonyId)
    .map(({ id, kind, date, sha256, otherwise }) => {
      const allowed = uses.all(id);
      return { kind, date, sha256, uses: USES.filter((use) => allowed.includes(use)), otherwise: otherwise === 1 };
    });
}

/** Takes away the agreements of a testimony; their papers stay with it. */
export function removeAgreements(db: Database, testimonyId: number): void {
  db.prepare('DELETE FROM agreement WHERE testimony_id = ?').run(testimonyId);
}

/**
 * The narrators and interviewers of a testimony whom no agreement in force covers in that role: `SELECT` of person ids. `use`
 * (an SQL expression) null asks for any agreement at all.
 */
function uncovered(testimonyId: string, use = 'NULL'): string {
  return `SELECT teller.person_id FROM testimony_person AS teller
    WHERE teller.testimony_id = ${testimonyId} AND teller.role IN ('narrator', 'interviewer')
      AND NOT EXISTS (
        SELECT 1 FROM agreement JOIN agreement_party ON agreement_party.agreement_id = agreement.id
        WHERE agreement.testimony_id = ${testimonyId} AND agreement.revoked_on IS NULL
          AND (agreement_party.capacity = 'everyone'
            OR (agreement_party.capacity = teller.role AND agreement_party.person_id = teller.person_id))
          AND ${allowed('agreement', use)})`;
}

function allowed(agreement: string, use: string): string {
  return `(${use} IS NULL OR EXISTS (
    SELECT 1 FROM agreement_use WHERE agreement_use.agreement_id = ${agreement}.id AND agreement_use.use = ${use}))`;
}

/**
 * True, as an SQL condition, where an agreement was revoked and those left in force do not cover everyone. The testimony is
 * then open to nobody but staff and its giver, also before anybody has made it a draft again.
 */
export function consentTakenBack(testimonyId: string): string {
  return `(EXISTS (SELECT 1 FROM agreement AS revoked WHERE revoked.testimony_id = ${testimonyId} AND revoked.revoked_on IS NOT NULL)
    AND (NOT EXISTS (SELECT 1 FROM agreement AS other WHERE other.testimony_id = ${testimonyId} AND other.revoked_on IS NULL)
      OR EXISTS (${uncovered(testimonyId)})))`;
}

/** The narrators and interviewers whom no agreement in force covers: person ids. */
export function withoutAgreement(db: Database, testimonyId: number): number[] {
  return db.prepare<{ testimonyId: number }, number>(uncovered('@testimonyId')).pluck().all({ testimonyId });
}

function anyAgreement(db: Database, testimonyId: number, use: Use | null): boolean {
  return (
    db
      .prepare(`
        SELECT 1 FROM agreement WHERE testimony_id = @testimonyId AND revoked_on IS NULL AND ${allowed('agreement', '@use')}`)
      .get({ testimonyId, use }) !== undefined
  );
}

/** Whether everyone whose consent the testimony needs has given it, in some agreement that is in force. */
export function consentIsComplete(db: Database, testimonyId: number): boolean {
  return anyAgreement(db, testimonyId, null) && withoutAgreement(db, testimonyId).length === 0;
}

/** Whether the agreements in force allow a use, by everyone whose consent it needs. What is not allowed is not allowed. */
export function allows(db: Database, use: Use, testimonyId: number): boolean {
  return (
    anyAgreement(db, testimonyId, use) &&
    db.prepare(uncovered('@testimonyId', '@use')).get({ testimonyId, use }) === undefined
  );
}
