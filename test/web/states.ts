import type { AccessLevel, Scope } from '../../server/archive/access.ts';
import type { Row } from '../insert.ts';
import type { Audience } from './planted.ts';

/** The day of these tests. */
export const TODAY = '2026-03-02';
export const TOMORROW = '2026-03-03';

export type Aspects = Record<Scope, Audience>;

export interface State {
  name: string;
  testimony: Row;
  rules?: { scope: Scope; access: AccessLevel; until?: string }[];
  revoked?: string;
  /** With a redaction, a section, a pseudonym, people to be kept private, closed photographs and a coarsened departure. */
  guarded: boolean;
  /** Who may see what of it today, written down by hand. */
  aspects: Aspects;
}

const all = (audience: Audience): Aspects => ({
  description: audience,
  names: audience,
  transcript: audience,
  sound: audience,
  picture: audience,
});
const content = (audience: Audience): Aspects => ({ ...all(audience), description: 0, names: 0 });

const guarded = (name: string, testimony: Row, aspects: Aspects, more: Partial<State> = {}): State => ({
  name,
  testimony,
  aspects,
  guarded: true,
  ...more,
});

export const STATES: readonly State[] = [
  { name: 'plain', testimony: {}, guarded: false, aspects: all(0) },
  { name: 'plain registered', testimony: { access: 'registered' }, guarded: false, aspects: content(1) },
  guarded('public', {}, all(0)),
  guarded('registered', { access: 'registered' }, content(1)),
  guarded('restricted', { access: 'restricted' }, content(2)),
  guarded('closed', { access: 'closed' }, all(3)),
  guarded('draft', { status: 'draft' }, all(3)),
  guarded('withdrawn', { withdrawn_on: '2026-01-01' }, all(3)),
  guarded('embargoed by date', { embargo_until: TOMORROW }, all(3)),
  guarded('embargo over', { embargo_until: TODAY }, all(0)),
  guarded('embargo to come', { embargo_from: TOMORROW, embargo_until: '2027-01-01' }, all(0)),
  guarded('embargoed by condition', { embargo_condition: 'until her death' }, all(3)),
  guarded('condition lifted', { embargo_condition: 'until her death', embargo_lifted_on: '2026-01-01' }, all(0)),
  guarded('agreement revoked', {}, all(3), { revoked: '2026-01-01' }),
  guarded('description restricted', {}, all(2), { rules: [{ scope: 'description', access: 'restricted' }] }),
  guarded('names registered', {}, { ...all(0), names: 1 }, { rules: [{ scope: 'names', access: 'registered' }] }),
  guarded(
    'transcript closed',
    {},
    { ...all(0), transcript: 3 },
    { rules: [{ scope: 'transcript', access: 'closed' }] },
  ),
  guarded('sound restricted', {}, { ...all(0), sound: 2 }, { rules: [{ scope: 'sound', access: 'restricted' }] }),
  guarded(
    'picture embargoed',
    {},
    { ...all(0), picture: 3 },
    { rules: [{ scope: 'picture', access: 'public', until: TOMORROW }] },
  ),
];
