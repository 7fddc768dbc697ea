/**
 * Who may see what: the one place that decides. Pages, search, feeds, media routes and exports all ask here, either for one
 * thing (`visible`) or with the same rule as SQL over many (`describedTo` and its kin).
 *
 * Every thing has an **audience**, a number: 0 everyone, 1 those signed in, 2 those it was granted to, 3 staff and the giver
 * of the testimony, 4 staff. A viewer sees a thing whose audience is within their reach: by role (visitor 0, signed in 1,
 * staff 4), by a grant (2), or because they gave the testimony (3). The strictest of all rules that touch a thing wins.
 */
import { keptColumn } from '../db/kept.ts';
import type { Database } from '../db/open.ts';
import { audienceOf, level, reachInto, type Scope, STAFF } from './access/audience.ts';
import { audienceOfAsset, audienceOfIndexPoint, audienceOfPassage } from './access/words.ts';
import type { Viewer } from './viewer.ts';

export {
  ACCESS_LEVELS,
  type AccessLevel,
  type Audience,
  accessShown,
  audienceOf,
  EVERYONE,
  GRANTED,
  SCOPES,
  type Scope,
  SIGNED_IN,
  STAFF,
} from './access/audience.ts';
export { audienceOfAsset, audienceOfIndexPoint, audienceOfPassage, withheldStretches } from './access/words.ts';

/** The viewer may read, hear or look at this aspect. SQL condition, as all below. */
export function openTo(scope: Scope, testimony: string): string {
  return `(${audienceOf(scope, testimony)} <= ${reachInto(testimony)})`;
}

/** The viewer may know that the testimony is here and read its description. */
export function describedTo(testimony: string): string {
  return openTo('description', testimony);
}

/** The viewer may read the names of those who tell. */
export function namedTo(testimony: string): string {
  return openTo('names', testimony);
}

/** Nothing of what the testimony tells is withheld from the viewer: staff, or its giver. */
export function whollyOpenTo(testimony: string): string {
  return `(${reachInto(testimony)} >= ${STAFF})`;
}

export function assetOpenTo(asset: string, testimony: string): string {
  return `(${audienceOfAsset(asset, testimony)} <= ${reachInto(testimony)})`;
}

export function passageOpenTo(passage: string, testimony: string): string {
  return `(${audienceOfPassage(passage, testimony)} <= ${reachInto(testimony)})`;
}

export function indexPointOpenTo(point: string, testimony: string): string {
  return `(${audienceOfIndexPoint(point, testimony)} <= ${reachInto(testimony)})`;
}

/** The viewer may hear a section joined with its testimony, as far as the section itself decides. */
export function sectionOpenTo(section: string, testimony: string): string {
  return `(${level(`${section}.access`, `${section}.embargo_until`)} <= ${reachInto(testimony)})`;
}

/** One thing the archive may show. `scope` of a testimony defaults to its description. */
export type Thing =
  | { kind: 'testimony'; id: number; scope?: Scope }
  | { kind: 'asset' | 'passage' | 'index-point'; id: number };

function question(thing: Thing): string {
  switch (thing.kind) {
    case 'testimony':
      return `SELECT ${openTo(thing.scope ?? 'description', 'testimony')} FROM testimony WHERE testimony.id = @id`;
    case 'asset':
      return `SELECT ${assetOpenTo('asset', 'testimony')}
        FROM asset JOIN testimony ON testimony.id = asset.testimony_id WHERE asset.id = @id`;
    case 'passage':
      return `SELECT ${passageOpenTo('passage', 'testimony')}
        FROM passage JOIN part ON part.id = passage.part_id JOIN testimony ON testimony.id = part.testimony_id
        WHERE passage.id = @id`;
    case 'index-point':
      return `SELECT ${indexPointOpenTo('index_point', 'testimony')}
        FROM index_point JOIN testimony ON testimony.id = index_point.testimony_id WHERE index_point.id = @id`;
  }
}

/** Whether `viewer` may see `thing`: the rule above, for one. False where there is no such thing. */
export function visible(db: Database, viewer: Viewer, thing: Thing): boolean {
  const answer = keptColumn<Viewer & { id: number }, number>(db, question(thing)).get({ ...viewer, id: thing.id });
  return answer === 1;
}
