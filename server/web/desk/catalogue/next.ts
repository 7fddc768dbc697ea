import type { Request } from 'express';
import { find } from '../../../search/find.ts';
import { searchQuery } from '../../search-query.ts';
import type { Site } from '../../site.ts';

const MOST = 2_000; // testimonies of a list that are looked through

/** The accession number after this one in the list it was opened from; null where it is the last, or not in it. */
export async function nextInList(site: Site, req: Request, accession: string, list: string): Promise<string | null> {
  const parameters = new URLSearchParams(list);
  const asked = Object.fromEntries([...parameters.keys()].map((key) => [key, parameters.getAll(key)]));
  const query = searchQuery({ ...asked, page: '1' });
  const { results } = await find(site, req.viewer, { ...query, page: 1, perPage: MOST }, req.lang);
  const at = results.findIndex((line) => line.accession === accession);
  return at < 0 ? null : (results[at + 1]?.accession ?? null);
}
