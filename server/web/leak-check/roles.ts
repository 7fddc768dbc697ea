/** As whom a leak check asks. Nobody of these has an account: their grants exist for one connection only (archive.ts). */
import type { Account, AccountRole } from '../../archive/account.ts';
import { type Viewer, viewerOf } from '../../archive/viewer.ts';

export const CHECKED_ROLES = [
  'visitor',
  'reader',
  'granted',
  'giver',
  'translator',
  'coordinator',
  'archivist',
] as const;
export type CheckedRole = (typeof CHECKED_ROLES)[number];

/** How far each reaches into the record that is checked (see archive/access.ts). */
export const REACH: Record<CheckedRole, number> = {
  visitor: 0,
  reader: 1,
  translator: 1,
  coordinator: 1,
  granted: 2,
  giver: 3,
  archivist: 4,
};

const AS: Record<CheckedRole, AccountRole | null> = {
  visitor: null,
  reader: 'reader',
  granted: 'reader',
  giver: 'reader',
  translator: 'translator',
  coordinator: 'coordinator',
  archivist: 'archivist',
};

/** Accounts below 0 are nobody's. */
export const GRANTED_ACCOUNT = -2;
export const GIVER_ACCOUNT = -3;
const IDS: Record<CheckedRole, number> = {
  visitor: 0,
  reader: -1,
  granted: GRANTED_ACCOUNT,
  giver: GIVER_ACCOUNT,
  translator: -4,
  coordinator: -5,
  archivist: -6,
};

export interface Looking {
  viewer: Viewer;
  account: Account | null;
}

/** Those of the roles that sign in. */
export const ACCOUNTS: readonly number[] = Object.values(IDS).filter((id) => id < 0);

/** Who looks, as the middleware would have found them. */
export function lookingAs(role: CheckedRole, today: string): Looking {
  const as = AS[role];
  const id = IDS[role];
  if (as === null) return { viewer: viewerOf('visitor', 0, today), account: null };
  return {
    viewer: viewerOf(as, id, today),
    account: {
      id,
      email: `${role}@leak-check.invalid`,
      name: role,
      role: as,
      lang: 'en',
      disabled: false,
      confirmed: true,
      codes: true,
    },
  };
}
