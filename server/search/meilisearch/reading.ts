/**
 * Who may read what. Every search goes out under a token made for the one who searches, signed with a key that can search
 * and nothing else. The token carries the rule of their reach, and Meilisearch puts it to every query: a filter forgotten or
 * written wrongly elsewhere can show nobody more.
 */
import { generateTenantToken } from 'meilisearch/token';
import type { Reach } from '../engine.ts';
import { allOf, anyOf, isTestimony, not } from './filters.ts';

/** A key that can search one index. */
export interface SearchKey {
  uid: string;
  key: string;
}

const GRANTED = 2;
const GIVEN = 3;
const LIFE = 60 * 60 * 1000; // milliseconds; long, since the two machines' clocks may differ

/** The editions that someone may read: exactly one of each testimony they may know of. */
export function readableTo({ reach, granted, given }: Reach): string {
  const others = granted.filter((id) => !given.includes(id));
  if (reach >= GIVEN || granted.length + given.length === 0) return `readers = ${reach}`;
  return anyOf([
    allOf([`readers = ${reach}`, not(isTestimony([...others, ...given]))]),
    allOf([`readers = ${Math.max(reach, GRANTED)}`, isTestimony(others)]),
    allOf([`readers = ${GIVEN}`, isTestimony(given)]),
  ]);
}

export function readingToken(index: string, { uid, key }: SearchKey, who: Reach): Promise<string> {
  return generateTenantToken({
    apiKey: key,
    apiKeyUid: uid,
    searchRules: { [index]: { filter: readableTo(who) } },
    expiresAt: new Date(Date.now() + LIFE),
  });
}
