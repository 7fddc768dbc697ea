import { isDeepStrictEqual } from 'node:util';
import type { Index } from 'meilisearch';
import type { Database } from '../../db/open.ts';
import { fold } from '../folding.ts';
import { encodeWords } from './alphabet.ts';
import { awaitTask } from './tasks.ts';

/**
 * The names of places, countries, polities and terms, each with the others of the same: what is found is decided by the plan
 * of the query, and these let a testimony with another spelling rank as one with the spelling typed. Names of people are not
 * among them, since an order must tell nobody how someone is called.
 */
const NAMES = `
  SELECT 'country ' || country AS authority, name FROM country_name WHERE kind <> 'understood'
  UNION ALL SELECT 'place ' || place_id, name FROM place_name
  UNION ALL SELECT 'polity ' || polity_id, name FROM polity_name
  UNION ALL SELECT 'term ' || term_id, label FROM term_label
  ORDER BY 1, 2`;

/** Others of one name that Meilisearch takes into account. */
const MOST = 50;

export function synonymsOf(archive: Database): Record<string, string[]> {
  const byAuthority = new Map<string, Set<string>>();
  for (const { authority, name } of archive.prepare<[], { authority: string; name: string }>(NAMES).iterate()) {
    const folded = encodeWords(fold(name));
    if (folded === '') continue;
    const names = byAuthority.get(authority);
    if (names) names.add(folded);
    else byAuthority.set(authority, new Set([folded]));
  }
  const others = new Map<string, Set<string>>();
  for (const names of byAuthority.values()) {
    for (const name of names) {
      const all = others.get(name) ?? new Set();
      for (const other of names) if (other !== name && all.size < MOST) all.add(other);
      if (all.size > 0) others.set(name, all);
    }
  }
  return Object.fromEntries([...others].map(([name, all]) => [name, [...all].sort()]));
}

/** Gives the index these synonyms, where it has others, and waits until it has them. */
export async function applySynonyms(index: Index, ours: Record<string, string[]>, signal: AbortSignal): Promise<void> {
  const theirs = await index.getSynonyms();
  if (!isDeepStrictEqual(theirs, ours)) await awaitTask(index.tasks, index.updateSynonyms(ours), signal);
}
