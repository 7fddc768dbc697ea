/**
 * Who may see what: the one place that decides. Pages, search, feeds, media routes and exports all ask here, either for one
 * thing (`visible`) or with the same rule as SQL over many (`describedTo` and its kin).
 *
 * Every thing has an **audience**, a number: 0 everyone, 1 those signed in, 2 those it was granted to, 3 staff. A viewer
 * sees a thing whose audience is within their reach: by role (visitor 0, signed in 1, staff 3), by a grant (2), or because
 * they gave the testimony (3). The strictest of all rules that touch a thing wins.
 *
 * The SQL below takes a viewer's `reach`, `account` and `today` as bound parameters (see viewer.ts).
 */
import type { Database } from '../db/open.ts';
import type { Viewer } from './viewer.ts';

export const EVERYONE = 0;
export const SIGNED_IN = 1;
export const GRANTED = 2;
export const STAFF = 3;
export type Audience = 0 | 1 | 2 | 3;

export const ACCESS_LEVELS = ['public', 'registered', 'restricted', 'closed'] as const;
export type AccessLevel = (typeof ACCESS_LEVELS)[number];

/** The aspects of a testimony that may have an access of their own. */
export const SCOPES = ['description', 'names', 'transcript', 'sound', 'picture'] as const;
export type Scope = (typeof SCOPES)[number];

/** An access level as an audience; an embargo that has not lapsed closes it whatever the level says. */
function level(access: string, embargoUntil: string): string {
  return `CASE WHEN ${embargoUntil} > @today THEN 3
    ELSE CASE ${access} WHEN 'public' THEN 0 WHEN 'registered' THEN 1 WHEN 'restricted' THEN 2 ELSE 3 END END`;
}

/** True while a testimony is for staff and its giver only: a draft, withdrawn, closed, or under embargo. */
function shut(testimony: string): string {
  return `(${testimony}.status <> 'published' OR ${testimony}.withdrawn_on IS NOT NULL OR ${testimony}.access = 'closed'
    OR (coalesce(${testimony}.embargo_from, '') <= @today
      AND (${testimony}.embargo_until > @today
        OR (${testimony}.embargo_condition IS NOT NULL AND ${testimony}.embargo_lifted_on IS NULL))))`;
}

function rule(testimony: string, scope: Scope): string {
  return `coalesce((SELECT ${level('access_rule.access', 'access_rule.embargo_until')} FROM access_rule
    WHERE access_rule.testimony_id = ${testimony}.id AND access_rule.scope = '${scope}'), 0)`;
}

/**
 * The audience of one aspect of a testimony, as an SQL expression. A description is for everyone unless a rule or the
 * testimony's state says otherwise, so that readers can ask for what is restricted; content also obeys the testimony's access.
 */
export function audienceOf(scope: Scope, testimony: string): string {
  const narrower =
    scope === 'description'
      ? ''
      : scope === 'names'
        ? `, ${rule(testimony, 'names')}`
        : `, ${level(`${testimony}.access`, 'NULL')}, ${rule(testimony, scope)}`;
  return `MAX(CASE WHEN ${shut(testimony)} THEN 3 ELSE 0 END, ${rule(testimony, 'description')}${narrower})`;
}

/** How far the viewer reaches into a testimony, as an SQL expression. */
export function reachInto(testimony: string): string {
  return `CASE WHEN @reach >= 3 THEN 3
    WHEN @account = 0 THEN @reach
    WHEN EXISTS (SELECT 1 FROM giver WHERE giver.testimony_id = ${testimony}.id AND giver.account_id = @account) THEN 3
    WHEN EXISTS (SELECT 1 FROM access_grant WHERE access_grant.account_id = @account
      AND (access_grant.testimony_id = ${testimony}.id OR access_grant.collection_id = ${testimony}.collection_id)
      AND (access_grant.until IS NULL OR access_grant.until >= @today)) THEN 2
    ELSE @reach END`;
}

/** The viewer may know that the testimony is here and read its description. SQL condition. */
export function describedTo(testimony: string): string {
  return `(${audienceOf('description', testimony)} <= ${reachInto(testimony)})`;
}

/** The viewer may read the names of those who tell. SQL condition. */
export function namedTo(testimony: string): string {
  return `(${audienceOf('names', testimony)} <= ${reachInto(testimony)})`;
}

/** The viewer may read, hear or look at this aspect. SQL condition. */
export function openTo(scope: Scope, testimony: string): string {
  return `(${audienceOf(scope, testimony)} <= ${reachInto(testimony)})`;
}

/** The audience of an asset joined with its testimony. Source files and signed agreements are for staff. */
export function audienceOfAsset(asset: string, testimony: string): string {
  return `MAX(
    CASE WHEN ${asset}.kind IN ('source', 'agreement') OR ${asset}.withdrawn_on IS NOT NULL THEN 3 ELSE 0 END,
    ${level(`coalesce(${asset}.access, 'public')`, `${asset}.embargo_until`)},
    CASE WHEN ${asset}.kind IN ('audio', 'video') THEN ${audienceOf('sound', testimony)}
      ELSE ${audienceOf('picture', testimony)} END)`;
}

