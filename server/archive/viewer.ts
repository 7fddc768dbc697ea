import { keptColumn } from '../db/kept.ts';
import type { Database } from '../db/open.ts';

export const ROLES = ['visitor', 'reader', 'translator', 'coordinator', 'archivist', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/**
 * Who is looking. `reach` is the highest audience they belong to by role alone (see access.ts); `account` is 0 for a visitor;
 * `today` (YYYY-MM-DD) is the day by which embargoes are judged. The three last are bound as SQL parameters by name.
 */
export interface Viewer {
  role: Role;
  reach: number;
  account: number;
  today: string;
}

/** The calendar day, in UTC, by which embargoes begin and lapse. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

const REACH: Record<Role, number> = {
  visitor: 0,
  reader: 1,
  translator: 1,
  coordinator: 1,
  archivist: 3,
  administrator: 3,
};

export function viewerOf(role: Role, account = 0, today = dayOf(new Date())): Viewer {
  return { role, reach: REACH[role], account, today };
}

/** Anybody, signed in nowhere. */
export function visitor(today = dayOf(new Date())): Viewer {
  return viewerOf('visitor', 0, today);
}

/** Tells apart all viewers who may be shown different things, on the day on which they look. */
export function nameOf({ reach, account, today }: Viewer): string {
  return `${reach} ${account} ${today}`;
}

export function isStaff(viewer: Viewer): boolean {
  return viewer.reach >= 3;
}

/** Ids of the testimonies beyond the viewer's role that were granted or given by them. */
export function testimoniesOpenedTo(db: Database, viewer: Viewer): { granted: number[]; given: number[] } {
  if (viewer.account === 0) return { granted: [], given: [] };
  const granted = keptColumn<Viewer, number>(
    db,
    `
      SELECT testimony.id FROM access_grant JOIN testimony
        ON testimony.id = access_grant.testimony_id OR testimony.collection_id = access_grant.collection_id
      WHERE access_grant.account_id = @account AND (access_grant.until IS NULL OR access_grant.until >= @today)`,
  ).all(viewer);
  const given = keptColumn<Viewer, number>(db, 'SELECT testimony_id FROM giver WHERE account_id = @account').all(
    viewer,
  );
  return { granted, given };
}
