import type { AuthorityKind } from '../../archive/vocabulary/authority.ts';
import { joinedInto } from '../../archive/vocabulary/join.ts';
import type { Database } from '../../db/open.ts';

/**
 * What stands at an address of an authority; where it was joined to another, what stands there, and its slug. Throws as
 * `read` does, which decides who may know of it.
 */
export function atAddress<Page>(
  db: Database,
  kind: AuthorityKind,
  slug: string,
  read: (slug: string) => Page,
): { page: Page; movedTo: string | null } {
  const movedTo = joinedInto(db, kind, slug);
  return { page: read(movedTo ?? slug), movedTo };
}
