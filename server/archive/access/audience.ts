/**
 * Audiences of a testimony, as SQL expressions over a row of the table `testimony`. They take a viewer's `reach`, `account`
 * and `today` as bound parameters (see ../viewer.ts).
 */
import { consentTakenBack } from '../agreement.ts';

export const EVERYONE = 0;
export const SIGNED_IN = 1;
export const GRANTED = 2;
/** Staff, and the giver of the testimony. */
export const STAFF = 3;
/** Staff and not the giver: source files and signed agreements, which are neither shown nor searched. */
export const STAFF_ALONE = 4;
/** Of whatever can be read, heard, looked at or found. */
export type Audience = 0 | 1 | 2 | 3;

export const ACCESS_LEVELS = ['public', 'registered', 'restricted', 'closed'] as const;
export type AccessLevel = (typeof ACCESS_LEVELS)[number];

/** The aspects of a testimony that may have an access of their own. */
export const SCOPES = ['description', 'names', 'transcript', 'sound', 'picture'] as const;
export type Scope = (typeof SCOPES)[number];

/** An access level as an audience; an embargo that has not lapsed closes it whatever the level says. */
export function level(access: string, embargoUntil = 'NULL'): string {
  return `CASE WHEN ${embargoUntil} > @today THEN ${STAFF}
    ELSE CASE ${access} WHEN 'public' THEN 0 WHEN 'registered' THEN 1 WHEN 'restricted' THEN 2 ELSE ${STAFF} END END`;
}

/** True while an embargo of the whole testimony holds. */
export function embargoed(testimony: string): string {
  return `(coalesce(${testimony}.embargo_from, '') <= @today
    AND (coalesce(${testimony}.embargo_until, '') > @today
      OR (${testimony}.embargo_condition IS NOT NULL AND ${testimony}.embargo_lifted_on IS NULL)))`;
}

/** What a testimony is called by who may open it: `draft`, `withdrawn`, `embargoed`, or its access level. */
export function accessShown(testimony: string): string {
  return `CASE WHEN ${testimony}.status = 'draft' THEN 'draft' WHEN ${testimony}.withdrawn_on IS NOT NULL THEN 'withdrawn'
    WHEN ${embargoed(testimony)} THEN 'embargoed' WHEN ${testimony}.hidden_on IS NOT NULL THEN 'closed' ELSE ${testimony}.access END`;
}

/**
 * True while a testimony is for staff and its giver only: a draft, withdrawn, hidden while a concern is decided, closed, under
 * embargo, or consent taken back.
 */
function shut(testimony: string): string {
  return `(${testimony}.status <> 'published' OR ${testimony}.withdrawn_on IS NOT NULL OR ${testimony}.hidden_on IS NOT NULL
    OR ${testimony}.access = 'closed' OR ${embargoed(testimony)} OR ${consentTakenBack(`${testimony}.id`)})`;
}

function rule(testimony: string, scope: Scope): string {
  return `coalesce((SELECT ${level('access_rule.access', 'access_rule.embargo_until')} FROM access_rule
    WHERE access_rule.testimony_id = ${testimony}.id AND access_rule.scope = '${scope}'), 0)`;
}

/** The audience of a testimony's description, and what narrows it further. */
function narrowed(testimony: string, ...further: string[]): string {
  const shutTo = `CASE WHEN ${shut(testimony)} THEN ${STAFF} ELSE 0 END`;
  return `MAX(${[shutTo, rule(testimony, 'description'), ...further].join(', ')})`;
}

/**
 * The audience of one aspect of a testimony. A description is for everyone unless a rule or the testimony's state says
 * otherwise, so that readers can ask for what is restricted; content also obeys the testimony's access.
 */
export function audienceOf(scope: Scope, testimony: string): string {
  if (scope === 'description') return narrowed(testimony);
  if (scope === 'names') {
    const takenBack = `CASE WHEN ${testimony}.names_withdrawn_on IS NOT NULL THEN ${STAFF} ELSE 0 END`;
    return narrowed(testimony, rule(testimony, 'names'), takenBack);
  }
  return narrowed(testimony, level(`${testimony}.access`), rule(testimony, scope));
}

/** The audience of a file of a testimony by its kind: a film is sound and picture, a document picture and words. */
export function audienceOfKind(kind: string, testimony: string): string {
  const [sound, picture, words] = [rule(testimony, 'sound'), rule(testimony, 'picture'), rule(testimony, 'transcript')];
  const aspects = `CASE ${kind} WHEN 'audio' THEN ${sound} WHEN 'video' THEN MAX(${sound}, ${picture})
    WHEN 'document' THEN MAX(${picture}, ${words}) WHEN 'photograph' THEN ${picture} ELSE ${STAFF_ALONE} END`;
  return narrowed(testimony, level(`${testimony}.access`), aspects);
}

/** How far the viewer reaches into a testimony: to the audiences up to this one. */
export function reachInto(testimony: string): string {
  return `CASE WHEN @reach >= ${STAFF} THEN ${STAFF_ALONE}
    WHEN @account = 0 THEN @reach
    WHEN EXISTS (SELECT 1 FROM giver WHERE giver.testimony_id = ${testimony}.id AND giver.account_id = @account) THEN ${STAFF}
    WHEN EXISTS (SELECT 1 FROM access_grant WHERE access_grant.account_id = @account
      AND (access_grant.testimony_id = ${testimony}.id OR access_grant.collection_id = ${testimony}.collection_id)
      AND (access_grant.until IS NULL OR access_grant.until >= @today)) THEN ${GRANTED}
    ELSE @reach END`;
}
