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
  /** Whom it binds; empty: everyone named in the testimony. */
  parties?: { personId: number; capacity: 'narrator' | 'interviewer' | 'owner'; signedBy?: string | null }[];
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
  if (!agreement.parties?.length) party.run({ id, personId: null, capacity: 'everyone', signedBy: null });
  for (const { personId, capacity, signedBy } of agreement.parties ?? []) {
    party.run({ id, personId, capacity, signedBy: signedBy ?? null });
  }
  const use = db.prepare('INSERT INTO agreement_use (agreement_id, use) VALUES (?, ?)');
  for (const name of new Set(agreement.uses)) use.run(id, name);
  return id;
}

/** Whose consent a testimony needs and whether an agreement in force covers them; `use` null asks for any agreement at all. */
const UNCOVERED = `
  SELECT testimony_person.person_id FROM testimony_person
  WHERE testimony_person.testimony_id = @testimonyId AND testimony_person.role IN ('narrator', 'interviewer')
    AND NOT EXISTS (
      SELECT 1 FROM agreement JOIN agreement_party ON agreement_party.agreement_id = agreement.id
      WHERE agreement.testimony_id = @testimonyId AND agreement.revoked_on IS NULL
        AND (agreement_party.capacity = 'everyone' OR agreement_party.person_id = testimony_person.person_id)
        AND (@use IS NULL OR EXISTS (
          SELECT 1 FROM agreement_use WHERE agreement_use.agreement_id = agreement.id AND agreement_use.use = @use)))`;

/** The narrators and interviewers whom no agreement in force covers: person ids. */
export function withoutAgreement(db: Database, testimonyId: number): number[] {
  return db.prepare<{ testimonyId: number; use: null }, number>(UNCOVERED).pluck().all({ testimonyId, use: null });
}

function anyAgreement(db: Database, testimonyId: number, use: Use | null): boolean {
  return (
    db
      .prepare(`
        SELECT 1 FROM agreement WHERE testimony_id = @testimonyId AND revoked_on IS NULL
          AND (@use IS NULL OR EXISTS (
            SELECT 1 FROM agreement_use WHERE agreement_use.agreement_id = agreement.id AND agreement_use.use = @use))`)
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
    db.prepare<{ testimonyId: number; use: Use }>(UNCOVERED).get({ testimonyId, use }) === undefined
  );
}
