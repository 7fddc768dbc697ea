import type { NameSetKind } from '../../archive/name-set.ts';
import type { Database } from '../../db/open.ts';

/**
 * Everything the archive knows by several spellings. `authority`: places, countries, polities of the past, communities and
 * events. `name`: given names, family names and words of the culture. Topics are not here: their variants are narrower
 * words that lead to the topic, not spellings of one thing. Nor are people, whose names are searched with who may see them.
 */
export interface SpellingSet {
  by: 'authority' | 'name';
  ofPeople: boolean; // a given or a family name
  isHeard: boolean; // what sounds like it may be a spelling of it: places and names, not what has a title
  spellings: string[];
  usedFor: number[]; // places in the list, of other names used for this one, either way
}

const AUTHORITIES = `
  SELECT 'place ' || place_id AS thing, name FROM place_name
  UNION ALL SELECT 'country ' || country, name FROM country_name WHERE kind <> 'understood'
  UNION ALL SELECT 'polity ' || polity_id, name FROM polity_name
  UNION ALL SELECT 'term ' || term.id, label FROM term JOIN term_label ON term_label.term_id = term.id
    WHERE term.vocabulary IN ('event', 'community')`;

/** How often a spelling was changed in this archive, by whatever process. */
export function spellingChanges(archive: Database): number {
  return archive.prepare<[], number>('SELECT count FROM spelling_change').pluck().get() ?? 0;
}

export function spellingSets(archive: Database): SpellingSet[] {
  const sets = new Map<string, SpellingSet>();
  const add = (thing: string, by: SpellingSet['by'], name: string, ofPeople = false) => {
    const known = sets.get(thing);
    if (known) known.spellings.push(name);
    else sets.set(thing, { by, ofPeople, isHeard: !/^(?:polity|term) /.test(thing), spellings: [name], usedFor: [] });
  };
  for (const { thing, name } of archive.prepare<[], { thing: string; name: string }>(AUTHORITIES).iterate()) {
    add(thing, 'authority', name);
  }
  const names = archive.prepare<[], { setId: number; name: string; kind: NameSetKind }>(`
    SELECT set_id AS setId, name, kind FROM name_spelling JOIN name_set ON name_set.id = set_id`);
  for (const { setId, name, kind } of names.iterate()) add(`name ${setId}`, 'name', name, kind !== 'word');
  const places = new Map([...sets.keys()].map((thing, place) => [thing, place]));
  const all = [...sets.values()];
  const related = archive.prepare<[], { one: number; other: number }>(
    'SELECT set_id AS one, other_id AS other FROM name_used_for',
  );
  for (const { one, other } of related.iterate()) {
    const [a, b] = [places.get(`name ${one}`), places.get(`name ${other}`)];
    if (a === undefined || b === undefined) continue;
    if (!all[a]!.usedFor.includes(b)) all[a]!.usedFor.push(b);
    if (!all[b]!.usedFor.includes(a)) all[b]!.usedFor.push(a);
  }
  return all;
}

/** What the subjects of this archive are called, in every language. */
export function subjectLabels(archive: Database): string[] {
  return archive
    .prepare<[], string>(`
      SELECT label FROM term_label JOIN term ON term.id = term_label.term_id WHERE term.vocabulary = 'topic'`)
    .pluck()
    .all();
}
