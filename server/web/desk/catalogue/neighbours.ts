import type { Request } from 'express';
import { find } from '../../../search/find.ts';
import { searchQuery } from '../../search-query.ts';
import type { Site } from '../../site.ts';

export const PER_PAGE = 50; // of the list at the desk
const MOST = 2_000; // testimonies of a list that are looked through where its order has changed

/** A testimony of a list, and its place in it, from 1. */
export interface InList {
  accession: string;
  at: number;
}

/**
 * What stands before and after a testimony in the list it was opened from (`list`: its address) at the place `at`. Null where
 * it is not in it.
 */
export async function neighbours(
  site: Site,
  req: Request,
  accession: string,
  { list, at }: { list: string; at: number },
): Promise<{ before: InList | null; after: InList | null } | null> {
  const parameters = new URLSearchParams(list);
  const asked = Object.fromEntries([...parameters.keys()].map((key) => [key, parameters.getAll(key)]));
  const query = searchQuery({ sort: 'title', ...asked, page: '1' });
  const lines = async (page: number, perPage: number): Promise<InList[]> => {
    if (page < 1) return [];
    const { results } = await find(site, req.viewer, { ...query, page, perPage }, req.lang);
    return results.map((line, index) => ({ accession: line.accession, at: (page - 1) * perPage + index + 1 }));
  };
  const page = Math.max(1, Math.ceil(at / PER_PAGE));
  let rows = await lines(page, PER_PAGE);
  let index = rows.findIndex((one) => one.accession === accession);
  if (index === 0) rows = [...(await lines(page - 1, PER_PAGE)), ...rows];
  else if (index === PER_PAGE - 1) rows = [...rows, ...(await lines(page + 1, PER_PAGE))];
  else if (index < 0) rows = await lines(1, MOST);
  index = rows.findIndex((one) => one.accession === accession);
  return index < 0 ? null : { before: rows[index - 1] ?? null, after: rows[index + 1] ?? null };
}
