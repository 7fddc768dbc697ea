import { addAgreement, agreementsOf, consentIsComplete, removeAgreements, USES } from '../../archive/agreement.ts';
import { addAsset } from '../../archive/asset.ts';
import { publish, setAccess, standingOf, unpublish } from '../../archive/testimony.ts';
import type { PreparedRecord } from '../prepare.ts';
import { lastWritten, type Merge, mergeField, remember } from './merge.ts';

/**
 * Writes agreement, access and embargo, each as a field of its own, and publishes a record with both agreement and access. What
 * staff have set since stays; what they have made a draft again is not published again. Gives whether it is published now.
 */
export function storeConsent(merge: Merge, prepared: PreparedRecord): boolean {
  const agreed = storeAgreement(merge, prepared);
  const opened = storeAccess(merge, prepared);
  const { agreement, access } = prepared.record;
  if (!agreement || !access) makeDraft(merge);
  // While staff have another agreement or access than the source, theirs decides, and nothing is opened.
  else if (agreed && opened && consentIsComplete(merge.db, merge.id)) makePublic(merge);
  return standingOf(merge.db, merge.id).status === 'published';
}

const PUBLISHED = '"published"';
const DRAFT = '"draft"';

function makePublic(merge: Merge): void {
  const { db, id } = merge;
  const { status, publishedAt } = standingOf(db, id);
  const last = lastWritten(merge, 'status');
  if (status === 'draft') {
    if (last === PUBLISHED || (last === null && publishedAt !== null)) return;
    publish(db, id);
    merge.changes += 1;
  }
  remember(merge, 'status', PUBLISHED);
}

/** What an import published and its source no longer says may be. What staff have published is theirs. */
function makeDraft(merge: Merge): void {
  const { db, id } = merge;
  if (lastWritten(merge, 'status') !== PUBLISHED) return;
  if (standingOf(db, id).status === 'published') {
    unpublish(db, id);
    merge.changes += 1;
    merge.notes.push('The source no longer gives both access and agreement: it is a draft again.');
  }
  remember(merge, 'status', DRAFT);
}

function storeAgreement(merge: Merge, { record, agreementFile }: PreparedRecord): boolean {
  const { db, id } = merge;
  const { agreement } = record;
  return mergeField(merge, {
    name: 'agreement',
    incoming: agreement
      ? [
          {
            kind: agreement.kind,
            date: agreement.date,
            sha256: agreementFile?.sha256 ?? null,
            uses: USES.filter((use) => agreement.uses.includes(use)),
            otherwise: false,
          },
        ]
      : [],
    untouched: [],
    current: () => agreementsOf(db, id),
    write() {
      removeAgreements(db, id);
      if (!agreement) return;
      const assetId = agreementFile
        ? addAsset(db, id, {
            kind: 'agreement',
            sha256: agreementFile.sha256,
            bytes: agreementFile.bytes,
            mime: agreementFile.mime,
            originalName: agreementFile.name,
          })
        : null;
      addAgreement(db, id, { kind: agreement.kind, date: agreement.date, uses: agreement.uses, assetId });
    },
  });
}

function storeAccess(merge: Merge, { record }: PreparedRecord): boolean {
  const { db, id } = merge;
  const access = record.access ?? 'closed';
  const now = () =>
    db
      .prepare<[number], { access: typeof access; embargoUntil: string | null; embargoCondition: string | null }>(`
        SELECT access, embargo_until AS embargoUntil, embargo_condition AS embargoCondition FROM testimony WHERE id = ?`)
      .get(id)!;
  const fields = [
    mergeField(merge, {
      name: 'access',
      incoming: access,
      untouched: 'closed',
      current: () => now().access,
      write: () => setAccess(db, id, { ...now(), access }),
    }),
    mergeField(merge, {
      name: 'embargo',
      incoming: record.embargoUntil,
      untouched: null,
      current: () => now().embargoUntil,
      write: () => setAccess(db, id, { ...now(), embargoUntil: record.embargoUntil }),
    }),
  ];
  return fields.every(Boolean);
}
