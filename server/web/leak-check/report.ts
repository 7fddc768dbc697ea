/** What a leak check found: kinds and numbers, never words. */
import type { CheckedRole } from './roles.ts';
import type { ThingKind } from './things.ts';

/** Something a role is shown that access.ts says is beyond its reach. */
export interface Leak {
  kind: ThingKind;
  ref: string | null; // which passage, file or person, by its public name
  audience: number; // for whom it is
  exit: string;
  path: string; // where it was shown; without what was searched for
}

export interface KindReport {
  kind: ThingKind;
  all: number;
  seen: number;
  exits: string[];
}

export interface RoleReport {
  role: CheckedRole;
  requests: number;
  failures: string[]; // exits that answered with an error of the archive
  kinds: KindReport[];
  leaks: Leak[];
  more: number; // leaks beyond those listed
}

export interface LeakReport {
  at: string;
  exits: number;
  requests: number;
  notAsked: string[]; // exits for which no address could be made
  roles: RoleReport[];
}

export function leaksIn({ roles }: LeakReport): number {
  return roles.reduce((sum, { leaks, more }) => sum + leaks.length + more, 0);
}