export function assetOpenTo(asset: string, testimony: string): string {
  return `(${audienceOfAsset(asset, testimony)} <= ${reachInto(testimony)})`;
}

/** The strictest section that touches a stretch of a part; a stretch without times is touched by every section of it. */
function sectionAudience(part: string, start: string, end: string): string {
  return `coalesce((SELECT MAX(${level('section.access', 'section.embargo_until')}) FROM section
    WHERE section.part_id = ${part}
      AND (${start} IS NULL OR (section.start_ms < coalesce(${end}, ${start} + 1) AND section.end_ms > ${start}))), 0)`;
}

/**
 * True for a passage whose words may say what a redaction withholds elsewhere: it translates or is translated by a redacted
 * passage, or is spoken in a redacted stretch of time, and nobody has marked its own words yet. Such a passage is withheld
 * whole: withholding too much can be mended, too little cannot.
 */
function echoesRedaction(passage: string): string {
  return `(EXISTS (SELECT 1 FROM redaction WHERE redaction.testimony_id = (
        SELECT part.testimony_id FROM part WHERE part.id = ${passage}.part_id))
    AND NOT EXISTS (SELECT 1 FROM redaction WHERE redaction.passage_id = ${passage}.id)
    AND (EXISTS (SELECT 1 FROM redaction WHERE redaction.passage_id = ${passage}.original_id)
      OR EXISTS (SELECT 1 FROM redaction JOIN passage AS other ON other.id = redaction.passage_id
        WHERE other.original_id = ${passage}.id OR (other.original_id = ${passage}.original_id AND other.id <> ${passage}.id))
      OR EXISTS (SELECT 1 FROM redaction WHERE redaction.part_id = ${passage}.part_id
        AND (${passage}.start_ms IS NULL
          OR (redaction.start_ms < coalesce(${passage}.end_ms, ${passage}.start_ms + 1)
            AND redaction.end_ms > ${passage}.start_ms)))))`;
}

/** The audience of a passage joined with its testimony; its redacted words apart (see redaction.ts). */
export function audienceOfPassage(passage: string, testimony: string): string {
  return `MAX(${audienceOf('transcript', testimony)},
    ${sectionAudience(`${passage}.part_id`, `${passage}.start_ms`, `${passage}.end_ms`)},
    CASE WHEN ${echoesRedaction(passage)} THEN 3 ELSE 0 END)`;
}

export function passageOpenTo(passage: string, testimony: string): string {
  return `(${audienceOfPassage(passage, testimony)} <= ${reachInto(testimony)})`;
}

/** The audience of an index point joined with its testimony: that of the transcript and of the section it begins in. */
export function audienceOfIndexPoint(point: string, testimony: string): string {
  return `MAX(${audienceOf('transcript', testimony)},
    ${sectionAudience(`${point}.part_id`, `${point}.start_ms`, `${point}.start_ms + 1`)})`;
}

export function indexPointOpenTo(point: string, testimony: string): string {
  return `(${audienceOfIndexPoint(point, testimony)} <= ${reachInto(testimony)})`;
}

/** Whether the viewer may hear a section joined with its testimony. SQL condition. */
export function sectionOpenTo(section: string, testimony: string): string {
  return `(${level(`${section}.access`, `${section}.embargo_until`)} <= ${reachInto(testimony)})`;
}

/** One thing the archive may show. `scope` of a testimony defaults to its description. */
export type Thing =
  | { kind: 'testimony'; id: number; scope?: Scope }
  | { kind: 'asset'; id: number }
  | { kind: 'passage'; id: number }
  | { kind: 'index-point'; id: number };

/** Whether `viewer` may see `thing`: the rule above, for one. False where there is no such thing. */
export function visible(db: Database, viewer: Viewer, thing: Thing): boolean {
  const sql = {
    testimony: () =>
      `SELECT ${openTo(thing.kind === 'testimony' ? (thing.scope ?? 'description') : 'description', 'testimony')}
       FROM testimony WHERE testimony.id = @id`,
    asset: () =>
      `SELECT ${assetOpenTo('asset', 'testimony')}
       FROM asset JOIN testimony ON testimony.id = asset.testimony_id WHERE asset.id = @id`,
    passage: () =>
      `SELECT ${passageOpenTo('passage', 'testimony')}
       FROM passage JOIN part ON part.id = passage.part_id JOIN testimony ON testimony.id = part.testimony_id
       WHERE passage.id = @id`,
    'index-point': () =>
      `SELECT ${indexPointOpenTo('index_point', 'testimony')}
       FROM index_point JOIN testimony ON testimony.id = index_point.testimony_id WHERE index_point.id = @id`,
  }[thing.kind]();
  return (
    db
      .prepare(sql)
      .pluck()
      .get({ ...viewer, id: thing.id }) === 1
  );
}
