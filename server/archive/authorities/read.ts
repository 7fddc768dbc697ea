/** Reads the authorities that ship with Kolot. What the files hold and how to correct them: README.md beside this file. */
import type { Authorities } from './authority.ts';
import { readCommunities } from './communities.ts';
import { readCountries } from './countries.ts';
import { readEvents } from './events.ts';
import { readNameSets } from './name-sets.ts';
import { readPlaces } from './places.ts';
import { readPolities } from './polities.ts';
import { readTopics } from './topics.ts';

/**
 * All nine files of `folder` (this one unless another is given, with a `/` at its end), checked row by row and against each
 * other. Throws `Invalid`, which names file, line and column, for the first row that is not right.
 */
export function readAuthorities(folder: URL = new URL('./', import.meta.url)): Authorities {
  const countries = readCountries(folder);
  const codes = new Set(countries.map(({ alpha2 }) => alpha2));
  const places = readPlaces(folder, codes);
  return {
    countries,
    places,
    polities: readPolities(folder, codes),
    communities: readCommunities(folder, codes),
    topics: readTopics(folder),
    events: readEvents(folder, codes, new Set(places.map(({ slug }) => slug))),
    nameSets: readNameSets(folder),
  };
}
